"""Working hours as people write them, and the free time that they leave; no Django."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hiring.scheduling.calendars import Busy, merged
from hiring.scheduling.solver.problem import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
USUAL = "09:00–17:00"
_SPAN = re.compile(r"(\d{1,2})(?::?(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::?(\d{2}))?")


def parse_hours(text: str) -> list[tuple[time, time]]:
    """Return the spans of a day; raises ValueError unless they are in order and apart."""
    spans: list[tuple[time, time]] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = _SPAN.fullmatch(part)
        if not found:
            raise ValueError(part)
        first, last = _time(found[1], found[2]), _time(found[3], found[4])
        if first >= last or (spans and first < spans[-1][1]):
            raise ValueError(part)
        spans.append((first, last))
    return spans


def word_hours(text: str) -> str:
    """Return the hours in one spelling: `09:00–12:00, 13:00–17:00`."""
    return ", ".join(f"{first:%H:%M}–{_word(last)}" for first, last in parse_hours(text))


def _word(clock: time) -> str:
    return "24:00" if clock == time.max else f"{clock:%H:%M}"


def _time(hour: str, minute: str | None) -> time:
    if (int(hour), int(minute or 0)) == (24, 0):
        return time.max
    return time(int(hour), int(minute or 0))


def open_spans(week: Sequence[str], *, zone: str, start: datetime, end: datetime) -> list[Span]:
    """Return the hours of seven weekdays, Monday first, as instants between two others."""
    place = ZoneInfo(zone)
    day, last = start.astimezone(place).date(), end.astimezone(place).date()
    found = []
    while day <= last:
        for first, until in parse_hours(week[day.weekday()]):
            span = Span(
                max(_instant(day, first, place), start), min(_instant(day, until, place), end)
            )
            if span.start < span.end:
                found.append(span)
        day += timedelta(days=1)
    return found


def _instant(day: date, clock: time, place: ZoneInfo) -> datetime:
    if clock == time.max:
        day, clock = day + timedelta(days=1), time.min
    return datetime.combine(day, clock, place).astimezone(UTC)


def without(spans: Iterable[Span], busy: Iterable[Span]) -> tuple[Span, ...]:
    """Return what the busy spans leave of the others."""
    found = []
    busy = list(busy)
    for span in spans:
        taken = merged((Busy(b.start, b.end) for b in busy), start=span.start, end=span.end)
        at = span.start
        for one in taken:
            if at < one.start:
                found.append(Span(at, one.start))
            at = one.end
        if at < span.end:
            found.append(Span(at, span.end))
    return tuple(found)
