"""The planned interviews: each is changed in its place, and moved by buttons."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.accounts.requests import StaffRequest
from hiring.requisitions.actions import planned_interviews
from hiring.requisitions.actions.planned_interviews import MAX_PLANNED
from hiring.requisitions.forms.plan import PlannedForm
from hiring.requisitions.library import rubrics_to_add
from hiring.requisitions.loop_plan import rubric_index
from hiring.requisitions.models import PlannedInterview, Requisition
from hiring.requisitions.views import builder_page
from hiring.requisitions.views.loop import (
    PLAN,
    events_of,
    form_response,
    place_asked_for,
    run_action,
    saved_response,
)
from hiring.requisitions.views.submitting import submit_form
from hiring.ui.numbers import whole_number


def planned_change(request: StaffRequest, requisition_id: int, planned_id: int) -> HttpResponse:
    requisition, planned = _planned(request, requisition_id, planned_id)

    def make(sent: Any) -> PlannedForm:
        now = PlannedInterview.objects.get(pk=planned.pk)
        prefix = f"planned-{planned.pk}"
        return PlannedForm(sent, instance=now, requisition=requisition, prefix=prefix)

    form, saved = make(None), None
    if request.method == "POST":
        form, saved = submit_form(
            make,
            request.POST,
            lambda form: planned_interviews.change_planned(
                planned=planned, actor=request.user, seen=form.seen, **form.changes
            ),
            events=events_of(planned, requisition),
        )
    if saved:
        return saved_response(request, requisition, PLAN, edited=planned.pk)
    return form_response(
        request, requisition, PLAN, form, open_planned=planned.pk, planned_form=form
    )


@require_POST
def planned_add(request: StaffRequest, requisition_id: int) -> HttpResponse:
    """Add an interview by a rubric of the library: by the section's form or a suggested fix."""
    requisition = builder_page.visible(request, requisition_id)
    form, added = submit_form(
        lambda sent: PlannedForm(
            sent, requisition=requisition, rubrics=rubrics_to_add(rubric_index()), prefix="new"
        ),
        request.POST,
        lambda form: planned_interviews.plan_interview(
            requisition=requisition, actor=request.user, **_given(form)
        ),
    )
    if added is None:
        return form_response(request, requisition, PLAN, form, new_planned=form)
    flash = _("Added %(interview)s to the loop.") % {"interview": added.name}
    return saved_response(request, requisition, PLAN, flash=flash, edited=added.pk)


def _given(form: PlannedForm) -> dict[str, Any]:
    """Return what was filled in; the action knows the rest from the rubric."""
    return {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}


@require_POST
def planned_move(request: StaffRequest, requisition_id: int, planned_id: int) -> HttpResponse:
    requisition, planned = _planned(request, requisition_id, planned_id)
    return run_action(
        request,
        requisition,
        PLAN,
        lambda: planned_interviews.move_planned(
            planned=planned, to=place_asked_for(request, planned.position), actor=request.user
        ),
    )


@require_POST
def planned_second_interviewer(
    request: StaffRequest, requisition_id: int, planned_id: int
) -> HttpResponse:
    """Seat one more person than the page showed; a second click seats no second one."""
    requisition, planned = _planned(request, requisition_id, planned_id)
    seen = whole_number(request.POST.get("interviewers"), max_digits=2)
    people = -1 if seen is None else seen
    return run_action(
        request,
        requisition,
        PLAN,
        lambda: planned_interviews.change_planned(
            planned=planned,
            actor=request.user,
            seen={"interviewers": people},
            interviewers=people + 1,
        ),
        edited=planned.pk,
    )


@require_POST
def planned_second_interviewers(request: StaffRequest, requisition_id: int) -> HttpResponse:
    """Seat one more person in each of the interviews that the page showed with so many."""
    requisition = builder_page.visible(request, requisition_id)
    shown = [pair.partition("-") for pair in request.POST.getlist("seated")[:MAX_PLANNED]]
    pairs = [(whole_number(pk), whole_number(people)) for pk, _dash, people in shown]
    seated = {pk: people for pk, people in pairs if pk is not None and people is not None}
    return run_action(
        request,
        requisition,
        PLAN,
        lambda: planned_interviews.add_second_interviewer(
            requisition=requisition, seated=seated, actor=request.user
        ),
        edited=next(iter(seated), 0),
    )


@require_POST
def plan_fit(request: StaffRequest, requisition_id: int) -> HttpResponse:
    """Fit the loop to the profile again, instead of what somebody made of it."""
    requisition = builder_page.visible(request, requisition_id)
    return run_action(
        request,
        requisition,
        PLAN,
        lambda: planned_interviews.fit_plan(requisition=requisition, actor=request.user),
    )


@require_POST
def planned_drop(request: StaffRequest, requisition_id: int, planned_id: int) -> HttpResponse:
    requisition, planned = _planned(request, requisition_id, planned_id)
    return run_action(
        request,
        requisition,
        PLAN,
        lambda: planned_interviews.drop_planned(planned=planned, actor=request.user),
    )


def _planned(
    request: StaffRequest, requisition_id: int, pk: int
) -> tuple[Requisition, PlannedInterview]:
    requisition = builder_page.visible(request, requisition_id)
    return requisition, get_object_or_404(requisition.plan.all(), pk=pk)
