"""Everything that waits for the person who looks, the longest overdue first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.pipeline.counting import capped_count, count_text
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.pipeline.waiting import roles_of, waiting_for
from hiring.ui.pagination import keyset_page


@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    found = waiting_for(request.user, roles_of(request.user))
    return list_by_due(request, found, title=_("Needs your review"))


def list_by_due(request: StaffRequest, found: ApplicationQuerySet, *, title: str) -> HttpResponse:
    """Answer with a page of these applications, the longest overdue first."""
    page = keyset_page(
        found.with_names(),
        order=("due_at", "id"),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    page.count_text = count_text(capped_count(found))
    return render(request, "pipeline/waiting.html", {"title": title, "page": page})
