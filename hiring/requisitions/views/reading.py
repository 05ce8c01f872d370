"""The list of requisitions, and the page of one."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.models import Event
from hiring.activity.timeline import timeline_items
from hiring.requisitions.advice import advice_on
from hiring.requisitions.changes import late_changes
from hiring.requisitions.coverage import coverage_of
from hiring.requisitions.extension_points import BUTTONS, TABS
from hiring.requisitions.forms.listing import ListForm
from hiring.requisitions.models import Requisition, RequisitionStatus
from hiring.requisitions.views.builder_page import visible
from hiring.requisitions.views.team import crew_of
from hiring.ui.pagination import keyset_page

EVENTS_SHOWN = 40


@require_safe
def requisition_list(request: StaffRequest) -> HttpResponse:
    form = ListForm(request.GET)
    form.is_valid()
    status = form.cleaned_data.get("status") or RequisitionStatus.OPEN
    text = form.cleaned_data.get("q", "")
    found = Requisition.objects.listed_for(request.user).search(text).with_list_facts()
    if status != "all":
        found = found.filter(status=status)
    page = keyset_page(
        found,
        order=("-opened_at", "-id"),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    context = {"page": page, "q": text, "status": status, "statuses": _statuses(request)}
    return render(request, "requisitions/list.html", context)


def _statuses(request: StaffRequest) -> Sequence[tuple[str, Any]]:
    """Return what the list can be narrowed to: drafts for those who may build one."""
    if (
        request.user.is_recruiter
        or Requisition.objects.buildable_by(request.user).drafts().exists()
    ):
        return ListForm.WITH_DRAFTS
    return ListForm.STATUSES


@require_safe
def detail(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = visible(request, requisition_id)
    coverage = coverage_of(requisition)
    events = Event.objects.for_requisition(requisition.pk)[:EVENTS_SHOWN]
    context = {
        "requisition": requisition,
        "tabs": TABS.links(request, requisition),
        "buttons": BUTTONS.links(request, requisition),
        "crew": crew_of(requisition),
        "coverage": coverage,
        "untested": [row.competency for row in coverage.rows if not row.interviews],
        "late_changes": late_changes(requisition),
        "stages": list(requisition.stages.all()),
        "plan": list(requisition.plan.select_related("rubric", "stage")),
        "timeline": timeline_items(events),
        "advice": advice_on(requisition),
    }
    return render(request, "requisitions/detail.html", context)
