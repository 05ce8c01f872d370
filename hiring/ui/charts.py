"""Geometry of the small charts: numbers in, places on a canvas out. No Django, no drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Axis:
    """A linear scale from `start`…`end` (values) to `left`…`right` (canvas units)."""

    start: float
    end: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Canvas position of a value, held inside of the axis, to a tenth of a unit."""
        span = self.end - self.start
        share = (value - self.start) / span if span else 0.0
        return round(self.left + min(1.0, max(0.0, share)) * (self.right - self.left), 1)


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart; `width` in canvas units."""

    label: str
    value: float
    text: str
    note: str
    width: float


@dataclass(frozen=True)
class Segment:
    """One stage of a proportional bar; `x` and `width` in canvas units, `tone` a step of shade."""

    label: str
    count: int
    url: str
    x: float
    width: float
    tone: int


def read(row: object, name: str, default: Any = "") -> Any:
    """A member of a mapping or an attribute of an object: rows may be either."""
    if isinstance(row, dict):
        return row.get(name, default)
    return getattr(row, name, default)


def bars(rows: Iterable[object], *, width: float, maximum: float | None = None) -> list[Bar]:
    """Bars scaled to the largest value (or `maximum`), none longer than `width`."""
    rows = list(rows)
    values = [float(read(row, "value", 0) or 0) for row in rows]
    top = maximum or max(values, default=0) or 1
    axis = Axis(0, top, 0, width)
    return [
        Bar(
            label=str(read(row, "label")),
            value=value,
            text=str(read(row, "text") or _plain(value)),
            note=str(read(row, "note") or ""),
            width=axis.at(value),
        )
        for row, value in zip(rows, values, strict=True)
    ]


def segments(stages: Iterable[object], *, width: float, gap: float = 0.5) -> list[Segment]:
    """Stages as parts of one bar, in their order; empty stages take no app."""
    stages = list(stages)
    counts = [max(0, int(read(stage, "count", 0) or 0)) for stage in stages]
    shown = sum(1 for count in counts if count)
    room = width - gap * max(0, shown - 1)
    total, x, result = sum(counts), 0.0, []
    for index, (stage, count) in enumerate(zip(stages, counts, strict=True)):
        part = room * count / total if total else 0.0
        url = str(read(stage, "url") or "")
        label = str(read(stage, "label"))
        result.append(Segment(label, count, url, round(x, 2), round(part, 2), index % 6))
        x += part + gap if count else 0
    return result


def ordered(values: Sequence[float | None]) -> list[float]:
    """The values that are there, smallest first: a swapped low and high still draws."""
    return sorted(value for value in values if value is not None)


def _plain(value: float) -> str:
    return f"{value:g}"
