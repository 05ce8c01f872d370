"""The table: every application of a requisition, page by page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.pipeline.counting import capped_count, count_text
from hiring.pipeline.forms import TableForm
from hiring.pipeline.models import Application
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.pipeline.views.loading import visible_requisition
from hiring.requisitions.extension_points import TABS
from hiring.ui.pagination import keyset_page


@require_safe
def table(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = visible_requisition(request, requisition_id)
    form = TableForm(request.GET, requisition=requisition)
    form.is_valid()
    mine = Application.objects.filter(requisition=requisition).not_concealed(request.user)
    found = _narrowed(mine, form.cleaned_data)
    page = keyset_page(
        found.select_related("candidate", "stage", "rejection_reason", "touch__channel"),
        order=("-applied_at", "-id"),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    count = capped_count(found)
    page.count_text = ngettext("%(n)s application", "%(n)s applications", count) % {
        "n": count_text(count)
    }
    narrowed = any(value for name, value in form.cleaned_data.items() if value)
    context = {
        "requisition": requisition,
        "tabs": TABS.links(request, requisition),
        "form": form,
        "page": page,
        "is_narrowed": narrowed,
    }
    return render(request, "pipeline/table.html", context)


def _narrowed(found: ApplicationQuerySet, wanted: dict[str, Any]) -> ApplicationQuerySet:
    found = found.named(wanted.get("q", ""))
    status = wanted.get("status") or "active"
    if status == "ended":
        found = found.ended()
    elif status != "all":
        found = found.filter(status=status)
    if stage := wanted.get("stage"):
        found = found.filter(stage=stage)
    if party := wanted.get("waiting"):
        found = found.waiting_on(party)
    return found
