"""A week of interviews: of the whole team, a person, a room or a loop."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hiring.accounts.access import SCHEDULING
from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity import clock
from hiring.interviews.load import monday_of
from hiring.interviews.models import Interview
from hiring.interviews.querysets import with_seats
from hiring.interviews.times import day_of
from hiring.ui.numbers import whole_number

WEEK = timedelta(days=7)
WORKDAYS = 5
# More than this in a week is looked at by person or room.
MAX_SHOWN = 400


@dataclass(frozen=True)
class WeekDay:
    """One day with its interviews, in order."""

    day: date
    is_today: bool
    interviews: list[Interview] = field(default_factory=list)


@require_safe
def week(request: StaffRequest) -> HttpResponse:
    """The interviews of a week that the person may see; six queries."""
    zone = request.user.zone
    today = clock.today(zone)
    monday = monday_of(day_of(request.GET.get("day", "")) or today)
    interviews = _of_week(request.user, monday)
    shown = _narrowed(interviews, request.GET)
    context = {
        "days": _days(shown, monday, zone, today),
        "monday": monday,
        "previous_week": (monday - WEEK).isoformat(),
        "next_week": (monday + WEEK).isoformat(),
        "people": _people(interviews),
        "rooms": sorted({one.room for one in interviews if one.room}, key=lambda room: room.name),
        "chosen": {
            name: whole_number(request.GET.get(name)) for name in ("person", "room", "loop")
        },
        "schedules": request.user.site_role in SCHEDULING,
        "is_cut": len(interviews) == MAX_SHOWN,
    }
    return render(request, "interviews/week.html", context)


def _of_week(user: User, monday: date) -> list[Interview]:
    begins = datetime.combine(monday, time(), ZoneInfo(user.zone))
    ends = datetime.combine(monday + WEEK, time(), ZoneInfo(user.zone))
    found = Interview.objects.visible_to(user).booked().filter(during__overlap=(begins, ends))
    seats = found.with_subject().select_related("room").prefetch_related(*with_seats())
    return list(seats.order_by("during", "id")[:MAX_SHOWN])


def _narrowed(interviews: list[Interview], asked: QueryDict) -> list[Interview]:
    person, room, loop = (whole_number(asked.get(name)) for name in ("person", "room", "loop"))
    return [
        one
        for one in interviews
        if (not person or person in {user.pk for user in _seated(one)})
        and (not room or one.room_id == room)
        and (not loop or one.loop_id == loop)
    ]


def _days(interviews: list[Interview], monday: date, zone: str, today: date) -> list[WeekDay]:
    """Return Monday to Friday, and the weekend where it has interviews."""
    place = ZoneInfo(zone)
    days = [monday + timedelta(days=n) for n in range(7)]
    by_day: dict[date, list[Interview]] = {day: [] for day in days}
    for one in interviews:
        by_day.get(one.starts_at.astimezone(place).date(), by_day[monday]).append(one)
    return [
        WeekDay(day, day == today, by_day[day])
        for number, day in enumerate(days)
        if number < WORKDAYS or by_day[day]
    ]


def _seated(interview: Interview) -> list[User]:
    seats = [seat for seat in interview.seats.all() if seat.is_active]
    return [seat.user for seat in (*seats, *interview.learners)]


def _people(interviews: Iterable[Interview]) -> list[User]:
    found = {user for one in interviews for user in _seated(one)}
    return sorted(found, key=lambda user: (user.name, user.pk))
