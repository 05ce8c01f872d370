"""The list from which somebody opened an application, and its neighbors there."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hiring.accounts.requests import StaffRequest
from hiring.pipeline.counting import capped_count, count_text, max_counted
from hiring.pipeline.filtersets import ACTIVE, ME, ApplicationFilter
from hiring.pipeline.models import Application
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.ui.numbers import whole_number
from hiring.ui.pagination import place_of

PARAMETER = "list"
# A place far down a long list is counted for nobody.
MAX_COUNTED = 1_000


@dataclass(frozen=True)
class CameFrom:
    """The list's address, for links that stay in it, and where the application stands there."""

    path: str
    text: str
    previous_url: str
    next_url: str

    @property
    def query(self) -> str:
        return urlencode({PARAMETER: self.path})


def came_from(request: StaffRequest, application: Application) -> CameFrom | None:
    """Return the list that the address names or, without one, the page that led here."""
    path = request.GET.get(PARAMETER) or _referring_path(request)
    listed = _listed(request, path, application)
    if listed is None:
        return None
    found, order = listed
    place = place_of(application, found, order=order)
    return CameFrom(
        path=path,
        text=_text(found.order_by(*order), place.before),
        previous_url=_url(place.previous, path),
        next_url=_url(place.next or _first(found, order, application), path),
    )


def _referring_path(request: HttpRequest) -> str:
    parts = _parts(request.headers.get("Referer", ""))
    if parts.netloc != request.get_host():
        return ""
    if kept := QueryDict(parts.query).get(PARAMETER):
        # A form of an application's own page, which has led back to it.
        return kept
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _parts(address: str) -> SplitResult:
    """Return the parts of an address; of one that is none, the parts of nothing."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _listed(
    request: StaffRequest, path: str, application: Application
) -> tuple[ApplicationQuerySet, tuple[str, ...]] | None:
    """Return the applications of a list of ours in their order; None for another page."""
    parts = _parts(path)
    try:
        page = resolve(parts.path)
    except Resolver404:
        return None
    mine = Application.objects.led_by(request.user).not_concealed(request.user)
    asked = QueryDict(parts.query)
    if page.view_name == "accounts:home":
        asked = QueryDict(f"waiting_on={ME}")
    if page.view_name in ("pipeline:list", "accounts:home"):
        return _narrowed(request, mine, asked, usual="due")
    if page.view_name == "pipeline:table":
        here = mine.filter(requisition=page.kwargs["requisition_id"])
        return _narrowed(request, here, asked, usual="newest")
    if page.view_name == "pipeline:board":
        here = mine.filter(requisition=page.kwargs["requisition_id"], stage=application.stage_id)
        return here.filter(status=application.status), ("entered_stage_at", "id")
    return None


def _narrowed(
    request: StaffRequest, mine: ApplicationQuerySet, asked: QueryDict, *, usual: str
) -> tuple[ApplicationQuerySet, tuple[str, ...]]:
    narrowed = ApplicationFilter.on_page(request, mine, address=asked, status=ACTIVE)
    by_due = narrowed.chosen["status"] == ACTIVE and asked.get("sort", usual) == "due"
    order = ("due_at", "id") if by_due else ("-applied_at", "-id")
    return narrowed.qs, order


def _first(
    found: ApplicationQuerySet, order: tuple[str, ...], application: Application
) -> int | None:
    """After the last one comes the first again: what was just worked on is due later now."""
    others = found.order_by(*order).exclude(pk=application.pk)
    return others.values_list("pk", flat=True).first()


def _text(found: ApplicationQuerySet, before: QuerySet[Any]) -> str:
    total, most = capped_count(found), max_counted(found)
    if total > min(most, MAX_COUNTED):
        return _("one of %(total)s") % {"total": count_text(total, most)}
    place = capped_count(before) + 1
    return _("%(place)s of %(total)s") % {"place": place, "total": max(place, total)}


def _url(pk: int | None, path: str) -> str:
    if whole_number(pk) is None:
        return ""
    address = reverse("pipeline:detail", kwargs={"application_id": pk})
    return f"{address}?{urlencode({PARAMETER: path})}"
