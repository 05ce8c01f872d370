"""The debrief meeting of a loop."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.interviews.actions.meetings import cancel_meeting, common_time, schedule_meeting
from hiring.interviews.meeting_mails import panel_of
from hiring.interviews.models import DebriefMeeting, Loop
from hiring.interviews.small_forms import MeetingForm

MINUTES = 30


def schedule(request: StaffRequest, loop_id: int) -> HttpResponse:
    """Choose a time; the page opens with the first at which everybody is free."""
    loop = _loop(request, loop_id)
    meeting = DebriefMeeting.objects.filter(loop=loop, canceled_at=None).first()
    initial = _initial(request.user, loop, meeting)
    form = MeetingForm(request.POST or None, initial=initial, zones=[request.user.zone])
    if form.is_valid():
        names = ("starts_at", "minutes", "zone", "place")
        asked = {name: form.cleaned_data[name] for name in names}
        try:
            schedule_meeting(loop=loop, actor=request.user, **asked)
        except Refused as refusal:
            form.add_error("start" if refusal.field == "starts_at" else None, str(refusal.message))
        else:
            messages.success(request, _("Scheduled the debrief meeting. The panel is invited."))
            return redirect(loop)
    context = {
        "loop": loop,
        "application": loop.application,
        "meeting": meeting,
        "form": form,
        "people": sorted(panel_of(loop), key=lambda user: user.name),
    }
    status = 400 if form.is_bound else 200
    return render(request, "interviews/meeting.html", context, status=status)


@require_POST
def cancel(request: StaffRequest, loop_id: int) -> HttpResponse:
    """Call the meeting off."""
    loop = _loop(request, loop_id)
    cancel_meeting(loop=loop, actor=request.user)
    messages.success(request, _("Canceled the debrief meeting. The panel is notified."))
    return redirect(loop)


def _initial(user: User, loop: Loop, meeting: DebriefMeeting | None) -> dict[str, Any]:
    minutes = MINUTES
    at: datetime | None = common_time(loop, minutes=MINUTES)
    if meeting:
        at = meeting.during.lower
        minutes = round((meeting.during.upper - meeting.during.lower).total_seconds() / 60)
    local = at.astimezone(ZoneInfo(user.zone)) if at else None
    return {
        "day": local and local.date(),
        "start": local and local.time(),
        "minutes": minutes,
        "zone": user.zone,
        "place": meeting.place if meeting else "",
    }


def _loop(request: StaffRequest, loop_id: int) -> Loop:
    loops = Loop.objects.visible_to(request.user).with_subject()
    return get_object_or_404(loops.booked(), pk=loop_id)
