"""How fast power iteration finds the dominant eigenvector, and what a shift does."""

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
from rubrics.content.puzzles.small_matrices import (
    Stretched,
    Vector,
    determinant,
    dot,
    stretched,
    trace,
)
from rubrics.content.puzzles.text import both, matrix, num, vec

HINTS = (
    Hint("Write the start as a sum of the two eigenvectors.", SETTING_UP, 3),
    Hint("By which factor does the ratio of the two components change in a step?", CARRYING, 3),
    Hint(
        "The tangent of the angle is multiplied by λ₂/λ₁ in each step. A − sI has the same "
        "eigenvectors and the eigenvalues λ₁ − s and λ₂ − s.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "When does it fail to converge? (λ₁ = −λ₂, or a start exactly perpendicular to the dominant "
    "eigenvector; rounding usually fixes the second.)",
    "Where is this running under another name? (PageRank; the top component of a large PCA; "
    "estimating the largest curvature by Hessian-vector products.)",
    "How would you get the second eigenvector? (Subtract the first one’s part and repeat, or "
    "iterate a block of two and orthonormalize.)",
)


def build(draw: Draw) -> Puzzle:
    stretch = stretched(draw, (3, 7), (1, 3))
    share = Fraction(1, draw.pick((100, 1000)))
    while True:
        start = (draw.integer(-3, 3), draw.integer(-3, 3))
        along, across = dot(stretch.v, start), dot(stretch.across, start)
        if along and across and abs(along) != abs(across):
            break
    shift = stretch.low - 1
    setting = (
        "Power iteration multiplies a vector by A again and again (and rescales it, which doesn’t "
        f"matter here). It starts at x = {vec(start)}, and\n\n{matrix('A', stretch.rows)}"
    )
    return Puzzle(
        data={"A": stretch.rows, "x": start, "share": share, "shift": shift},
        setting=setting,
        parts=_parts(stretch, start, share, shift),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(stretch, start, share),
    )


def _steps(tangent: Fraction, ratio: Fraction, share: Fraction) -> int:
    steps = 0
    while tangent > share:
        tangent *= ratio
        steps += 1
    return steps


def _tangent(stretch: Stretched, start: Vector) -> Fraction:
    return abs(Fraction(dot(stretch.across, start), dot(stretch.v, start)))


def _parts(
    stretch: Stretched, start: Vector, share: Fraction, shift: int
) -> tuple[Part, Part, Part, Part]:
    low, high, tangent = stretch.low, stretch.high, _tangent(stretch, start)
    ratio, shifted = Fraction(low, high), Fraction(low - shift, high - shift)
    plain = _steps(tangent, ratio, share)
    quick = _steps(tangent, shifted, share)
    return (
        Part(
            "What are the eigenvalues of A?",
            (high, low),
            f"λ₁ = {high} and λ₂ = {low}",
            f"Trace {trace(stretch.rows)}, determinant {determinant(stretch.rows)}. Eigenvectors: "
            f"{vec(stretch.v)} for {high}, {vec(stretch.across)} for {low}.",
        ),
        Part(
            "What is the tangent of the angle between the start and the dominant eigenvector?",
            tangent,
            f"tangent {both(tangent)}",
            f"x·{vec(stretch.v)} = {num(dot(stretch.v, start))} and x·{vec(stretch.across)} = "
            f"{num(dot(stretch.across, start))}; both eigenvectors are equally long, so the "
            "tangent is the ratio, without its sign.",
        ),
        Part(
            f"After how many multiplications is this tangent at most {num(share)}?",
            plain,
            f"{plain} multiplications",
            f"Each multiplies the tangent by {low}/{high}; the least t with {num(tangent)} · "
            f"({num(ratio)})ᵗ ≤ {num(share)}.",
        ),
        Part(
            f"And if one multiplies by A − {shift}·I instead?",
            quick,
            f"{quick} multiplications",
            f"The eigenvectors stay, the eigenvalues are {high - shift} and {low - shift}: the "
            f"least t with {num(tangent)} · ({num(shifted)})ᵗ ≤ {num(share)}.",
        ),
    )


def _wrong_turns(stretch: Stretched, start: Vector, share: Fraction) -> tuple[WrongTurn, ...]:
    tangent, ratio = _tangent(stretch, start), Fraction(stretch.low, stretch.high)
    plain = _steps(tangent, ratio, share)
    unit, squared = _steps(Fraction(1), ratio, share), _steps(tangent, ratio**2, share)
    return (
        WrongTurn(
            2,
            1 / tangent,
            f"The tangent is {num(1 / tangent)}.",
            "Inverts the ratio: the part along the eigenvector belongs below.",
        ),
        WrongTurn(
            3,
            squared,
            f"{squared} multiplications.",
            "Uses (λ₂/λ₁)². That is how fast the eigenvalue’s estimate converges for a symmetric "
            "matrix; the vector is slower.",
        ),
        WrongTurn(
            3,
            unit,
            f"{unit} multiplications.",
            "Leaves the start out and counts from a tangent of 1.",
        ),
        WrongTurn(
            4,
            plain,
            f"Still {plain} multiplications.",
            "Holds that a shift changes nothing as the gap λ₁ − λ₂ stays. The ratio counts.",
        ),
    )


FAMILY = Family(
    key="power-iteration",
    name="Again and again the same matrix",
    area=Area.LINEAR_ALGEBRA,
    difficulty=3,
    minutes=25,
    competencies=("mathematics", "communication"),
    about="Whether the candidate thinks in eigenvectors: where power iteration goes, how many "
    "multiplications it takes, and why a shift helps.",
    build=build,
)
