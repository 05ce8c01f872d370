"""When booked interviews could take place instead, with the same people."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.interviews.calendar import DAYS, first_day, window
from hiring.interviews.load import loads
from hiring.interviews.models import Interview, Loop
from hiring.interviews.proposals import booked_spans, hours_asked
from hiring.interviews.times import NoSuchTime, instant_of
from hiring.scheduling.free_time import free_times
from hiring.scheduling.hours import without
from hiring.scheduling.solver.problem import STEP, Span

MAX_DAYS = 5
MAX_TIMES = 6
NOON = 12


@dataclass(frozen=True)
class DayLine:
    """A day to which the whole loop could move: who is in the way, and the times as JSON."""

    number: int
    title: str
    hours: str
    note: str
    placed: str


@dataclass(frozen=True)
class Openings:
    """When the candidate and the people of some interviews have time, by their ids."""

    zone: str
    candidate: tuple[Span, ...]
    people: Mapping[User, tuple[Span, ...]]

    def busy(self, span: Span, users: Iterable[User]) -> list[str]:
        """Return the names of those who have no time then."""
        return [user.name for user in users if not _covers(self.people[user], span)]

    def has_candidate(self, span: Span) -> bool:
        return _covers(self.candidate, span)

    def shared(self, users: Iterable[User]) -> tuple[Span, ...]:
        """Return when all of them and the candidate have time."""
        found = self.candidate
        for user in users:
            found = tuple(_both(found, self.people[user]))
        return found


def openings(interviews: list[Interview], *, but_not: Interview | Loop, zone: str) -> Openings:
    """Return the time in the next two weeks, the interviews that are to move left out."""
    start, end = window(first_day(zone), zone)
    users = list({seat.user for one in interviews for seat in _seats(one)})
    times = free_times(users, start, end)
    held = loads(users, start, end, but_not=but_not)
    candidate = interviews[0].loop.application.candidate
    taken = booked_spans(candidate, start, end, but_not=but_not)
    return Openings(
        zone=zone,
        candidate=without(hours_asked(candidate.zone or zone, start, end), taken),
        people={user: without(times[user.pk].free, held[user.pk].spans) for user in users},
    )


def days_for(interviews: list[Interview], found: Openings) -> list[DayLine]:
    """Return the days to which they could move at the same hours, the best first."""
    first = min(one.starts_at for one in interviews).astimezone(ZoneInfo(found.zone)).date()
    lines = []
    for number in range(DAYS):
        day = first_day(found.zone) + timedelta(days=number)
        if day.weekday() < 5 and day != first:
            lines.append(_day_line(interviews, found, day, day - first))
    best = sorted(filter(None, lines), key=lambda line: line[0])[:MAX_DAYS]
    return [replace(line, number=number) for number, (_order, line) in enumerate(best)]


def starts_on(line: DayLine) -> list[datetime]:
    """Return when each of them would begin on that day."""
    return [datetime.fromisoformat(one["start"]) for one in json.loads(line.placed)]


def _day_line(
    interviews: list[Interview], found: Openings, day: date, shift: timedelta
) -> tuple[tuple, DayLine] | None:
    try:
        spans = [_shifted(one, shift, found.zone) for one in interviews]
    except NoSuchTime:
        return None
    pairs = list(zip(interviews, spans, strict=True))
    if not all(found.has_candidate(span) for span in spans):
        return None
    busy = {name for one, span in pairs for name in found.busy(span, _users(one))}
    placed = [
        {
            "slot": number,
            "start": span.start.isoformat(),
            "people": [user.pk for user in _users(one)],
        }
        for number, (one, span) in enumerate(pairs)
    ]
    place = ZoneInfo(found.zone)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    note = _("not free: %(names)s") % {"names": ", ".join(sorted(busy))} if busy else _("all free")
    title = date_format(day, "D, M j")
    hours = f"{start.astimezone(place):%H:%M}–{end.astimezone(place):%H:%M}"
    last = end.astimezone(place).date()
    if last != day:
        title, hours = f"{title} – {date_format(last, 'D, M j')}", ""
    line = DayLine(0, title, hours, note, json.dumps(placed))
    return (len(busy), day), line


def _shifted(interview: Interview, shift: timedelta, zone: str) -> Span:
    """Return the same hours by the clock so many days later."""
    local = interview.starts_at.astimezone(ZoneInfo(zone))
    start = instant_of(local.date() + shift, local.time(), zone)
    return Span(start, start + timedelta(minutes=interview.minutes))


def times_for(interview: Interview, found: Openings) -> list[datetime]:
    """Return when everybody of an interview is free: the first of each morning and afternoon.

    Its own day comes first: the candidate is there then.
    """
    length, now = timedelta(minutes=interview.minutes), clock.now()
    times: dict[tuple, datetime] = {}
    for span in found.shared(_users(interview)):
        for start in _starts(span, length):
            local = start.astimezone(ZoneInfo(found.zone))
            if start > now and start != interview.starts_at:
                times.setdefault((local.date(), local.hour < NOON), start)
    own = interview.starts_at.astimezone(ZoneInfo(found.zone)).date()
    best = sorted(times.items(), key=lambda item: (item[0][0] != own, item[1]))
    return [start for _half, start in best[:MAX_TIMES]]


def _starts(span: Span, length: timedelta) -> Iterator[datetime]:
    seconds = STEP.total_seconds()
    at = datetime.fromtimestamp(-(-span.start.timestamp() // seconds) * seconds, UTC)
    while at + length <= span.end:
        yield at
        at += STEP


def _seats(interview: Interview) -> list:
    """Return who must have time; those who learn, too."""
    return [*(seat for seat in interview.seats.all() if seat.is_active), *interview.learners]


def _users(interview: Interview) -> list[User]:
    return [seat.user for seat in _seats(interview)]


def _covers(spans: Iterable[Span], span: Span) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in spans)


def _both(some: Iterable[Span], others: Iterable[Span]) -> Iterator[Span]:
    others = list(others)
    for one in some:
        for other in others:
            start, end = max(one.start, other.start), min(one.end, other.end)
            if start < end:
                yield Span(start, end)
