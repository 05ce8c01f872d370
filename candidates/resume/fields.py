"""The kinds of fields that a résumé has, as annotations of pydantic's models.

Each one is read by the method of the same name of the reader in the validation's context
(reading.py), which fixes, warns, and gives the field's empty value for what it cannot read.
What code makes is taken as it is.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, ValidationInfo

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@total_ordering
@dataclass(frozen=True, eq=False)
class PartialDate:
    """A date as it was written: `2014`, `2014-06` or `2014-06-29`.

    Compares by its first day; where that is the same, the vaguer one comes first.
    """

    text: str
    first_day: date

    @classmethod
    def parse(cls, text: str) -> "PartialDate | None":
        """The date, or None when the text is none."""
        found = _PARTIAL.fullmatch(text) if text.isascii() else None
        if not found:
            return None
        try:
            year, month, day = (int(part or 1) for part in found.groups())
            return cls(text, date(year, month, day))
        except ValueError:
            return None

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first_day, len(self.text)) < (other.first_day, len(other.text))

    def __hash__(self) -> int:
        return hash(self.text)


@dataclass(frozen=True)
class Unread:
    """A value of a file that is still to be read.

    It stands in `parent` under the first key of `places` that holds something; each key has its
    path for warnings. What was read is gone from `parent`.
    """

    parent: dict[Any, Any]
    places: dict[Any, str]


@dataclass(frozen=True)
class Was:
    """The key under which older files have the field."""

    key: str


def _read_by(method: str) -> BeforeValidator:
    def read(value: Any, info: ValidationInfo) -> Any:
        reader: Any = info.context
        return reader.take(value, getattr(reader, method)) if isinstance(value, Unread) else value

    return BeforeValidator(read)


def _filled(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(entry for entry in entries if entry != type(entry)())


Part = TypeVar("Part")
# One line of text; text that may have several; an http(s) address; a list of lines.
Line = Annotated[str, _read_by("line")]
Prose = Annotated[str, _read_by("prose")]
Link = Annotated[str, _read_by("link")]
Lines = Annotated[tuple[str, ...], _read_by("lines")]
When = Annotated[
    PartialDate | None,
    _read_by("when"),
    PlainSerializer(lambda when: when and when.text, return_type=str | None),
]
# A list of objects; those that say nothing are left out.
Entries = Annotated[tuple[Part, ...], _read_by("entries"), AfterValidator(_filled)]
