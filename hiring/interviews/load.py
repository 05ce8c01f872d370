"""What interviewers hold: one answer for the solver, for booking and for the pool.

Reviews of take-homes are interviews of their own kind and count as any other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.interviews.models import HeldTime, Hold, Interview, Loop, Seat
from hiring.scheduling.models import Availability
from hiring.scheduling.solver.problem import Span

QUARTER = timedelta(days=91)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Load:
    """When somebody holds interviews, in order; days and weeks are those of their zone."""

    zone: str
    spans: tuple[Span, ...] = ()

    def day_of(self, moment: datetime) -> date:
        """Return the day where the person is."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def on(self, day: date) -> int:
        """Return how many they hold on a day."""
        return sum(held == day for held in self.days)

    def in_week_of(self, day: date) -> int:
        """Return how many they hold from Monday to Sunday around a day."""
        return sum(monday_of(held) == monday_of(day) for held in self.days)

    @property
    def days(self) -> tuple[date, ...]:
        """The day of each."""
        return tuple(self.day_of(span.start) for span in self.spans)

    @property
    def quarter(self) -> int:
        """How many they have held in the last thirteen weeks, or are to hold."""
        since = clock.now() - QUARTER
        return sum(span.start > since for span in self.spans)

    def with_one_more(self, span: Span) -> "Load":
        """Return the load with this interview."""
        return Load(self.zone, tuple(sorted([*self.spans, span])))


@dataclass(frozen=True)
class Excess:
    """A limit that a new interview would pass: `rule` is per_day, per_week, gap or paused."""

    rule: str
    limit: int
    number: int
    day: date


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def loads(
    users: Iterable[User],
    start: datetime,
    end: datetime,
    *,
    but_not: Interview | Loop | None = None,
) -> dict[int, Load]:
    """Return what each of them holds in the weeks around a window; one query."""
    users = list(users)
    weeks = DateTimeTZRange(start - WEEK, end + WEEK)
    found: dict[int, list[Span]] = {user.pk: [] for user in users}
    seats = Seat.everyone.clashing(users=users, during=weeks, but_not=but_not)
    # Two moments, and no range: to read thousands of ranges takes three times as long.
    moments = seats.order_by().values_list("user_id", "during__startswith", "during__endswith")
    for user_id, begins, ends in moments:
        found[user_id].append(Span(begins, ends))
    return {user.pk: Load(user.zone, tuple(sorted(found[user.pk]))) for user in users}


def reserved(
    users: Iterable[User], start: datetime, end: datetime
) -> Iterator[tuple[int, Span, int]]:
    """Yield whose time is reserved in the weeks around a window, when, and for which application;
    one query."""
    times = HeldTime.objects.filter(
        hold__in=Hold.objects.live(),
        resource__in=[f"user:{user.pk}" for user in users],
        during__overlap=DateTimeTZRange(start - WEEK, end + WEEK),
    )
    for kept in times.select_related("hold"):
        span = Span(kept.during.lower, kept.during.upper)
        yield int(kept.resource.partition(":")[2]), span, kept.hold.application_id


def excesses(availability: Availability, load: Load, span: Span) -> Iterator[Excess]:
    """Yield the limits of a person that one more interview would pass."""
    day = load.day_of(span.start)
    numbers = {"per_day": load.on(day) + 1, "per_week": load.in_week_of(day) + 1}
    for rule, number in numbers.items():
        limit = getattr(availability, rule)
        if limit is not None and number > limit:
            yield Excess(rule, limit, number, day)
    if availability.paused_until and day <= availability.paused_until:
        yield Excess("paused", 0, 0, availability.paused_until)
    gap = timedelta(minutes=availability.gap)
    if any(between < gap for between in _gaps(load, span)):
        yield Excess("gap", availability.gap, 0, day)


def _gaps(load: Load, span: Span) -> Iterator[timedelta]:
    """Yield the time between an interview and the ones before and after it."""
    for earlier, later in pairwise(load.with_one_more(span).spans):
        if span in (earlier, later) and earlier.end <= later.start:
            yield later.start - earlier.end
