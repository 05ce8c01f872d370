"""What a column may hold, in a form that a test can check and a reader can read."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    WHOLE = "whole number"
    DECIMAL = "number"
    TEXT = "text"
    CHOICE = "one of a list"
    DAY = "day"
    MOMENT = "time"


_FORMS = {Kind.DAY: "%Y-%m-%d", Kind.MOMENT: "%Y-%m-%d %H:%M:%S"}
_NUMBERS = {
    Kind.WHOLE: re.compile(r"-?\d+"),
    Kind.DECIMAL: re.compile(r"-?\d+(\.\d+)?"),
    Kind.TEXT: re.compile(r"[\w .:/-]+"),
}


@dataclass(frozen=True)
class Column:
    """One column: its name, its meaning, and which cells are right."""

    name: str
    meaning: str
    kind: Kind = Kind.WHOLE
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False

    def accepts(self, cell: str) -> bool:
        """Return whether a cell is as the dictionary says."""
        if cell == "":
            return self.optional
        if self.kind == Kind.CHOICE:
            return cell in self.choices
        if self.kind in _FORMS:
            return _is_time(cell, _FORMS[self.kind])
        return bool(_NUMBERS[self.kind].fullmatch(cell)) and self._within(cell)

    def _within(self, cell: str) -> bool:
        if self.kind == Kind.TEXT:
            return True
        low_enough = self.high is None or float(cell) <= self.high
        return low_enough and (self.low is None or float(cell) >= self.low)

    @property
    def values(self) -> str:
        """Return what it may hold, in words."""
        words = ", ".join(self.choices) if self.choices else self.kind.value
        if self.low is not None and self.high is not None:
            words += f" from {self.low:g} to {self.high:g}"
        elif self.low is not None:
            words += f" from {self.low:g}"
        return words + ("; may be empty" if self.optional else "")


def dictionary(name: str, about: str, columns: tuple[Column, ...]) -> str:
    """Return one file's part of the README, as Markdown."""
    rows = [f"| `{column.name}` | {column.meaning} | {column.values} |" for column in columns]
    table = "\n".join(["| column | meaning | values |", "|---|---|---|", *rows])
    return f"## {name}\n\n{about}\n\n{table}"


def _is_time(cell: str, form: str) -> bool:
    try:
        datetime.strptime(cell, form)
    except ValueError:
        return False
    return True
