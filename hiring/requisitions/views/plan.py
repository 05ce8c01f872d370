"""Stages and planned interviews: each is changed in its place, and moved by buttons."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.requisitions import actions
from hiring.requisitions.actions.planning import MOST_PLANNED
from hiring.requisitions.actions.staging import ENDS
from hiring.requisitions.forms import PlannedForm, StageForm
from hiring.requisitions.library import listed_plan, rubrics_to_add
from hiring.requisitions.models import PlannedInterview, Requisition, Stage
from hiring.requisitions.plans import sight
from hiring.requisitions.views import frame
from hiring.requisitions.views.trying import tried

STAGES, PLAN = "_stages", "_plan"
PARTS = {"stages": STAGES, "plan": PLAN}


@require_safe
def loop(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = frame.visible(request, requisition_id)
    which = PARTS.get(request.GET.get("part", ""))
    if request.htmx and which:
        return frame.part(request, requisition, "loop", which, **_parts(requisition))
    return frame.page(request, requisition, "loop", **_parts(requisition))


def stage_change(request: StaffRequest, requisition_id: int, stage_id: int) -> HttpResponse:
    requisition, stage = _stage(request, requisition_id, stage_id)

    def make(sent: Any) -> StageForm:
        now = Stage.objects.select_related("requisition").get(pk=stage.pk)
        return StageForm(sent, instance=now, prefix=f"stage-{stage.pk}")

    form, saved = make(None), None
    if request.method == "POST":
        form, saved = tried(
            make,
            request.POST,
            lambda form: actions.change_stage(
                stage=stage, by=request.user, **form.on_what_is_there(_named(stage, form))
            ),
            events=_events_of(stage, requisition),
        )
    if saved:
        return _changed(request, requisition, STAGES, edited=stage.pk)
    return _shown(request, requisition, STAGES, form, open_stage=stage.pk, stage_form=form)


def _named(stage: Stage, form: StageForm) -> dict[str, Any]:
    """Return what the form is about as it is now."""
    now = Stage.objects.get(pk=stage.pk)
    return {name: getattr(now, name) for name in form.fields}


@require_POST
def stage_add(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = frame.visible(request, requisition_id)
    form, added = tried(
        lambda sent: StageForm(sent, prefix="new-stage"),
        request.POST,
        lambda form: actions.add_stage(
            requisition=requisition, by=request.user, **form.cleaned_data
        ),
    )
    if added is None:
        return _shown(request, requisition, STAGES, form, new_stage=form)
    return _changed(request, requisition, STAGES, edited=added.pk)


@require_POST
def stage_move(request: StaffRequest, requisition_id: int, stage_id: int) -> HttpResponse:
    requisition, stage = _stage(request, requisition_id, stage_id)
    return _acted(
        request,
        requisition,
        STAGES,
        lambda: actions.move_stage(stage=stage, to=_to(request, stage.position), by=request.user),
    )


@require_POST
def stage_drop(request: StaffRequest, requisition_id: int, stage_id: int) -> HttpResponse:
    requisition, stage = _stage(request, requisition_id, stage_id)
    return _acted(
        request, requisition, STAGES, lambda: actions.drop_stage(stage=stage, by=request.user)
    )


def planned_change(request: StaffRequest, requisition_id: int, planned_id: int) -> HttpResponse:
    requisition, planned = _planned(request, requisition_id, planned_id)

    def make(sent: Any) -> PlannedForm:
        now = PlannedInterview.objects.get(pk=planned.pk)
        prefix = f"planned-{planned.pk}"
        return PlannedForm(sent, instance=now, requisition=requisition, prefix=prefix)

    form, saved = make(None), None
    if request.method == "POST":
        form, saved = tried(
            make,
            request.POST,
            lambda form: actions.change_planned(
                planned=planned, by=request.user, seen=form.seen, **form.changes
            ),
            events=_events_of(planned, requisition),
        )
    if saved:
        return _changed(request, requisition, PLAN, edited=planned.pk)
    return _shown(request, requisition, PLAN, form, open_planned=planned.pk, planned_form=form)


@require_POST
def planned_add(request: StaffRequest, requisition_id: int) -> HttpResponse:
    """Add an interview by a rubric of the library: from the section's form, or as a cure."""
    requisition = frame.visible(request, requisition_id)
    form, added = tried(
        lambda sent: PlannedForm(
            sent, requisition=requisition, rubrics=rubrics_to_add(sight()), prefix="new"
        ),
        request.POST,
        lambda form: actions.plan_interview(
            requisition=requisition, by=request.user, **_given(form)
        ),
    )
    if added is None:
        return _shown(request, requisition, PLAN, form, new_planned=form)
    said = _("%(interview)s is in the loop.") % {"interview": added.name}
    return _changed(request, requisition, PLAN, said=said, edited=added.pk)


def _given(form: PlannedForm) -> dict[str, Any]:
    """Return what was filled in; the verb knows the rest from the rubric."""
    return {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}


@require_POST
def planned_move(request: StaffRequest, requisition_id: int, planned_id: int) -> HttpResponse:
    requisition, planned = _planned(request, requisition_id, planned_id)
    return _acted(
        request,
        requisition,
        PLAN,
        lambda: actions.move_planned(
            planned=planned, to=_to(request, planned.position), by=request.user
        ),
    )


@require_POST
def planned_seat(request: StaffRequest, requisition_id: int, planned_id: int) -> HttpResponse:
    """Seat one more person than the page showed; a second click seats no second one."""
    requisition, planned = _planned(request, requisition_id, planned_id)
    seated = request.POST.get("interviewers", "")
    people = int(seated) + 1 if seated.isdecimal() and len(seated) < 3 else 0
    return _acted(
        request,
        requisition,
        PLAN,
        lambda: actions.change_planned(planned=planned, by=request.user, interviewers=people),
    )


@require_POST
def planned_pairs(request: StaffRequest, requisition_id: int) -> HttpResponse:
    """Seat one more person in each of the interviews that the page showed with so many."""
    requisition = frame.visible(request, requisition_id)
    shown = [pair.partition("-") for pair in request.POST.getlist("seated")[:MOST_PLANNED]]
    seated = {int(pk): int(people) for pk, _dash, people in shown if _short(pk) and _short(people)}
    return _acted(
        request,
        requisition,
        PLAN,
        lambda: actions.seat_one_more(requisition=requisition, seated=seated, by=request.user),
    )


def _short(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


@require_POST
def planned_drop(request: StaffRequest, requisition_id: int, planned_id: int) -> HttpResponse:
    requisition, planned = _planned(request, requisition_id, planned_id)
    return _acted(
        request, requisition, PLAN, lambda: actions.drop_planned(planned=planned, by=request.user)
    )


def _to(request: StaffRequest, position: int) -> int:
    return position + 1 if request.POST.get("to") == "down" else max(1, position - 1)


def _stage(request: StaffRequest, requisition_id: int, pk: int) -> tuple[Requisition, Stage]:
    requisition = frame.visible(request, requisition_id)
    return requisition, get_object_or_404(requisition.stages.all(), pk=pk)


def _planned(
    request: StaffRequest, requisition_id: int, pk: int
) -> tuple[Requisition, PlannedInterview]:
    requisition = frame.visible(request, requisition_id)
    return requisition, get_object_or_404(requisition.plan.all(), pk=pk)


def _events_of(row: Stage | PlannedInterview, requisition: Requisition) -> QuerySet[Event]:
    events = Event.objects.for_requisition(requisition.pk)
    return events.filter(object_type=row._meta.label_lower, object_id=row.pk)


def _acted(
    request: StaffRequest, requisition: Requisition, which: str, act: Callable[[], Any]
) -> HttpResponse:
    """Act by a button; a refusal is said, and nothing else changes."""
    try:
        act()
    except Refused as refusal:
        if request.htmx:
            context = _parts(requisition) | {"refused": refusal.message}
            return frame.part(request, requisition, "loop", which, **context)
        messages.error(request, refusal.message)
        return redirect("requisitions:build_loop", requisition_id=requisition.pk)
    return _changed(request, requisition, which)


def _changed(
    request: StaffRequest, requisition: Requisition, which: str, *, said: str = "", edited: int = 0
) -> HttpResponse:
    if not request.htmx:
        return frame.back_to(request, requisition, "loop", said or _("Saved."))
    context = _parts(requisition) | {"edited": edited}
    return frame.part(request, requisition, "loop", which, said=said, **context)


def _shown(
    request: StaffRequest, requisition: Requisition, which: str, form: Any, **more: Any
) -> HttpResponse:
    """Show a form in its place: to be filled in, or with what is to be mended."""
    status = frame.amiss(request) if form.errors else 200
    context = _parts(requisition) | more
    if request.htmx:
        return frame.part(request, requisition, "loop", which, status=status, **context)
    return frame.page(request, requisition, "loop", status=status, **context)


def _parts(requisition: Requisition) -> dict[str, Any]:
    """Return stages, plan and the two forms that add to them."""
    seen = sight()
    return {
        "stages": list(requisition.stages.all()),
        "ends": ENDS,
        "plan": listed_plan(requisition, seen),
        "new_stage": StageForm(prefix="new-stage"),
        "new_planned": PlannedForm(
            requisition=requisition, rubrics=rubrics_to_add(seen), prefix="new"
        ),
    }
