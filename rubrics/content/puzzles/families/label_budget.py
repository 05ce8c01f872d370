"""Sharing a labeling budget among segments with a Lagrange multiplier (Neyman's allocation)."""

from collections.abc import Sequence
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
from rubrics.content.puzzles.text import both, num, vec

Shares = tuple[Fraction, ...]
# What the best split must save over the split by traffic, for the question to be worth asking.
WORTH_IT = Fraction(15, 100)
TENTHS = ((5, 3, 2), (6, 3, 1), (4, 4, 2), (5, 4, 1), (7, 2, 1), (8, 1, 1))
HINTS = (
    Hint("Write the variance as a function of the three numbers of labels.", SETTING_UP, 3),
    Hint("At the best split, what must one more label be worth in each segment?", CARRYING, 3),
    Hint(
        "Setting the derivatives of Σ W²σ²/n + λ(Σ n − B) to zero gives n proportional to W·σ.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "The σ aren’t known. What do you do? (A small pilot in each segment; for rates, the bound "
    "σ ≤ ½ and a guess; then allocate the rest.)",
    "Labels cost more in one segment. How does the answer change? (n proportional to W·σ/√cost.)",
    "Somebody wants equal certainty in every segment and not overall. What then? (n proportional "
    "to σ²; the overall estimate gets worse.)",
)


def build(draw: Draw) -> Puzzle:
    while True:
        w = tuple(Fraction(tenths, 10) for tenths in draw.shuffled(draw.pick(TENTHS)))
        sigma = tuple(draw.integer(1, 6) for _ in range(3))
        pull = [int(10 * share * s) for share, s in zip(w, sigma, strict=True)]
        budget = sum(pull) * draw.pick((2, 3, 4, 5))
        if budget <= 150 and _saving(w, sigma) >= WORTH_IT:
            break
    setting = (
        "A model’s mean error is to be estimated from hand-made labels. Three segments make up the "
        f"shares W = {vec(w)} of the traffic; within a segment the error’s standard deviation is "
        f"σ = {vec(sigma)}. With n labels from a segment its mean is estimated with the variance "
        f"σ²/n, and the overall mean is the sum of the segments’ means, weighted by W. {budget} "
        "labels can be paid."
    )
    return Puzzle(
        data={"W": w, "sigma": sigma, "budget": budget},
        setting=setting,
        parts=_parts(w, sigma, budget),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(w, sigma, budget),
    )


def _variance(w: Shares, sigma: Sequence[int], n: Sequence[Fraction]) -> Fraction:
    rows = zip(w, sigma, n, strict=True)
    return sum((share**2 * s**2 / labels for share, s, labels in rows), Fraction(0))


def _split(budget: int, weights: Sequence[Fraction]) -> Shares:
    return tuple(budget * weight / sum(weights) for weight in weights)


def _saving(w: Shares, sigma: Sequence[int]) -> Fraction:
    """Return the share of the variance that the best split saves over the split by traffic."""
    by_traffic = sum((share * s * s for share, s in zip(w, sigma, strict=True)), Fraction(0))
    best = sum((share * s for share, s in zip(w, sigma, strict=True)), Fraction(0)) ** 2
    return 1 - best / by_traffic


def _products(left: Sequence[Fraction], right: Sequence[int]) -> str:
    return " + ".join(f"{num(a)}·{b}" for a, b in zip(left, right, strict=True))


def _parts(w: Shares, sigma: tuple[int, ...], budget: int) -> tuple[Part, ...]:
    pulls = tuple(share * s for share, s in zip(w, sigma, strict=True))
    best, even = _split(budget, pulls), _split(budget, w)
    squares = [s * s for s in sigma]
    return (
        Part(
            "How many labels should each segment get for the least variance of the overall mean?",
            best,
            f"n = {vec(best)}",
            "Minimize Σ W²σ²/n with Σ n fixed: −W²σ²/n² = −λ for every segment, so n is "
            f"proportional to W·σ = {vec(pulls)}, which sums to {num(sum(pulls))}.",
        ),
        Part(
            "What is this least variance?",
            _variance(w, sigma, best),
            both(_variance(w, sigma, best), 4),
            f"Put in, it becomes (Σ W·σ)²/B = ({num(sum(pulls))})²/{budget}.",
        ),
        Part(
            "What is the variance if the labels follow the traffic instead?",
            _variance(w, sigma, even),
            both(_variance(w, sigma, even), 4),
            f"n = B·W gives Σ W·σ²/B = ({_products(w, squares)})/{budget}.",
        ),
    )


def _wrong_turns(w: Shares, sigma: tuple[int, ...], budget: int) -> tuple[WrongTurn, ...]:
    even = _split(budget, w)
    by_sigma = _split(budget, [Fraction(s) for s in sigma])
    by_square = _split(budget, [share * s * s for share, s in zip(w, sigma, strict=True)])
    thirds = _variance(w, sigma, [Fraction(budget, 3)] * 3)
    naive = sum((share * s * s for share, s in zip(w, sigma, strict=True)), Fraction(0))
    return (
        WrongTurn(
            1,
            even,
            f"n = {vec(even)}, in proportion to the traffic.",
            "Representative is not efficient: a quiet segment needs few labels.",
        ),
        WrongTurn(
            1,
            by_sigma,
            f"n = {vec(by_sigma)}, in proportion to σ.",
            "Forgets that a small segment counts little in the mean.",
        ),
        WrongTurn(
            1,
            by_square,
            f"n = {vec(by_square)}, in proportion to W·σ².",
            "Uses variances. The root comes from the derivative of 1/n.",
        ),
        WrongTurn(
            3,
            thirds,
            f"{both(thirds, 4)}.",
            "Splits evenly: following the traffic means n proportional to W.",
        ),
        WrongTurn(
            2,
            naive / budget,
            f"{both(naive / budget, 4)}.",
            "Gives the variance of the split by traffic, which is question 3.",
        ),
    )


FAMILY = Family(
    key="label-budget",
    name="Where the next label goes",
    area=Area.CALCULUS,
    difficulty=3,
    minutes=20,
    competencies=("statistics", "communication"),
    about="Whether the candidate can optimize under a constraint and say what it means: sharing a "
    "labeling budget among segments.",
    build=build,
    version=2,
)
