"""When somebody can interview: the page of each person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity import clock, refusals
from hiring.scheduling import actions
from hiring.scheduling.forms import AvailabilityForm, CalendarForm, TimeOffForm
from hiring.scheduling.models import Availability, CalendarSource, TimeOff


def mine(request: StaffRequest) -> HttpResponse:
    """One's own availability."""
    return _edit(request, request.user)


def person(request: StaffRequest, user_id: int) -> HttpResponse:
    """Somebody's availability, for those who book interviews."""
    return _edit(request, _user(request, user_id))


def _edit(request: StaffRequest, user: User) -> HttpResponse:
    form = AvailabilityForm(request.POST or None, instance=_availability(user))
    if form.is_valid():
        with refusals.shown_in(form):
            actions.change_availability(
                user=user, actor=request.user, seen=form.seen, **form.cleaned_data
            )
            messages.success(request, _("Saved."))
            return _back(request, user)
    return _page(request, user, form=form)


def _availability(user: User) -> Availability:
    return Availability.objects.filter(user=user).first() or Availability(user=user)


def _page(
    request: StaffRequest,
    user: User,
    *,
    form: AvailabilityForm | None = None,
    time_off_form: TimeOffForm | None = None,
    calendar_form: CalendarForm | None = None,
) -> HttpResponse:
    forms = {
        "form": form or AvailabilityForm(instance=_availability(user)),
        "time_off_form": time_off_form or TimeOffForm(),
        "calendar_form": calendar_form or CalendarForm(),
    }
    context = {
        "person": user,
        "is_own": user.pk == request.user.pk,
        "time_off": TimeOff.objects.filter(
            user=user, during__endswith__gt=clock.now()
        ).select_related("user"),
        "calendars": CalendarSource.objects.filter(user=user),
        **forms,
    }
    status = 400 if any(one.is_bound for one in forms.values()) else 200
    return render(request, "scheduling/availability.html", context, status=status)


def _back(request: StaffRequest, user: User) -> HttpResponse:
    if user.pk == request.user.pk:
        return redirect("scheduling:mine")
    return redirect("scheduling:person", user_id=user.pk)


@require_POST
def time_off_add(request: StaffRequest, user_id: int | None = None) -> HttpResponse:
    user = _user(request, user_id)
    form = TimeOffForm(request.POST)
    if not form.is_valid():
        return _page(request, user, time_off_form=form)
    starts_at, ends_at = form.span(user.zone)
    actions.add_time_off(
        user=user,
        starts_at=starts_at,
        ends_at=ends_at,
        note=form.cleaned_data["note"],
        actor=request.user,
    )
    messages.success(request, _("Added time off."))
    return _back(request, user)


@require_POST
def time_off_remove(
    request: StaffRequest, block_id: int, user_id: int | None = None
) -> HttpResponse:
    user = _user(request, user_id)
    block = TimeOff.objects.filter(user=user, pk=block_id).first()
    if block:
        actions.remove_time_off(block=block, actor=request.user)
        messages.success(request, _("Removed time off."))
    return _back(request, user)


def _user(request: StaffRequest, user_id: int | None) -> User:
    if user_id is None:
        return request.user
    return get_object_or_404(User.objects.active(), pk=user_id)


@require_POST
def calendar_add(request: StaffRequest) -> HttpResponse:
    """Subscribe to a calendar of one’s own: its address is one’s own secret."""
    form = CalendarForm(request.POST)
    if form.is_valid():
        with refusals.shown_in(form):
            actions.add_calendar(user=request.user, actor=request.user, **form.cleaned_data)
            messages.success(request, _("Added the calendar. Reading it takes a moment."))
            return redirect("scheduling:mine")
    return _page(request, request.user, calendar_form=form)


@require_POST
def calendar_remove(request: StaffRequest, source_id: int) -> HttpResponse:
    source = CalendarSource.objects.filter(user=request.user, pk=source_id).first()
    if source:
        actions.remove_calendar(source=source, actor=request.user)
        messages.success(request, _("Removed the calendar."))
    return redirect("scheduling:mine")
