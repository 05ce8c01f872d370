"""The same for many applications of the list: start it, see how it goes, undo it."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity import clock, refusals
from hiring.activity.actions import Refused
from hiring.pipeline.actions.bulk import Choice, start_bulk, undo_bulk
from hiring.pipeline.filtersets import ACTIVE, ApplicationFilter
from hiring.pipeline.forms import BulkForm
from hiring.pipeline.models import Application, BulkAction, BulkKind, BulkState
from hiring.pipeline.querysets import ApplicationQuerySet

MAX_LISTED = 200


@require_POST
def bulk(request: StaffRequest) -> HttpResponse:
    form = BulkForm(request.POST, user=request.user)
    with refusals.flashed(request):
        if not form.is_valid():
            raise Refused(" ".join(str(error) for row in form.errors.values() for error in row))
        given = dict(form.cleaned_data)
        action = start_bulk(
            applications=_selected(request),
            kind=given.pop("kind"),
            choice=Choice(**given),
            actor=request.user,
        )
        return redirect(action)
    return redirect(f"{reverse('pipeline:list')}?{request.POST.get('query', '')}")


def _selected(request: StaffRequest) -> ApplicationQuerySet:
    """Return those with a checked box or, by "Select all", all that the list's filters find."""
    mine = Application.objects.led_by(request.user)
    if request.POST.get("all"):
        address = QueryDict(request.POST.get("query", ""))
        return ApplicationFilter.on_page(request, mine, address=address, status=ACTIVE).qs
    ids = [int(pk) for pk in request.POST.getlist("ids") if pk.isdecimal() and len(pk) < 19]
    return mine.filter(pk__in=ids)


@require_safe
def bulk_progress(request: StaffRequest, bulk_id: int) -> HttpResponse:
    action = _own(request, bulk_id)
    template = "pipeline/_bulk.html" if request.htmx else "pipeline/bulk.html"
    return render(request, template, _context(action))


@require_POST
def bulk_undo(request: StaffRequest, bulk_id: int) -> HttpResponse:
    action = _own(request, bulk_id)
    with refusals.flashed(request):
        undo_bulk(action=action, actor=request.user)
    return redirect(action)


def _own(request: StaffRequest, bulk_id: int) -> BulkAction:
    own = BulkAction.objects.select_related("reason", "tag", "owner", "requisition")
    return get_object_or_404(own.filter(actor=request.user), pk=bulk_id)


def _context(action: BulkAction) -> dict[str, Any]:
    numbers = action.items.aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in BulkState}, all=Count("pk")
    )
    goes_on = numbers["done"] if action.undone_at else numbers["waiting"]
    failed = action.items.filter(state=BulkState.FAILED)
    return {
        "action": action,
        "title": _title(action, numbers["all"]),
        "numbers": numbers,
        "finished": numbers["all"] - goes_on,
        "is_running": goes_on > 0,
        "can_undo": not action.undone_at and clock.now() <= action.undo_until,
        "failed": failed.select_related("application__candidate")[:MAX_LISTED],
    }


def _title(action: BulkAction, count: int) -> str:
    if action.undone_at:
        text = ngettext("Undo for %(n)s application", "Undo for %(n)s applications", count)
    else:
        text = _titles(count)[action.kind]
    return text % {"n": f"{count:,}", **_told(action)}


def _titles(n: int) -> dict[str, str]:
    return {
        BulkKind.ADVANCE: ngettext("Advance %(n)s application", "Advance %(n)s applications", n),
        BulkKind.REJECT: ngettext("Reject %(n)s application", "Reject %(n)s applications", n),
        BulkKind.TAG: ngettext("Tag %(n)s candidate: %(tag)s", "Tag %(n)s candidates: %(tag)s", n),
        BulkKind.ASSIGN: ngettext(
            "Assign %(n)s application to %(owner)s", "Assign %(n)s applications to %(owner)s", n
        ),
        BulkKind.MOVE: ngettext(
            "Move %(n)s application to %(job)s", "Move %(n)s applications to %(job)s", n
        ),
    }


def _told(action: BulkAction) -> dict[str, str]:
    return {
        "tag": action.tag.name if action.tag else "",
        "owner": action.owner.name if action.owner else "",
        "job": action.requisition.key if action.requisition else "",
    }
