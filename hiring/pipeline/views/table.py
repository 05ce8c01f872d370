"""The table: every application of a requisition, page by page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.pipeline.counting import capped_count, count_text
from hiring.pipeline.filtersets import ACTIVE, ApplicationFilter
from hiring.pipeline.models import Application
from hiring.pipeline.views.loading import visible_requisition
from hiring.requisitions.extension_points import TABS
from hiring.ui.pagination import keyset_page


@require_safe
def table(request: StaffRequest, requisition_id: int) -> HttpResponse:
    requisition = visible_requisition(request, requisition_id)
    mine = Application.objects.filter(requisition=requisition).not_concealed(request.user)
    stages = [("", _("All stages")), *requisition.stages.values_list("pk", "name")]
    narrowed = ApplicationFilter.on_page(request, mine, offers={"stage": stages}, status=ACTIVE)
    found = narrowed.qs
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
    context = {
        "requisition": requisition,
        "tabs": TABS.links(request, requisition),
        "form": narrowed.form,
        "page": page,
        "is_narrowed": narrowed.is_narrowed,
    }
    return render(request, "pipeline/table.html", context)
