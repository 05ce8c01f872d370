"""Other times for a whole loop, in one step."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.interviews import candidate_mail
from hiring.interviews.actions.moving import NewStart, move_loop
from hiring.interviews.calendar import calendar_of, first_day, window, words
from hiring.interviews.forms import PREFIX, BaseSlotFormSet, MovedFormSet, MovedSlotForm, ZoneForm
from hiring.interviews.models import Interview, Loop
from hiring.interviews.moves import DayLine, days_for, openings, starts_on
from hiring.interviews.people import Directory
from hiring.interviews.querysets import with_seats
from hiring.interviews.views.changing import over_limits, told
from hiring.scheduling.free_time import free_times
from hiring.ui.numbers import whole_number


def loop(request: StaffRequest, loop_id: int) -> HttpResponse:
    """The loop's interviews to come as a calendar; they move together or one by one."""
    visible = Loop.objects.visible_to(request.user).with_subject().with_interviews()
    found = get_object_or_404(visible, pk=loop_id)
    interviews = [one for one in found.interviews.all() if one.is_booked and not one.has_begun]
    if not found.is_booked or not interviews:
        messages.info(request, _("This loop has no interviews to move."))
        return redirect(found)
    zone = request.user.zone
    days = days_for(interviews, openings(interviews, but_not=found, zone=zone))
    if request.method != "POST":
        return _show(request, found, interviews, days, *_forms(request, interviews))
    if "suggest" in request.POST:
        return _show(request, found, interviews, days, *_suggested(request, interviews, days))
    zone_form = ZoneForm(request.POST, zones=[zone])
    zone_form.is_valid()
    options = {"zone": zone_form.cleaned_data.get("zone", "")}
    formset = MovedFormSet(request.POST, prefix=PREFIX, form_kwargs=options)
    if zone_form.is_valid() and formset.is_valid():
        with refusals.shown_in(formset):
            moved = move_loop(
                loop=found,
                starts={form.cleaned_data["interview"]: _start(form) for form in formset},
                zone=zone_form.cleaned_data["zone"],
                actor=request.user,
                over_limits=over_limits(request),
            )
            messages.success(request, _text(request, found, moved))
            return redirect(found)
    return _show(request, found, interviews, days, zone_form, formset, status=400)


def _start(form: MovedSlotForm) -> NewStart:
    return NewStart(form.cleaned_data["starts_at"], form.cleaned_data["seen"])


def _text(request: StaffRequest, found: Loop, moved: list[Interview]) -> str:
    if not moved:
        return _("Nothing was changed.")
    text = ngettext("Moved %(n)d interview.", "Moved %(n)d interviews.", len(moved))
    kind = candidate_mail.kind_of_change(found.application)
    candidate = told(request, found.application, kind)
    return f"{text % {'n': len(moved)}} {_('The interviewers were notified.')} {candidate}"


def _forms(
    request: StaffRequest, interviews: list[Interview], plan: DayLine | None = None
) -> tuple[ZoneForm, BaseSlotFormSet]:
    """Return unbound forms with the present times, or those of a suggested day."""
    zone = request.user.zone
    starts = starts_on(plan) if plan else [one.starts_at for one in interviews]
    initial = [
        MovedSlotForm.initial_of(one, zone, start)
        for one, start in zip(interviews, starts, strict=True)
    ]
    return ZoneForm(initial={"zone": zone}, zones=[zone]), MovedFormSet(
        initial=initial, prefix=PREFIX
    )


def _suggested(
    request: StaffRequest, interviews: list[Interview], days: list[DayLine]
) -> tuple[ZoneForm, BaseSlotFormSet]:
    number = whole_number(request.POST["suggest"])
    plan = days[number] if number is not None and number < len(days) else None
    return _forms(request, interviews, plan)


def _show(
    request: StaffRequest,
    found: Loop,
    interviews: list[Interview],
    days: list[DayLine],
    zone_form: ZoneForm,
    formset: BaseSlotFormSet,
    status: int = 200,
) -> HttpResponse:
    application = found.application
    kind = candidate_mail.kind_of_change(application)
    by_id = {str(one.pk): one for one in interviews}
    slots = [
        (form, by_id[str(form["interview"].value())])
        for form in formset
        if str(form["interview"].value()) in by_id
    ]
    context = {
        "loop": found,
        "application": application,
        "zone_form": zone_form,
        "formset": formset,
        "slots": slots,
        "days": days,
        "calendar": _calendar(request, found, interviews),
        "mail_question": candidate_mail.question(application, kind),
    }
    return render(request, "interviews/move_loop.html", context, status=status)


def _calendar(request: StaffRequest, found: Loop, interviews: list[Interview]) -> dict:
    zone, directory = request.user.zone, Directory(found.application.requisition_id)
    day = first_day(zone)
    prefetch_related_objects(interviews, *with_seats())
    seats = [seat for one in interviews for seat in (*one.seats.all(), *one.learners)]
    panel = [seat.user for seat in seats if seat.is_active]
    users = dict.fromkeys([*panel, *directory.roles])
    times = free_times(users, *window(day, zone)).values()
    candidate = found.application.candidate
    days = calendar_of(candidate, times, directory, day=day, zone=zone, but_not=found)
    return days | {"words": words()}
