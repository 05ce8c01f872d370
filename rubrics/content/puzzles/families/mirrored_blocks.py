"""Trace, determinant and eigenvalues of a block matrix that is the same from both sides."""

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
from rubrics.content.puzzles.small_matrices import Rows, Stretched, determinant, stretched, trace
from rubrics.content.puzzles.text import matrix, num, paren, vec

HINTS = (
    Hint("What happens if both halves of the system are in the same state?", SETTING_UP, 3),
    Hint("Try vectors of the form (x, x) and (x, −x), x being an eigenvector of…?", CARRYING, 3),
    Hint(
        "M(x, x) = ((P + Q)x, (P + Q)x) and M(x, −x) = ((P − Q)x, −(P − Q)x): the spectrum of M is "
        "that of P + Q together with that of P − Q.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "What does Q = 0 mean, and what does a small Q do? (Two copies that ignore each other: each "
    "eigenvalue twice. A small Q splits each pair by about 2xᵀQx.)",
    "Four such copies in a ring, each coupled to its neighbors: which vectors now? (The discrete "
    "Fourier vectors; the blocks are P + 2cos(2πk/4)·Q.)",
    "When is M positive definite? (When P + Q and P − Q both are.)",
)


def build(draw: Draw) -> Puzzle:
    while True:
        even, odd = (stretched(draw, (-3, 4), (1, 2)) for _ in range(2))
        pair = _blocks(even, odd)
        if pair and _tells(*pair, even, odd):
            break
    p, q = pair
    setting = (
        "Two equal subsystems act on themselves by P and on each other by Q. Together they are the "
        f"4 × 4 matrix M = [[P, Q], [Q, P]] with\n\n{matrix('P', p)}\n\n{matrix('Q', q)}"
    )
    return Puzzle(
        data={"P": p, "Q": q},
        setting=setting,
        parts=_parts(p, even, odd),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(p, q, even),
    )


def _blocks(even: Stretched, odd: Stretched) -> tuple[Rows, Rows] | None:
    """Return P and Q with P + Q and P − Q as given, None if they aren't whole or Q has a zero."""
    pairs = [list(zip(*rows, strict=True)) for rows in zip(even.rows, odd.rows, strict=True)]
    if any((s + d) % 2 or s == d for row in pairs for s, d in row):
        return None
    p = tuple(tuple((s + d) // 2 for s, d in row) for row in pairs)
    q = tuple(tuple((s - d) // 2 for s, d in row) for row in pairs)
    return p, q


def _tells(p: Rows, q: Rows, even: Stretched, odd: Stretched) -> bool:
    """Whether the usual mistakes lead to another number than the truth."""
    det = determinant(even.rows) * determinant(odd.rows)
    return bool(det and trace(q) and det != determinant(p) ** 2 - determinant(q) ** 2)


def _parts(p: Rows, even: Stretched, odd: Stretched) -> tuple[Part, ...]:
    values = sorted((even.high, even.low, odd.high, odd.low), reverse=True)
    sums, differences = determinant(even.rows), determinant(odd.rows)
    return (
        Part(
            "What is the trace of M?",
            2 * trace(p),
            f"trace M = {num(2 * trace(p))}",
            f"Only the diagonal blocks count: 2 · trace P = 2 · {paren(trace(p))}.",
        ),
        Part(
            "What is the determinant of M?",
            sums * differences,
            f"det M = {num(sums * differences)}",
            "With (x, x) and (x, −x) as new coordinates M has the blocks P + Q and P − Q.\n\n"
            f"{matrix('P + Q', even.rows)}\n\n{matrix('P − Q', odd.rows)}\n\n"
            f"det M = det(P + Q) · det(P − Q) = {paren(sums)} · {paren(differences)}.",
        ),
        Part(
            "What are the four eigenvalues of M?",
            tuple(values),
            f"the eigenvalues are {vec(values)}",
            f"P + Q has trace {num(trace(even.rows))} and determinant {num(sums)}, so the "
            f"eigenvalues {num(even.high)} and {num(even.low)}. P − Q has trace "
            f"{num(trace(odd.rows))} and determinant {num(differences)}, so {num(odd.high)} and "
            f"{num(odd.low)}. Check: they sum to {num(sum(values))}, the trace.",
        ),
    )


def _wrong_turns(p: Rows, q: Rows, even: Stretched) -> tuple[WrongTurn, ...]:
    careless = determinant(p) ** 2 - determinant(q) ** 2
    doubled = sorted((even.high, even.low) * 2, reverse=True)
    everything = 2 * (trace(p) + trace(q))
    return (
        WrongTurn(
            1,
            everything,
            f"trace M = 2(trace P + trace Q) = {num(everything)}.",
            "Counts the off-diagonal blocks; their diagonals don’t lie on M’s diagonal.",
        ),
        WrongTurn(
            2,
            careless,
            f"det M = (det P)² − (det Q)² = {num(careless)}.",
            "Treats blocks as numbers. Ask for P = 0 and Q = I: swapping two pairs of rows gives "
            "det M = 1, the formula −1.",
        ),
        WrongTurn(
            3,
            tuple(doubled),
            f"The eigenvalues are those of P + Q, each twice: {vec(doubled)}.",
            "Thinks of the symmetric states only. The trace doesn’t come out: let them check it.",
        ),
    )


FAMILY = Family(
    key="mirrored-blocks",
    name="Two equal halves",
    area=Area.LINEAR_ALGEBRA,
    difficulty=3,
    minutes=25,
    competencies=("mathematics", "communication"),
    about="Whether the candidate uses a symmetry: trace, determinant and eigenvalues of "
    "[[P, Q], [Q, P]] without a 4 × 4 characteristic polynomial.",
    build=build,
)
