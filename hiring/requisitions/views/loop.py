"""The section of stages and planned interviews: its page, and what its forms and buttons answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.requisitions.actions.staging import ENDS
from hiring.requisitions.forms.plan import PlannedForm, StageForm
from hiring.requisitions.library import listed_plan, rubrics_to_add
from hiring.requisitions.loop_plan import rubric_index
from hiring.requisitions.models import PlannedInterview, Requisition, Stage
from hiring.requisitions.views import builder_page

STAGES, PLAN = "_stages", "_plan"
PARTS = {"stages": STAGES, "plan": PLAN}


@require_safe
def loop(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = builder_page.visible(request, requisition_id)
    which = PARTS.get(request.GET.get("part", ""))
    if request.htmx and which:
        return builder_page.part(request, requisition, "loop", which, **parts(requisition))
    return builder_page.page(request, requisition, "loop", **parts(requisition))


def run_action(
    request: StaffRequest,
    requisition: Requisition,
    which: str,
    act: Callable[[], Any],
    *,
    edited: int = 0,
) -> HttpResponse:
    """Act by a button; a refusal is said, and nothing else changes. `edited` gets the focus."""
    try:
        act()
    except Refused as refusal:
        if request.htmx:
            context = parts(requisition) | {"refused": refusal.message}
            return builder_page.part(request, requisition, "loop", which, **context)
        messages.error(request, refusal.message)
        return redirect("requisitions:build_loop", requisition_id=requisition.pk)
    return saved_response(request, requisition, which, edited=edited)


def saved_response(
    request: StaffRequest, requisition: Requisition, which: str, *, flash: str = "", edited: int = 0
) -> HttpResponse:
    if not request.htmx:
        return builder_page.back_to(request, requisition, "loop", flash or _("Saved."))
    # The row in hand is older than the change.
    requisition = builder_page.visible(request, requisition.pk)
    context = parts(requisition) | {"edited": edited}
    return builder_page.part(request, requisition, "loop", which, flash=flash, **context)


def form_response(
    request: StaffRequest, requisition: Requisition, which: str, form: Any, **more: Any
) -> HttpResponse:
    """Show a form in its place: to be filled in, or with what is to be fixed."""
    context = parts(requisition) | more
    return builder_page.with_form(request, requisition, "loop", form, template=which, **context)


def parts(requisition: Requisition) -> dict[str, Any]:
    """Return stages, plan and the two forms that add to them."""
    seen = rubric_index()
    return {
        "stages": list(requisition.stages.all()),
        "ends": ENDS,
        "plan": listed_plan(requisition, seen),
        "new_stage": StageForm(prefix="new-stage"),
        "new_planned": PlannedForm(
            requisition=requisition, rubrics=rubrics_to_add(seen), prefix="new"
        ),
    }


def events_of(row: Stage | PlannedInterview, requisition: Requisition) -> QuerySet[Event]:
    events = Event.objects.for_requisition(requisition.pk)
    return events.filter(object_type=row._meta.label_lower, object_id=row.pk)


def place_asked_for(request: StaffRequest, position: int) -> int:
    return position + 1 if request.POST.get("to") == "down" else max(1, position - 1)
