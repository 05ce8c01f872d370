"""What copies of one feature do to ridge regression."""

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
from rubrics.content.puzzles.small_matrices import Vector, dot
from rubrics.content.puzzles.text import both, num, vec

HINTS = (
    Hint("Which numbers of the data does the answer depend on at all?", SETTING_UP, 3),
    Hint("By symmetry, what can you say about the coefficients of the copies?", CARRYING, 3),
    Hint(
        "With k copies and the same coefficient u for each, minimize Σ(y − kux)² + λku²: one "
        "unknown, one derivative.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "What does the lasso do with the copies? (Only the sum of the coefficients is "
    "determined; a solver gives everything to one copy, or splits by accident of its order.)",
    "And least squares without a penalty? (XᵀX is singular; predictions stay, coefficients are "
    "arbitrary, the shortest solution splits evenly.)",
    "A colleague reads feature importance off such coefficients. What do you tell them? (A feature "
    "that comes in many correlated versions looks unimportant in each and is shrunk less in all.)",
)


def build(draw: Draw) -> Puzzle:
    while True:
        x = tuple(draw.integer(-2, 3) for _ in range(4))
        y = tuple(draw.integer(-4, 6) for _ in range(4))
        if len(set(x)) > 1 and dot(x, x) <= 20 and dot(x, y) not in (0, 1, -1):
            break
    penalty, copies, row = draw.integer(1, 6), draw.integer(2, 4), draw.pick((2, 3, 5))
    setting = (
        f"Ridge regression without intercept minimizes Σ(y − ŷ)² + {penalty}·Σw². There are four "
        f"rows and one feature: x = {vec(x)}, y = {vec(y)}."
    )
    return Puzzle(
        data={"x": x, "y": y, "penalty": penalty, "copies": copies, "row": row},
        setting=setting,
        parts=_parts(x, y, penalty, copies, row),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(x, y, penalty, copies, row),
    )


def _parts(x: Vector, y: Vector, penalty: int, copies: int, row: int) -> tuple[Part, ...]:
    xx, xy = dot(x, x), dot(x, y)
    single = Fraction(xy, xx + penalty)
    each = Fraction(xy, copies * xx + penalty)
    return (
        Part(
            "What is the coefficient?",
            single,
            f"w = {both(single)}",
            f"x·x = {xx}, x·y = {num(xy)}. The derivative is zero where ({xx} + {penalty})w = "
            f"{num(xy)}.",
        ),
        Part(
            f"By mistake the feature is duplicated: the table now holds {copies} copies of it. "
            "What is the coefficient of each?",
            each,
            f"each is {both(each)}",
            "The loss is strictly convex and doesn’t change when copies swap places, so all "
            f"coefficients are equal, to u. Minimize Σ(y − {copies}ux)² + {penalty}·{copies}u²: "
            f"{copies}·{xx}u + {penalty}u = {num(xy)}.",
        ),
        Part(
            f"What does the model with the copies predict for a row with x = {row}?",
            row * copies * each,
            f"ŷ = {both(row * copies * each)}",
            f"{copies} copies, each giving {num(each)}·{row}.",
        ),
        Part(
            "Which penalty makes the model with copies predict the same as the one without?",
            copies * penalty,
            f"λ = {copies * penalty}",
            f"{copies}·xy/({copies}·{xx} + λ) = xy/({xx} + {penalty}) needs "
            f"{copies}·{xx} + λ = {copies}·({xx} + {penalty}), so λ = {copies}·{penalty}.",
        ),
    )


def _wrong_turns(
    x: Vector, y: Vector, penalty: int, copies: int, row: int
) -> tuple[WrongTurn, ...]:
    single = Fraction(dot(x, y), dot(x, x) + penalty)
    return (
        WrongTurn(
            2,
            single / copies,
            f"The old one is shared out: {num(single / copies)} each.",
            "True only without a penalty. Splitting makes Σw² smaller, so the copies are shrunk "
            "less.",
        ),
        WrongTurn(
            2,
            single,
            f"Each stays {num(single)}.",
            "Treats every copy as if it were alone; the prediction would be "
            f"{copies} times as large.",
        ),
        WrongTurn(
            3,
            row * single,
            f"The prediction stays {num(row * single)}.",
            "Expects redundant columns not to affect the fit; with a penalty it does.",
        ),
        WrongTurn(
            4,
            Fraction(penalty, copies),
            f"λ = {num(Fraction(penalty, copies))}.",
            "Right that the copies act like another penalty, wrong way round: they weaken it to "
            "λ divided by the number of copies, so it must be raised to make up.",
        ),
    )


FAMILY = Family(
    key="copied-feature",
    name="The same column again",
    area=Area.LINEAR_ALGEBRA,
    difficulty=3,
    minutes=25,
    competencies=("mathematics", "ml-theory", "communication"),
    about="Whether the candidate understands what a penalty penalizes: ridge coefficients and "
    "predictions when a feature is duplicated.",
    build=build,
)
