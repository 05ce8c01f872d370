"""A résumé as plain text, for search and for reading aloud."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from candidates.resume.document import PartialDate, Resume, Work

_NOT_SEARCHED = {"image", "url"}


def plain_text(resume: Resume) -> str:
    """All of its words in the order of the standard, one field a line; addresses left out."""
    return "\n".join(_texts(resume))


def _texts(part: Any) -> Iterator[str]:
    for f in fields(part):
        if not f.metadata or f.name in _NOT_SEARCHED:
            continue
        value = getattr(part, f.name)
        for item in value if isinstance(value, tuple) else (value,):
            if is_dataclass(item) and not isinstance(item, PartialDate):
                yield from _texts(item)
            elif item:
                yield str(item)


def years_of_work(resume: Resume, today: date) -> int:
    """Full years covered by paid work up to today; jobs side by side count once."""
    stretches = sorted(_stretch(work, today) for work in resume.work if work.start_date)
    months, reached = 0, 0
    for start, end in stretches:
        months += max(0, end - max(start, reached))
        reached = max(reached, end)
    return months // 12


def _stretch(work: Work, today: date) -> tuple[int, int]:
    """First month and the month after the last, counted from year 0, none of them to come."""
    now = today.year * 12 + today.month - 1
    start = work.start_date.months if work.start_date else now
    end = work.end_date.months if work.end_date else now
    return start, min(end, now)
