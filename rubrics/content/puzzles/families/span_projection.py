"""Least squares by hand, as a projection onto the span of two columns."""

from fractions import Fraction
from math import gcd

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
from rubrics.content.puzzles.text import num, paren, signed, vec

HINTS = (
    Hint("Which picture goes with least squares? What is perpendicular to what?", SETTING_UP, 3),
    Hint(
        "Write down that the residual is perpendicular to each column: two equations.", CARRYING, 3
    ),
    Hint(
        "Solve XᵀXw = Xᵀy, with the three products of the columns in the matrix and the two "
        "products with y on the right; then ŷ = w₁a + w₂b and e = y − ŷ.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "Somebody fits each column alone and adds the two fits. When is this right? (When the columns "
    "are perpendicular.)",
    "A third column, c = a + b, is added. What happens to ŷ, and what to w? (ŷ stays; w is no "
    "longer unique, and a solver either warns or picks the shortest.)",
    "How do ‖y‖², ‖ŷ‖² and ‖e‖² relate? (Pythagoras; R² is a ratio of two of them.)",
)


class Fit:
    """y = w₁a + w₂b + e with e perpendicular to a and b, all whole and small."""

    def __init__(self, draw: Draw) -> None:
        while True:
            self.a, self.b = (tuple(draw.integer(-2, 3) for _ in range(3)) for _ in range(2))
            self.w = tuple(draw.pick((-3, -2, -1, 1, 2, 3)) for _ in range(2))
            normal = _cross(self.a, self.b)
            if not any(normal) or not dot(self.a, self.b):
                continue
            self.rest = tuple(entry // gcd(*normal) for entry in normal)
            if max(abs(entry) for entry in self.y) <= 12:
                break

    @property
    def fitted(self) -> Vector:
        pairs = zip(self.a, self.b, strict=True)
        return tuple(self.w[0] * left + self.w[1] * right for left, right in pairs)

    @property
    def y(self) -> Vector:
        return tuple(f + e for f, e in zip(self.fitted, self.rest, strict=True))


def build(draw: Draw) -> Puzzle:
    fit = Fit(draw)
    setting = (
        "Three rows, two features, no intercept. The feature columns and the target are\n\n"
        f"- a = {vec(fit.a)}\n- b = {vec(fit.b)}\n- y = {vec(fit.y)}\n\n"
        "y is fitted by w₁a + w₂b with the least sum of squared residuals."
    )
    return Puzzle(
        data={"a": fit.a, "b": fit.b, "y": fit.y},
        setting=setting,
        parts=_parts(fit),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(fit),
    )


def _cross(left: Vector, right: Vector) -> Vector:
    (a, b, c), (d, e, f) = left, right
    return (b * f - c * e, c * d - a * f, a * e - b * d)


def _parts(fit: Fit) -> tuple[Part, ...]:
    a, b, y, (first, second) = fit.a, fit.b, fit.y, fit.w
    squares, ab = (dot(a, a), dot(b, b)), dot(a, b)
    squared = dot(fit.rest, fit.rest)
    return (
        Part(
            "What are w₁ and w₂?",
            fit.w,
            f"(w₁, w₂) = {vec(fit.w)}",
            f"a·a = {squares[0]}, a·b = {num(ab)}, b·b = {squares[1]}, a·y = {num(dot(a, y))}, "
            f"b·y = {num(dot(b, y))}. The residual is perpendicular to both columns:\n\n"
            f"- {squares[0]}w₁ {signed(ab)}w₂ = {num(dot(a, y))}\n"
            f"- {num(ab)}w₁ + {squares[1]}w₂ = {num(dot(b, y))}\n\n"
            f"The determinant is {squares[0]}·{squares[1]} − {paren(ab)}² = "
            f"{squares[0] * squares[1] - ab * ab}, so there is one solution.",
        ),
        Part(
            "What are the fitted values ŷ?",
            fit.fitted,
            f"ŷ = {vec(fit.fitted)}",
            f"ŷ = {num(first)}·a {signed(second)}·b.",
        ),
        Part(
            "What is the sum of the squared residuals?",
            squared,
            f"‖e‖² = {squared}",
            f"e = y − ŷ = {vec(fit.rest)}. Check: e·a = {dot(fit.rest, a)} and "
            f"e·b = {dot(fit.rest, b)}. The squares sum to {squared}.",
        ),
    )


def _wrong_turns(fit: Fit) -> tuple[WrongTurn, ...]:
    a, b, y = fit.a, fit.b, fit.y
    alone = (Fraction(dot(a, y), dot(a, a)), Fraction(dot(b, y), dot(b, b)))
    half = dot(y, y) - Fraction(dot(a, y) ** 2, dot(a, a))
    turns = (
        WrongTurn(
            1,
            alone,
            f"(w₁, w₂) = {vec(alone)}: each column fitted alone.",
            "Forgets that the columns overlap. Ask for a·b, and for the residual’s product with a.",
        ),
        WrongTurn(
            3,
            half,
            f"‖e‖² = {num(half)}.",
            "Takes off what column a explains and stops there.",
        ),
    )
    return turns + _two_rows(a, b, y)


def _two_rows(a: Vector, b: Vector, y: Vector) -> tuple[WrongTurn, ...]:
    det = a[0] * b[1] - a[1] * b[0]
    if not det:
        return ()
    exact = (Fraction(y[0] * b[1] - y[1] * b[0], det), Fraction(a[0] * y[1] - a[1] * y[0], det))
    return (
        WrongTurn(
            1,
            exact,
            f"(w₁, w₂) = {vec(exact)}: solves the first two rows.",
            "Solves as many rows as there are unknowns and ignores the third. Ask what happens to "
            "the fit when the third row’s y changes.",
        ),
    )


FAMILY = Family(
    key="span-projection",
    name="The shadow on a plane",
    area=Area.LINEAR_ALGEBRA,
    difficulty=2,
    minutes=20,
    competencies=("mathematics", "communication"),
    about="Whether least squares is a picture or a formula to the candidate: coefficients, fitted "
    "values and residual of three rows by hand.",
    build=build,
)
