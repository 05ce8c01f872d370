"""Condition number, step size and speed of gradient descent on a quadratic."""

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
from rubrics.content.puzzles.small_matrices import Stretched, determinant, stretched, trace
from rubrics.content.puzzles.text import both, matrix, num

HINTS = (
    Hint("What does one step do to an eigenvector of Q?", SETTING_UP, 3),
    Hint(
        "Each eigendirection is multiplied by its own factor. Which two can be worst?", CARRYING, 3
    ),
    Hint(
        "The factors are 1 − ημ and 1 − ηL. Convergence needs both between −1 and 1; the best η "
        "makes them opposite, 1 − ημ = ηL − 1.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "After standardizing the features training became much faster. Why? (For squared loss Q is "
    "XᵀX; unequal scales make its condition number large.)",
    "What would momentum change? (With its best setting the factor is about (√κ − 1)/(√κ + 1).)",
    "The loss of a network explodes after 2,000 quiet steps. What does the picture suggest, and "
    "what does it leave out? (Curvature grew past 2/η somewhere; a network is no bowl, and the "
    "gradients are noisy.)",
)


def build(draw: Draw) -> Puzzle:
    bowl = stretched(draw, (1, 5), (1, 4))
    target = draw.pick((100, 1000))
    setting = (
        "f(x) = ½ xᵀQx is minimized by gradient descent with a fixed step η, where\n\n"
        f"{matrix('Q', bowl.rows)}"
    )
    return Puzzle(
        data={"Q": bowl.rows, "target": Fraction(1, target)},
        setting=setting,
        parts=_parts(bowl, target),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(bowl, target),
    )


def steps_until(factor: Fraction, share: Fraction) -> int:
    """Return the least number of steps after which factor^steps ≤ share; exact."""
    steps, left = 0, Fraction(1)
    while left > share:
        left *= factor
        steps += 1
    return steps


def _parts(bowl: Stretched, target: int) -> tuple[Part, ...]:
    low, high = bowl.low, bowl.high
    kappa, limit, best = Fraction(high, low), Fraction(2, high), Fraction(2, low + high)
    factor = Fraction(high - low, high + low)
    steps = steps_until(factor, Fraction(1, target))
    return (
        Part(
            "What is the condition number of Q?",
            kappa,
            f"κ = {both(kappa)}",
            f"Trace {trace(bowl.rows)} and determinant {determinant(bowl.rows)} give the "
            f"eigenvalues μ = {low} and L = {high}; κ = L/μ.",
        ),
        Part(
            "Below which η does the iteration converge from every start?",
            limit,
            f"η < {both(limit)}",
            "x ← (I − ηQ)x multiplies the eigendirections by 1 − ημ and 1 − ηL. Both lie between "
            f"−1 and 1 exactly when 0 < η < 2/L = 2/{high}.",
        ),
        Part(
            "Which η is best in the worst case, and by which factor does the distance to the "
            "minimum shrink in each step then?",
            (best, factor),
            f"η = {both(best)}, factor {both(factor)}",
            f"The worse of the two factors is least where they are opposite: 1 − {low}η = "
            f"{high}η − 1, so η = 2/({low} + {high}). The factor is ({high} − {low})/"
            f"({high} + {low}).",
        ),
        Part(
            f"How many steps with that η until the distance is at most 1/{target} of what it was?",
            steps,
            f"{steps} steps",
            f"The least whole t with ({num(factor)})ᵗ ≤ 1/{target}.",
        ),
    )


def _wrong_turns(bowl: Stretched, target: int) -> tuple[WrongTurn, ...]:
    low, high = bowl.low, bowl.high
    diagonal = max(bowl.rows[0][0], bowl.rows[1][1])
    slow = 1 - Fraction(low, high)
    loss = steps_until(Fraction(high - low, high + low) ** 2, Fraction(1, target))
    return (
        WrongTurn(
            2,
            Fraction(1, high),
            f"η < {num(Fraction(1, high))}.",
            "Takes the bound for steady descent, 1/L, for the limit of convergence. Ask for the "
            "factor in the steep direction at η = 1.5/L.",
        ),
        WrongTurn(
            2,
            Fraction(2, diagonal),
            f"η < 2/{diagonal} = {num(Fraction(2, diagonal))}.",
            "Reads the steepest curvature off the diagonal; the axes aren’t the eigendirections.",
        ),
        WrongTurn(
            3,
            (Fraction(1, high), slow),
            f"η = {num(Fraction(1, high))}, factor {num(slow)}.",
            "Serves the steep direction only and leaves the flat one to creep.",
        ),
        WrongTurn(
            4,
            loss,
            f"{loss} steps.",
            "Counts until the loss, the square of the distance, has shrunk that far.",
        ),
    )


FAMILY = Family(
    key="bowl-step",
    name="How large a step on a tilted bowl",
    area=Area.LINEAR_ALGEBRA,
    difficulty=3,
    minutes=25,
    competencies=("mathematics", "ml-theory", "communication"),
    about="Whether the candidate connects eigenvalues with training: condition number, "
    "largest and best "
    "step of gradient descent, and how many steps it takes.",
    build=build,
)
