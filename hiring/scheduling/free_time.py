"""When people are free, from all that is known here: hours, time off, calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.scheduling.hours import open_spans, without
from hiring.scheduling.models import Availability, BusyTime, CalendarSource, TimeOff
from hiring.scheduling.solver.problem import Span


@dataclass(frozen=True)
class FreeTime:
    """One person's time in a window. `is_known` is false while a calendar could not be read."""

    user: User
    availability: Availability
    open: tuple[Span, ...]
    busy: tuple[Span, ...]
    calendars: tuple[CalendarSource, ...]

    @property
    def is_known(self) -> bool:
        return all(calendar.is_fresh for calendar in self.calendars)

    @property
    def free(self) -> tuple[Span, ...]:
        """Return working hours without what is busy; none at all while that is unknown."""
        return without(self.open, self.busy) if self.is_known else ()


def free_times(users: Iterable[User], start: datetime, end: datetime) -> dict[int, FreeTime]:
    """Return the time of each of them, by their ids; four queries for all."""
    users = list(users)
    hours = {row.user_id: row for row in Availability.objects.filter(user__in=users)}
    calendars: dict[int, list[CalendarSource]] = {}
    for source in CalendarSource.objects.filter(user__in=users):
        calendars.setdefault(source.user_id, []).append(source)
    busy = _busy(users, DateTimeTZRange(start, end))
    found = {}
    for user in users:
        row = hours.get(user.pk) or Availability(user=user)
        row.user = user
        begins = max(start, row.back_at or start)
        found[user.pk] = FreeTime(
            user=user,
            availability=row,
            open=tuple(open_spans(row.week, zone=user.zone, start=begins, end=end)),
            busy=tuple(busy.get(user.pk, ())),
            calendars=tuple(calendars.get(user.pk, ())),
        )
    return found


def _busy(users: list[User], window: DateTimeTZRange) -> dict[int, list[Span]]:
    off = TimeOff.objects.filter(user__in=users, during__overlap=window)
    busy = BusyTime.objects.filter(source__user__in=users, during__overlap=window)
    found: dict[int, list[Span]] = {}
    for user_id, during in [
        *off.values_list("user_id", "during"),
        *busy.values_list("source__user_id", "during"),
    ]:
        found.setdefault(user_id, []).append(Span(during.lower, during.upper))
    return found
