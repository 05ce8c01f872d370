"""The list of requisitions, and the page of one."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.list_views import look_of
from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity.models import Event
from hiring.activity.timeline import timeline_items
from hiring.requisitions.actions.owners import can_own
from hiring.requisitions.advice import advice_on
from hiring.requisitions.changes import late_changes
from hiring.requisitions.coverage.plan import coverage_of
from hiring.requisitions.extension_points import BUTTONS, LIST_FACTS, TABS
from hiring.requisitions.filtersets import RequisitionFilter
from hiring.requisitions.forms.team import OwnersForm
from hiring.requisitions.lists import JOBS, ORDERS, Sort
from hiring.requisitions.models import Requisition, RequisitionStatus
from hiring.requisitions.querysets import RequisitionQuerySet
from hiring.requisitions.views.builder_page import visible
from hiring.requisitions.views.team import crew_of
from hiring.ui.pagination import keyset_page

EVENTS_SHOWN = 40
# Each row counts its stages.
JOBS_SHOWN = 30
MAX_OWNERS = 200


@require_safe
def requisition_list(request: StaffRequest) -> HttpResponse:
    listed = Requisition.objects.listed_for(request.user).with_list_facts()
    offers = {"owner": _owners(listed)}
    narrowed = RequisitionFilter.on_page(
        request, listed, offers=offers, status=RequisitionStatus.OPEN
    )
    if not _builds(request):
        status = narrowed.form.fields["status"]
        status.choices = [c for c in status.choices if c[0] != RequisitionStatus.DRAFT]
    wanted = request.GET.get("sort", "")
    sort = Sort(wanted) if wanted in Sort else Sort.NEWEST
    look = look_of(request, JOBS.key, request.user)
    page = keyset_page(
        narrowed.qs,
        order=ORDERS[sort],
        cursor=request.GET.get("cursor"),
        size=JOBS_SHOWN,
        params=request.GET,
    )
    facts = LIST_FACTS.of(page.rows, request.user)
    for requisition in page:
        requisition.facts = facts.get(requisition.pk)
    context = {
        "page": page,
        "form": narrowed.form,
        "is_narrowed": narrowed.is_narrowed,
        "list_facts": LIST_FACTS,
        "look": look,
        "shown": look.columns,
        "sort": sort,
        "sorts": Sort.choices,
    }
    return render(request, "requisitions/list.html", context)


def _owners(listed: RequisitionQuerySet) -> list[tuple[Any, Any]]:
    """Return whose jobs the list can be narrowed to."""
    jobs = listed.order_by()
    own = Q(pk__in=jobs.values("recruiter")) | Q(pk__in=jobs.values("coordinator"))
    people = User.objects.filter(own).order_by("name", "pk")[:MAX_OWNERS]
    return [("", _("All owners")), *((user.pk, user.name) for user in people)]


def _builds(request: StaffRequest) -> bool:
    """Whether the list can be narrowed to drafts: for those who may build one."""
    user = request.user
    return user.is_recruiter or Requisition.objects.buildable_by(user).drafts().exists()


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
        "owners_form": OwnersForm(owned=requisition, people=can_own(requisition)),
        "coverage": coverage,
        "untested": [row.competency for row in coverage.rows if not row.interviews],
        "late_changes": late_changes(requisition),
        "stages": list(requisition.stages.all()),
        "plan": list(requisition.plan.select_related("rubric", "stage")),
        "timeline": timeline_items(events),
        "advice": advice_on(requisition),
    }
    return render(request, "requisitions/detail.html", context)
