"""The sibling pages of one requisition. Those of higher rooms are known by URL name alone."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from hiring.accounts import access
from hiring.accounts.requests import StaffRequest
from hiring.requisitions.models import Requisition

_PAGES = [
    ("pipeline:board", _("Board"), "layout-kanban"),
    ("pipeline:table", _("Table"), "table"),
    ("pipeline:triage", _("Triage"), "checklist"),
    ("requisitions:detail", _("Requisition"), "briefcase"),
]


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    icon: str
    active: bool


def tabs_of(request: StaffRequest, requisition: Requisition) -> list[Tab]:
    """Return the pages of the requisition that the person may open; the present one is active.

    A draft has no applications, and so none of the pages about them.
    """
    here = request.resolver_match.view_name if request.resolver_match else ""
    ids = {"requisition_id": requisition.pk}
    cache = request.access_cache
    found = []
    for route, label, icon in _PAGES:
        if requisition.is_draft and route.startswith("pipeline:"):
            continue
        if not access.decide(request.user, route, "GET", ids, cache).allowed:
            continue
        try:
            found.append(Tab(str(label), reverse(route, kwargs=ids), icon, route == here))
        except NoReverseMatch:
            continue
    return found
