"""Eigenvalues, determinant and inverse of a scaled identity plus a matrix of rank one."""

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
from rubrics.content.puzzles.text import num, paren, sup, vec

HINTS = (
    Hint("What does A do to u itself? And to a vector that is perpendicular to u?", SETTING_UP, 3),
    Hint("How many independent vectors are perpendicular to u?", CARRYING, 3),
    Hint(
        "uuᵀu = ‖u‖²·u, so u is an eigenvector; every w ⟂ u has uuᵀw = 0, so it is one as well. "
        "The determinant is the product of the eigenvalues, and A⁻¹ divides each eigenvector by "
        "its eigenvalue.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "Where does such a matrix come up? (Features that all share one factor; the covariance of "
    "equally correlated features; ridge regression with a single row.)",
    "For which b is A no longer invertible, and what happens just before? (At b = −a/‖u‖²: the "
    "eigenvalue along u reaches 0 and the condition number grows without bound.)",
    "How would you solve Ax = w for n = 10⁶? (Never form A: x = w/a − b(uᵀw)/(a(a + b‖u‖²))·u, "
    "which costs two passes over the vectors.)",
)


def build(draw: Draw) -> Puzzle:
    u = tuple(draw.pick((-2, -1, 1, 2)) for _ in range(draw.integer(3, 5)))
    a, b = draw.integer(2, 6), draw.integer(2, 4)
    setting = (
        f"u = {vec(u)} is a column vector with {len(u)} entries, and A = {a}·I + {b}·uuᵀ, where I "
        "is the identity. There is a way that needs no matrix written out."
    )
    return Puzzle(
        data={"u": u, "a": a, "b": b},
        setting=setting,
        parts=_parts(u, a, b),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(u, a, b),
    )


def _parts(u: Vector, a: int, b: int) -> tuple[Part, ...]:
    n, square = len(u), dot(u, u)
    top = a + b * square
    det = top * a ** (n - 1)
    x = tuple(Fraction(entry, top) for entry in u)
    spectrum = Part(
        "What are the eigenvalues of A, and how often does each occur?",
        ((top, 1), (a, n - 1)),
        f"{top} (multiplicity 1) and {a} (multiplicity {n - 1})",
        f"‖u‖² = {square}. Au = {a}u + {b}u(uᵀu) = ({a} + {b}·{square})u = {top}u. Every w "
        f"perpendicular to u has uᵀw = 0, so Aw = {a}w; there are {n} − 1 = {n - 1} independent "
        "ones.",
    )
    product = Part(
        "What is the determinant of A?",
        det,
        f"det A = {det}",
        f"The product of the eigenvalues: {top} · {a}{sup(n - 1)}.",
    )
    solved = Part(
        "Solve Ax = u.",
        x,
        f"x = (1/{top})·u = {vec(x)}",
        f"u is an eigenvector: A⁻¹u = u/{top}.",
    )
    return spectrum, product, solved


def _wrong_turns(u: Vector, a: int, b: int) -> tuple[WrongTurn, ...]:
    n, square = len(u), dot(u, u)
    top = a + b * square
    return (
        WrongTurn(
            1,
            ((a + b, 1), (a, n - 1)),
            f"{a + b} (multiplicity 1) and {a} (multiplicity {n - 1}).",
            "Takes uuᵀ for a projection: it is one only if u has length 1. Ask for uuᵀu.",
        ),
        WrongTurn(
            1,
            ((a + b * n, 1), (a, n - 1)),
            f"{a + b * n} (multiplicity 1) and {a} (multiplicity {n - 1}).",
            "Remembers the matrix of equal correlations, where u is all ones and ‖u‖² = n.",
        ),
        WrongTurn(
            2,
            a**n + b * square,
            f"det A = {a}{sup(n)} + {b * square} = {a**n + b * square}.",
            "Adds determinants. Ask for det(I + I) in two dimensions.",
        ),
        WrongTurn(
            2,
            top * a,
            f"det A = {top} · {a} = {top * a}.",
            "Multiplies the different eigenvalues and forgets how often the small one occurs.",
        ),
        WrongTurn(
            3,
            tuple(Fraction(entry, a) for entry in u),
            f"x = (1/{a})·u = {vec([Fraction(entry, a) for entry in u])}.",
            "Inverts the identity’s part alone. Multiply back: "
            f"A·u/{paren(a)} = {num(Fraction(top, a))}·u.",
        ),
    )


FAMILY = Family(
    key="plus-one-direction",
    name="The identity and one direction",
    area=Area.LINEAR_ALGEBRA,
    difficulty=2,
    minutes=20,
    competencies=("mathematics", "communication"),
    about="Whether the candidate sees the eigenvectors of a structured matrix before calculating: "
    "spectrum, determinant and inverse of a·I + b·uuᵀ.",
    build=build,
)
