"""Singular values of a small matrix and the best approximation of rank one."""

from fractions import Fraction

from rubrics.content.puzzles.draw import Draw
from rubrics.content.puzzles.model import (
    CARRYING,
    SETTING_UP,
    Area,
    Family,
    Hint,
    Part,
    Puzzle,
    WrongTurn,
)
from rubrics.content.puzzles.small_matrices import Rows, determinant, dot, stretched
from rubrics.content.puzzles.text import matrix, num, paren, percent, vec

# Rows swapped or turned round: the singular values stay, the eigenvalues don't.
TURNS: tuple[Rows, ...] = (
    ((0, 1), (1, 0)),
    ((0, -1), (1, 0)),
    ((1, 0), (0, -1)),
    ((-1, 0), (0, 1)),
)
HINTS = (
    Hint("Which symmetric matrix has the squares of A’s singular values?", SETTING_UP, 3),
    Hint("What do these squares sum to, and what is their product?", CARRYING, 3),
    Hint(
        "σ₁² + σ₂² is the sum of the squared entries and σ₁σ₂ = |det A|. The best matrix of rank "
        "one keeps the first singular triple; what is lost is σ₂².",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "A weight matrix of 4,096 × 4,096 is replaced by one of rank 64. How much memory is saved, and "
    "what tells you whether it will hurt? (A factor of 32; how fast the singular values fall, and "
    "on which inputs the lost directions lie.)",
    "When are the singular values the absolute eigenvalues? (For symmetric matrices, and for all "
    "normal ones.)",
    "Is the best matrix of rank one unique? (When σ₁ > σ₂, yes.)",
)


def build(draw: Draw) -> Puzzle:
    while True:
        base = stretched(draw, (-6, 6), (1, 3))
        if base.low and base.high and abs(base.low) != abs(base.high):
            break
    turn = draw.pick(TURNS)
    columns = list(zip(*base.rows, strict=True))
    a = tuple(tuple(dot(row, column) for column in columns) for row in turn)
    large, small = sorted((abs(base.high), abs(base.low)), reverse=True)
    setting = f"Consider\n\n{matrix('A', a)}"
    return Puzzle(
        data={"A": a},
        setting=setting,
        parts=_parts(a, large, small),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(a, large, small),
    )


def _parts(a: Rows, large: int, small: int) -> tuple[Part, ...]:
    total, kept = large**2 + small**2, Fraction(large**2, large**2 + small**2)
    squares = " + ".join(f"{paren(entry)}²" for row in a for entry in row)
    return (
        Part(
            "What are the singular values of A?",
            (large, small),
            f"σ₁ = {large} and σ₂ = {small}",
            f"The sum of the squares is the trace of AᵀA: {squares} = {total}. The product is "
            f"|det A| = {abs(determinant(a))}. So σ₁² and σ₂² solve "
            f"t² − {total}t + {large**2 * small**2} = 0, which gives {large**2} and {small**2}.",
        ),
        Part(
            "B is the matrix of rank one that is closest to A. Which share of the sum of A’s "
            "squared entries does it keep?",
            kept,
            f"{num(kept)}, about {percent(kept)}",
            f"B = σ₁u₁v₁ᵀ has the squared norm σ₁² = {large**2}, out of {total}.",
        ),
        Part(
            "What is the sum of the squared entries of A − B?",
            small**2,
            f"Σ(aᵢⱼ − bᵢⱼ)² = {small**2}",
            f"What is left is σ₂u₂v₂ᵀ, with the squared norm σ₂² = {small}².",
        ),
    )


def _wrong_turns(a: Rows, large: int, small: int) -> tuple[WrongTurn, ...]:
    shorter = min(dot(column, column) for column in zip(*a, strict=True))
    plain = Fraction(large, large + small)
    diagonal = tuple(sorted((abs(a[0][0]), abs(a[1][1])), reverse=True))
    return (
        WrongTurn(
            1,
            (large**2, small**2),
            f"{large**2} and {small**2}.",
            "Stops at the eigenvalues of AᵀA and forgets the root.",
        ),
        WrongTurn(
            1,
            diagonal,
            f"{vec(diagonal)}, the absolute diagonal.",
            "Reads A as if it were diagonal, or mistakes singular values for eigenvalues.",
        ),
        WrongTurn(
            2,
            plain,
            f"{num(plain)}, about {percent(plain)}.",
            "Adds singular values where their squares are to be added.",
        ),
        WrongTurn(
            3,
            shorter,
            f"Leave out the shorter column: {shorter}.",
            "Approximates along the axes. A better direction lies across them unless the columns "
            "are perpendicular.",
        ),
        WrongTurn(3, small, f"σ₂ = {small}.", "Gives the norm where its square was asked for."),
    )


FAMILY = Family(
    key="best-rank-one",
    name="One direction is enough, or nearly",
    area=Area.LINEAR_ALGEBRA,
    difficulty=3,
    minutes=25,
    competencies=("mathematics", "ml-theory", "communication"),
    about="Whether the candidate tells singular values from eigenvalues, and knows what a low-rank "
    "approximation keeps and loses.",
    build=build,
)
