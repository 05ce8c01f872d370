"""The sibling pages of one requisition. Each app registers its own in `AppConfig.ready`."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise

from hiring.accounts import access
from hiring.accounts.requests import StaffRequest
from hiring.requisitions.models import Requisition


@dataclass(frozen=True, order=True)
class Page:
    position: int
    route: str
    label: str | Promise = field(compare=False)
    icon: str = field(compare=False)
    # A draft has no applications, and so none of the pages about them.
    with_applications: bool = field(compare=False)


_pages: list[Page] = []


def register(
    position: int, route: str, label: str | Promise, icon: str, *, with_applications: bool = False
) -> None:
    """Add a page about one requisition; its address takes `requisition_id`."""
    _pages[:] = sorted({*_pages, Page(position, route, label, icon, with_applications)})


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    icon: str
    active: bool


def tabs_of(request: StaffRequest, requisition: Requisition) -> list[Tab]:
    """Return the pages of the requisition that the person may open; the present one is active."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    ids = {"requisition_id": requisition.pk}
    cache = request.access_cache
    found = []
    for page in _pages:
        if page.with_applications and requisition.is_draft:
            continue
        if not access.decide(request.user, page.route, "GET", ids, cache).allowed:
            continue
        url = reverse(page.route, kwargs=ids)
        found.append(Tab(str(page.label), url, page.icon, page.route == here))
    return found
