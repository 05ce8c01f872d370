"""A week of interviews: of the whole team, a person, a room or a loop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Value, Window
from django.db.models.functions import Greatest, RowNumber, TruncDate
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

WEEK = timedelta(days=7)
WORKDAYS = 5
# The rest of a day is on its day sheet.
MAX_A_DAY = 30


@dataclass
class WeekDay:
    """One day with its first interviews, in order."""

    day: date
    is_today: bool
    interviews: list[Interview] = field(default_factory=list)
    count: int = 0

    @property
    def others(self) -> int:
        """How many more it has than are shown."""
        return self.count - len(self.interviews)


@require_safe
def week(request: StaffRequest) -> HttpResponse:
    """The interviews of a week that the person may see; eight queries."""
    zone = request.user.zone
    today = clock.today(zone)
    monday = monday_of(day_of(request.GET.get("day", "")) or today)
    interviews = _of_week(request.user, monday)
    chosen = {name: whole_number(request.GET.get(name)) for name in ("person", "room", "loop")}
    seats = Seat.everyone.active().filter(interview__in=interviews)
    context = {
        "days": _days(interviews.narrowed(**chosen), monday, ZoneInfo(zone), today),
        "monday": monday,
        "previous_week": (monday - WEEK).isoformat(),
        "next_week": (monday + WEEK).isoformat(),
        "people": User.objects.filter(pk__in=seats.values("user")).order_by("name", "pk"),
        "rooms": Room.objects.filter(pk__in=interviews.values("room")).order_by("name", "pk"),
        "chosen": chosen,
        "schedules": request.user.site_role in SCHEDULING,
    }
    return render(request, "interviews/week.html", context)


def _of_week(user: User, monday: date) -> InterviewQuerySet:
    begins = datetime.combine(monday, time(), ZoneInfo(user.zone))
    ends = datetime.combine(monday + WEEK, time(), ZoneInfo(user.zone))
    return Interview.objects.visible_to(user).between(begins, ends)


def _days(found: InterviewQuerySet, monday: date, zone: ZoneInfo, today: date) -> list[WeekDay]:
    """Return Monday to Friday, and the weekend where it has interviews."""
    dates = [monday + timedelta(days=n) for n in range(7)]
    days = {day: WeekDay(day, day == today) for day in dates}
    first = _first_of_each_day(found, datetime.combine(monday, time(), zone))
    rows = Interview.objects.filter(pk__in=first).prefetch_related(*with_seats())
    for row in rows.select_related("room", "loop__application__candidate").order_by("during", "id"):
        day, count = first[row.pk]
        days[day].interviews.append(row)
        days[day].count = count
    return [days[day] for n, day in enumerate(dates) if n < WORKDAYS or days[day].interviews]


def _first_of_each_day(
    found: InterviewQuerySet, begins: datetime
) -> Mapping[int, tuple[date, int]]:
    """Return the first interviews of each day by their ids: their day, and how many it has."""
    # What began on Sunday and lasts into the week stands on Monday.
    starts_at = Greatest("during__startswith", Value(begins))
    by_day = found.annotate(day=TruncDate(starts_at, tzinfo=begins.tzinfo))
    ranked = by_day.annotate(
        rank=Window(RowNumber(), partition_by="day", order_by=("during", "id")),
        count=Window(Count("pk"), partition_by="day"),
    )
    rows = ranked.filter(rank__lte=MAX_A_DAY).values_list("pk", "day", "count")
    return {pk: (day, count) for pk, day, count in rows}
