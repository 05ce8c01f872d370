"""The booking page's calendar as data: when the candidate and the interviewers have time.

Times are instants in milliseconds, so that the page cuts days into rows by any zone's clock.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from candidates.models import Candidate
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.interviews.models import Loop, Seat
from hiring.interviews.people import Directory, perspective_in_words
from hiring.interviews.proposals import booked_spans, hours_asked
from hiring.interviews.times import next_working_day
from hiring.scheduling.free_time import FreeTime
from hiring.scheduling.solver.problem import Span
from hiring.ui.avatars import initials_of, tone_of
from rubrics.models import Perspective

# What a page knows when it opens, and what it asks for at once.
DAYS = 14
WEEK = timedelta(days=7)


def first_day(zone: str) -> date:
    """Return the first day that the page offers."""
    return next_working_day(clock.today(zone), ahead=1)


def window(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return the instants between which the page knows people's time, from a day on."""
    start = datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)
    return start, start + timedelta(days=DAYS)


def calendar_of(
    candidate: Candidate,
    times: Iterable[FreeTime],
    directory: Directory,
    *,
    day: date,
    zone: str,
    but_not: Loop | None = None,
) -> dict[str, Any]:
    """Return two weeks from a day on as the page takes them; two queries for all people.

    The interviews of the loop `but_not` are left out: they are what is being moved.
    """
    start, end = window(day, zone)
    times = list(times)
    seats = _seats([one.user for one in times], start, end, but_not)
    return {
        "day": day.isoformat(),
        "start": _stamp(start),
        "end": _stamp(end),
        "candidate": _candidate(candidate, zone, start, end, but_not),
        "people": [_person(one, seats.get(one.user.pk, []), directory) for one in times],
    }


def _candidate(
    candidate: Candidate, zone: str, start: datetime, end: datetime, but_not: Loop | None
) -> dict[str, Any]:
    return {
        "name": candidate.name,
        "zone": candidate.zone,
        "open": _spans(hours_asked(candidate.zone or zone, start, end)),
        "busy": _spans(booked_spans(candidate, start, end, but_not=but_not)),
        **_face(candidate.name),
    }


def _person(times: FreeTime, seats: list[Span], directory: Directory) -> dict[str, Any]:
    user = times.user
    side = directory.perspectives.get(user, "")
    return {
        "id": str(user.pk),
        "name": user.name,
        "role": directory.roles.get(user, ""),
        "side": side,
        "open": _spans(times.open),
        "busy": _spans(times.busy),
        "seats": _spans(seats),
        "known": times.is_known,
        "age": _age(times),
        "perWeek": times.availability.per_week,
        **_face(user.name),
    }


def _face(name: str) -> dict[str, Any]:
    return {"initials": initials_of(name), "tone": tone_of(name)}


def _age(times: FreeTime) -> str:
    """Return of a calendar that says nothing of today how old it is."""
    if times.is_known:
        return ""
    read = [source.read_at for source in times.calendars if source.read_at]
    if len(read) < len(times.calendars):
        return _("calendar not read")
    return _("read %(time)s ago") % {"time": timesince(min(read), clock.now(), depth=1)}


def _seats(
    users: list[User], start: datetime, end: datetime, but_not: Loop | None
) -> dict[int, list[Span]]:
    """Return the interviews of each, in all weeks that the days touch: the page counts them."""
    during = DateTimeTZRange(start - WEEK, end + WEEK)
    found: dict[int, list[Span]] = {}
    for seat in Seat.everyone.clashing(users=users, during=during, but_not=but_not):
        found.setdefault(seat.user_id, []).append(Span(seat.during.lower, seat.during.upper))
    return found


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[_stamp(span.start), _stamp(span.end)] for span in spans]


def _stamp(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def words() -> dict[str, Any]:
    """Return what the page says of the calendar, where it counts in two forms."""
    return {
        "you": _("you"),
        "busy": _("Busy"),
        "interview": _("Interview"),
        "free": _("Free"),
        "off": _("Outside working hours"),
        "unknown": _("Calendar not read"),
        "noZone": _("time zone unknown"),
        "notOffered": _("Not offered"),
        "lunch": _("Lunch"),
        "break": _("Break"),
        "shadow": _("shadow"),
        "leftOut": _("Left out"),
        "removed": _("%(name)s removed"),
        "add": _("Add %(name)s"),
        "remove": _("Remove %(name)s"),
        "count": _("%(n)s of %(wanted)s"),
        "needs": _("needs %(side)s"),
        "week": _("%(n)s this week"),
        "weekOf": _("%(n)s of %(limit)s this week"),
        "overlaps": _("Overlaps “%(name)s”"),
        "isBusy": _("%(name)s is busy"),
        "plans": [_("1 plan"), _("%(n)s plans")],
        "missing": [_("1 interviewer missing"), _("%(n)s interviewers missing")],
        "book": [_("Book 1 interview"), _("Book %(n)s interviews")],
        "invite": [_("1 person gets an invitation"), _("%(n)s people get invitations")],
        "sides": {side: perspective_in_words(side) for side in Perspective.values},
    }
