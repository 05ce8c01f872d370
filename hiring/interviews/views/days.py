"""The day sheet: a day of interviews to print, of a person, a room or the team; a candidate's."""

from datetime import timedelta
from http import HTTPStatus
from itertools import groupby
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hiring.accounts.access import SCHEDULING
from hiring.accounts.forms import ZONES
from hiring.accounts.limits import within_limit
from hiring.accounts.models import User
from hiring.accounts.requests import SiteRequest, StaffRequest
from hiring.activity import clock
from hiring.interviews import day_sheets
from hiring.interviews.day_sheets import CandidateSheet, lines_of, path_of, sheet_by
from hiring.interviews.times import day_of
from hiring.pipeline.models import Application
from hiring.scheduling.models import Room
from hiring.ui.numbers import whole_number

DAY = timedelta(days=1)


@require_safe
def day(request: StaffRequest) -> HttpResponse:
    """A day: of the team for those who schedule, else one's own."""
    chosen = day_of(request.GET.get("day", "")) or clock.today(request.user.zone)
    schedules = request.user.site_role in SCHEDULING
    person = whole_number(request.GET.get("person"))
    room = whole_number(request.GET.get("room"))
    if "person" not in request.GET and not room and not schedules:
        person = request.user.pk
    lines = lines_of(request.user, chosen, person=person, room=room)
    context = {
        "day": chosen,
        "lines": lines,
        "most": day_sheets.MAX_SHOWN if len(lines) == day_sheets.MAX_SHOWN else 0,
        "person": User.objects.filter(pk=person).first() if person else None,
        "room": Room.objects.filter(pk=room).first() if room else None,
        "day_before": (chosen - DAY).isoformat(),
        "day_after": (chosen + DAY).isoformat(),
        "schedules": schedules,
    }
    return render(request, "interviews/day.html", context)


@require_safe
def of_candidate(request: StaffRequest, application_id: int) -> HttpResponse:
    """Lead to the candidate's own page, as they see it."""
    visible = Application.objects.visible_to(request.user)
    return redirect(path_of(get_object_or_404(visible, pk=application_id)))


@never_cache
@require_safe
def schedule(request: SiteRequest, schedule_token: str) -> HttpResponse:
    """A candidate's interviews, in a time zone that they choose."""
    if not within_limit(request, "public_page"):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    sheet = sheet_by(schedule_token)
    if sheet is None:
        return render(request, "interviews/choose_closed.html", status=HTTPStatus.NOT_FOUND)
    zone = _zone(request, sheet)
    place = ZoneInfo(zone)
    days = groupby(sheet.lines, key=lambda one: one.interview.starts_at.astimezone(place).date())
    context = {
        "sheet": sheet,
        "requisition": sheet.application.requisition,
        "days": [(day, list(lines)) for day, lines in days],
        "zone": zone,
        "zones": ZONES,
        "is_zone_known": bool(sheet.application.candidate.zone),
    }
    return render(request, "interviews/schedule.html", context)


def _zone(request: SiteRequest, sheet: CandidateSheet) -> str:
    asked = request.GET.get("zone", "")
    if asked in clock.zone_names():
        return asked
    return sheet.application.candidate.zone or sheet.lines[0].interview.zone
