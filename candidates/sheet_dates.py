"""Dates as other systems and people write them into sheets. No Django."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

FIRST_YEAR, LAST_YEAR = 1990, 2100
_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_NAMED = (*("%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %d %Y", "%d-%b-%y"),)


def instant_in(text: str, *, day_first: bool = False) -> datetime | None:
    """The instant that the text names, or None; a date alone is noon UTC of that day.

    ISO 8601, seconds or milliseconds since 1970, 31.12.2024, 12/31/2024, “Dec 31, 2024”. Of
    01/02/2024 the month is read first unless `day_first`, of 01.02.2024 and 13/02/2024 the day.
    """
    text = text.strip()
    found = _epoch(text) or _iso(text) or _numeric(text, day_first) or _named(text)
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def has_days_first(texts: Iterable[str]) -> bool:
    """Return whether these dates are written as 13/02/2024: some can't be otherwise, and none is
    as 02/13/2024."""
    is_seen = False
    for found in map(_NUMERIC.match, texts):
        if found and found[2] == "/" and int(found[1]) <= 31:
            if int(found[3]) > 12:
                return False
            is_seen = is_seen or int(found[1]) > 12
    return is_seen


def _epoch(text: str) -> datetime | None:
    if not (text.isascii() and text.isdigit() and len(text) in (10, 13)):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _iso(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.replace(" UTC", "+00:00"))
    except ValueError:
        return None
    if len(text) <= 10:
        return _noon(found.date())
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _numeric(text: str, day_first: bool) -> datetime | None:
    found = _NUMERIC.match(text)
    if not found:
        return None
    first, mark, second, third = int(found[1]), found[2], int(found[3]), int(found[4])
    if first > 31:
        year, month, day = first, second, third
    else:
        year = third if third > 99 else 2000 + third
        is_month_first = second > 12 or (mark == "/" and first <= 12 and not day_first)
        month, day = (first, second) if is_month_first else (second, first)
    try:
        return _noon(date(year, month, day))
    except ValueError:
        return None


def _named(text: str) -> datetime | None:
    for form in _NAMED:
        try:
            return _noon(datetime.strptime(text, form).replace(tzinfo=UTC).date())
        except ValueError:
            continue
    return None


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
