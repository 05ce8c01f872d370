"""A week of interviews: of the whole team, a person, a room or a loop."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hiring.accounts.access import SCHEDULING
from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity import clock
from hiring.interviews.load import monday_of
from hiring.interviews.models import Interview, Seat
from hiring.interviews.querysets import InterviewQuerySet, with_seats
from hiring.interviews.times import day_of
from hiring.scheduling.models import Room
from hiring.ui.numbers import whole_number

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
WORKDAYS = 5
# The rest of a day is on its day sheet.
MAX_A_DAY = 30


@dataclass
class WeekDay:
    """One day with the first interviews that begin on it, in order."""

    day: date
    is_today: bool
    interviews: list[Interview] = field(default_factory=list)
    has_more: bool = False


@require_safe
def week(request: StaffRequest) -> HttpResponse:
    """The interviews of a week that the person may see; nine queries."""
    user, today = request.user, clock.today(request.user.zone)
    monday = monday_of(day_of(request.GET.get("day", "")) or today)
    days = [WeekDay(day, day == today) for day in (monday + n * DAY for n in range(7))]
    begins, ends = _limits(user, monday, monday + WEEK)
    interviews = Interview.objects.visible_to(user).beginning(begins, ends)
    chosen = {name: whole_number(request.GET.get(name)) for name in ("person", "room", "loop")}
    _fill(days, interviews.narrowed(**chosen), user)
    context = {
        "days": [day for n, day in enumerate(days) if n < WORKDAYS or day.interviews],
        "monday": monday,
        "previous_week": (monday - WEEK).isoformat(),
        "next_week": (monday + WEEK).isoformat(),
        "people": _people(interviews, user, begins, ends),
        "rooms": Room.objects.filter(pk__in=interviews.values("room")).order_by("name", "pk"),
        "chosen": chosen,
        "schedules": user.site_role in SCHEDULING,
    }
    return render(request, "interviews/week.html", context)


def _limits(user: User, first: date, after: date) -> tuple[datetime, datetime]:
    """Return when these days begin where the person is."""
    zone = ZoneInfo(user.zone)
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)


def _fill(days: Sequence[WeekDay], found: InterviewQuerySet, user: User) -> None:
    """Put the first interviews of each day into it; four queries."""
    if not user.sees_everything:
        # Which they may see is asked once, and not for each day.
        found = Interview.objects.filter(pk__in=list(found.values_list("pk", flat=True)))
    order = ("during__startswith", "id")
    by_day = [found.beginning(*_limits(user, day.day, day.day + DAY)) for day in days]
    slices = [rows.order_by(*order).values("pk")[: MAX_A_DAY + 1] for rows in by_day]
    first = Interview.objects.filter(pk__in=slices[0].union(*slices[1:], all=True))
    rows = first.select_related("room", "loop__application__candidate").order_by(*order)
    zone, days_by_date = ZoneInfo(user.zone), {day.day: day for day in days}
    for row in rows.prefetch_related(*with_seats()):
        day = days_by_date[row.starts_at.astimezone(zone).date()]
        if len(day.interviews) == MAX_A_DAY:
            day.has_more = True
        else:
            day.interviews.append(row)


def _people(
    interviews: InterviewQuerySet, user: User, begins: datetime, ends: datetime
) -> QuerySet[User]:
    """Return who sits in any of these interviews of a week."""
    seats = Seat.everyone.active().filter(during__overlap=(begins, ends))
    if not user.sees_everything:
        seats = seats.filter(interview__in=interviews)
    sits = Exists(seats.filter(user=OuterRef("pk")))
    return User.objects.filter(sits).order_by("name", "pk")
