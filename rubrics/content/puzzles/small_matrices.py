"""Symmetric 2 × 2 matrices with whole eigenvalues, and what little arithmetic they need."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubrics.content.puzzles.draw import Draw

Vector = tuple[int, ...]
Rows = tuple[Vector, ...]

DIRECTIONS: tuple[Vector, ...] = (
    *((1, 1), (1, -1), (2, 1), (1, 2), (2, -1), (1, -2)),
    *((3, 1), (1, 3), (3, -1), (1, -3)),
)


@dataclass(frozen=True)
class Stretched:
    """The matrix low·I + gain·vvᵀ: eigenvalue `high` along v, `low` perpendicular to it."""

    low: int
    gain: int
    v: Vector

    @property
    def high(self) -> int:
        return self.low + self.gain * dot(self.v, self.v)

    @property
    def across(self) -> Vector:
        """Return an eigenvector of `low`."""
        return (-self.v[1], self.v[0])

    @property
    def rows(self) -> Rows:
        p, q = self.v
        off = self.gain * p * q
        return (self.low + self.gain * p * p, off), (off, self.low + self.gain * q * q)


def stretched(draw: Draw, low: tuple[int, int], gain: tuple[int, int]) -> Stretched:
    """Return a random one, with `low` and `gain` from the given ranges."""
    return Stretched(draw.integer(*low), draw.integer(*gain), draw.pick(DIRECTIONS))


def dot(left: Sequence[int], right: Sequence[int]) -> int:
    return sum(a * b for a, b in zip(left, right, strict=True))


def determinant(rows: Sequence[Sequence[int]]) -> int:
    """Return the determinant of a 2 × 2 matrix."""
    (a, b), (c, d) = rows
    return a * d - b * c


def trace(rows: Sequence[Sequence[int]]) -> int:
    return sum(row[at] for at, row in enumerate(rows))
