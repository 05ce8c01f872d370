"""When somebody is busy, read from an iCalendar file (RFC 5545); no Django, no network.

TENTATIVE is busy; TRANSPARENT and CANCELED are free. Days and floating times are read in the
owner's zone. A calendar that cannot be read to the end is refused as a whole: what is unknown is
never shown as free. Files may be hostile: isolated_calendars.py reads them in a process of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar.prop import vBroken

# icalendar types a property as all that any may hold.
Component = Any
# Days and floating times lie at most this far from what UTC says, and a bit.
MARGIN = timedelta(days=2)
DAY = timedelta(days=1)
# Without these nobody can say when an event is; what EXDATE takes away is only kept as busy.
NEEDED = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "RECURRENCE-ID")
FREE = {"TRANSPARENT", "CANCELLED", "FREE"}
_DURATION = "X-EXACT-DURATION"
# Rules that would be counted through from their first moment on: seconds of one step.
STEPS = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600}


class CalendarRefused(ValueError):
    """The calendar can't be read; the text says why."""


@dataclass(frozen=True, order=True)
class Busy:
    """A span of time, in UTC."""

    start: datetime
    end: datetime


def busy_times(data: bytes, *, start: datetime, end: datetime, zone: str) -> list[Busy]:
    """Return when the owner is busy between two instants: merged, sorted, cut at both ends.

    Raises CalendarRefused for what is not a calendar or has an event without a time.
    """
    place = ZoneInfo(zone)
    found: list[Busy] = []
    for calendar in _parsed(data):
        found += _busy_events(calendar, start, end, place)
        found += _busy_periods(calendar, place)
    return merged(found, start=start, end=end)


def merged(spans: Iterable[Busy], *, start: datetime, end: datetime) -> list[Busy]:
    """Return the spans inside the window, sorted, those that touch or overlap as one."""
    whole: list[Busy] = []
    for span in sorted(spans):
        low, high = max(span.start, start), min(span.end, end)
        if low >= high:
            continue
        if whole and low <= whole[-1].end:
            whole[-1] = Busy(whole[-1].start, max(whole[-1].end, high))
        else:
            whole.append(Busy(low.astimezone(UTC), high.astimezone(UTC)))
    return whole


def _parsed(data: bytes) -> list[Component]:
    text = _text(data)
    _refuse_unless_whole(text)
    try:
        if "BEGIN:VTIMEZONE" in text.upper():
            # Zones may be described below the events that use them: the first pass learns them.
            Calendar.from_ical(text, multiple=True)
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise CalendarRefused("the file is not a calendar that can be read") from error
    for calendar in calendars:
        if calendar.name != "VCALENDAR":
            raise CalendarRefused("the file is not a calendar")
    return list(calendars)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16", "replace")
        return data.decode("latin-1")


def _refuse_unless_whole(text: str) -> None:
    """The parser passes over what a broken download left out; we must not."""
    lines = [line.strip().upper() for line in text.splitlines() if line.strip()]
    if not lines or lines[0] != "BEGIN:VCALENDAR":
        raise CalendarRefused("the file is not a calendar")
    begun = sum(line.startswith("BEGIN:") for line in lines)
    ended = sum(line.startswith("END:") for line in lines)
    if lines[-1] != "END:VCALENDAR" or begun != ended:
        raise CalendarRefused("the calendar is cut off or damaged")


def _busy_events(
    calendar: Component, start: datetime, end: datetime, place: ZoneInfo
) -> Iterator[Busy]:
    for event in calendar.walk("VEVENT"):
        _check(event)
    # Those without a start are free in any case, see _check.
    calendar.subcomponents = [
        part for part in calendar.subcomponents if part.name != "VEVENT" or "DTSTART" in part
    ]
    try:
        for event in calendar.walk("VEVENT"):
            if "DURATION" in event and "DTEND" not in event:
                event[_DURATION] = event["DURATION"].dt
            _skip_ahead(event, _instant(start - MARGIN, place))
        query = recurring_ical_events.of(calendar, components=["VEVENT"])
        for event in query.between(start - MARGIN, end + MARGIN):
            if not _is_free(event):
                yield _span(event, place)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
        raise CalendarRefused("an event repeats in a way that can't be read") from error


def _check(event: Component) -> None:
    if _is_free(event) and "RRULE" not in event and "DTSTART" not in event:
        return
    if "DTSTART" not in event:
        raise CalendarRefused("an event has no start")
    for name in NEEDED:
        values = event.get(name, ())
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, vBroken):
                raise CalendarRefused(f"an event has a {name} that can't be read")


def _skip_ahead(event: Component, until: datetime) -> None:
    """Begin a rule of hours, minutes or seconds shortly before the window, at one of its steps."""
    rule, first = event.get("RRULE"), event["DTSTART"].dt
    if not isinstance(rule, dict) or not isinstance(first, datetime):
        return
    step = STEPS.get(str(rule.get("FREQ", [""])[0]).upper())
    if step is None or "COUNT" in rule or "BYSETPOS" in rule:
        return
    step *= int(rule.get("INTERVAL", [1])[0])
    last = event["DTEND"].dt if "DTEND" in event else first + event.get(_DURATION, timedelta())
    gap = (until.replace(tzinfo=None) - first.replace(tzinfo=None)) - abs(last - first)
    if step > 0 and (steps := int(gap.total_seconds() // step)) > 0:
        ahead = timedelta(seconds=steps * step)
        event["DTSTART"].dt = first + ahead
        if "DTEND" in event:
            event["DTEND"].dt = last + ahead


def _is_free(event: Component) -> bool:
    said = (event.get(n) for n in ("TRANSP", "STATUS", "X-MICROSOFT-CDO-BUSYSTATUS"))
    return any(str(value).strip().upper() in FREE for value in said if value)


def _span(event: Component, place: ZoneInfo) -> Busy:
    """An occurrence's instants; a day without an end, or that ends as it begins, is one day."""
    first, last = event["DTSTART"].dt, event["DTEND"].dt
    if not isinstance(first, datetime) and not isinstance(last, datetime):
        last = max(last, first + DAY)
    span = Busy(_instant(first, place), _instant(last, place))
    exact = event.get(_DURATION)
    if exact and isinstance(first, datetime) and last - first == exact:
        # Days of a duration are days of the calendar, its hours are hours of the clock (3.3.6).
        days = timedelta(days=exact.days)
        span = Busy(span.start, _instant(first + days, place) + (exact - days))
    return span


def _instant(value: date, place: ZoneInfo) -> datetime:
    """A day begins at midnight, and a floating time is read, where the owner is."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    return (value if value.tzinfo else value.replace(tzinfo=place)).astimezone(UTC)


def _busy_periods(calendar: Component, place: ZoneInfo) -> Iterator[Busy]:
    """What a published free/busy time (VFREEBUSY) says."""
    for part in calendar.walk("VFREEBUSY"):
        values = part.get("FREEBUSY", [])
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, vBroken):
                raise CalendarRefused("a busy time can't be read")
            if str(value.params.get("FBTYPE", "BUSY")).upper() == "FREE":
                continue
            first, last = value.dt
            first = _instant(first, place)
            last = first + last if isinstance(last, timedelta) else _instant(last, place)
            yield Busy(first, last)
