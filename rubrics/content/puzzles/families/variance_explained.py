"""PCA of a small covariance: shares of variance, and what a change of unit does to them."""

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
from rubrics.content.puzzles.small_matrices import Stretched, stretched
from rubrics.content.puzzles.text import matrix, num, percent, vec

ENOUGH = Fraction(9, 10)
HINTS = (
    Hint("Which part of Σ can you treat on its own?", SETTING_UP, 3),
    Hint("What do the eigenvalues of Σ mean, and what do they sum to?", CARRYING, 3),
    Hint(
        "The third feature is an eigenvector by itself, with its variance as eigenvalue; the upper "
        "left block gives the other two from its trace and determinant. In a new unit the variance "
        "grows by the square of the factor.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "Should one standardize before PCA? (If units are arbitrary, yes; if the scale carries "
    "meaning, as with pixels or log returns, standardizing throws it away.)",
    "The first component explains most of the variance. Is it useful for predicting y? (Not "
    "necessarily: the direction that matters for y may have little variance.)",
    "With 20 rows and 1,000 features, what do you expect of the explained share? (At most 19 "
    "components explain everything; the shares are badly overestimated.)",
)


def build(draw: Draw) -> Puzzle:
    block = stretched(draw, (1, 4), (1, 3))
    third, factor = draw.integer(1, 12), draw.pick((2, 3, 10))
    sigma = (*((*row, 0) for row in block.rows), (0, 0, third))
    setting = f"Three features have the covariance matrix\n\n{matrix('Σ', sigma)}"
    return Puzzle(
        data={"Sigma": sigma, "factor": factor, "enough": ENOUGH},
        setting=setting,
        parts=_parts(block, third, factor),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(block, third, factor),
    )


def _needed(variances: Sequence[int]) -> int:
    """Return how many of the largest reach the share that is enough."""
    ordered, count = sorted(variances, reverse=True), 0
    while sum(ordered[:count]) < ENOUGH * sum(ordered):
        count += 1
    return count


def _share(variances: Sequence[int]) -> Fraction:
    return Fraction(max(variances), sum(variances))


def _told(share: Fraction) -> str:
    return f"{num(share)}, about {percent(share)}"


def _parts(block: Stretched, third: int, factor: int) -> tuple[Part, ...]:
    values = sorted((block.high, block.low, third), reverse=True)
    scaled = sorted((block.high, block.low, third * factor**2), reverse=True)
    total = sum(values)
    return (
        Part(
            "Which share of the total variance does the first principal component explain?",
            _share(values),
            _told(_share(values)),
            f"The block of the first two features has the eigenvalues {block.high} (along "
            f"{vec(block.v)}) and {block.low}; the third feature adds {third}. In order: "
            f"{vec(values)}, sum {total}. The first share is {values[0]}/{total}.",
        ),
        Part(
            f"How many components explain at least {percent(ENOUGH)}?",
            _needed(values),
            f"{_needed(values)} of them",
            f"The sums from the largest on are {vec([sum(values[:n]) for n in (1, 2, 3)])}; "
            f"{percent(ENOUGH)} of {total} is {float(ENOUGH * total):g}.",
        ),
        Part(
            f"The third feature is recorded in another unit, which makes its numbers {factor} "
            "times as large. Which share does the first component explain now?",
            _share(scaled),
            _told(_share(scaled)),
            f"Its variance becomes {third}·{factor}² = {third * factor**2}. The eigenvalues are "
            f"{vec(scaled)}, sum {sum(scaled)}, and the first share is {scaled[0]}/{sum(scaled)}.",
        ),
    )


def _wrong_turns(block: Stretched, third: int, factor: int) -> tuple[WrongTurn, ...]:
    diagonal = (block.rows[0][0], block.rows[1][1], third)
    linear = _share((block.high, block.low, third * factor))
    return (
        WrongTurn(
            1,
            _share(diagonal),
            f"{_told(_share(diagonal))}: the largest variance over the sum.",
            "Takes the feature with the largest variance for the first component and ignores the "
            "covariance.",
        ),
        WrongTurn(
            2,
            _needed(diagonal),
            f"{_needed(diagonal)} of them, counted on the diagonal.",
            "Counts features, not components.",
        ),
        WrongTurn(
            3,
            linear,
            f"{_told(linear)}.",
            "Multiplies the variance by the factor and not by its square.",
        ),
        WrongTurn(
            3,
            _share((block.high, block.low, third)),
            f"Unchanged, {_told(_share((block.high, block.low, third)))}.",
            "Believes PCA doesn’t depend on units. It does; only the correlation matrix doesn’t.",
        ),
    )


FAMILY = Family(
    key="variance-explained",
    name="What a unit does to PCA",
    area=Area.LINEAR_ALGEBRA,
    difficulty=2,
    minutes=20,
    competencies=("mathematics", "ml-theory", "communication"),
    about="Whether “variance explained” is a number from a library or an eigenvalue: shares from a "
    "small covariance, and what a change of unit does.",
    build=build,
)
