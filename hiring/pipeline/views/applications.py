"""Applications over all jobs and of one: the list, and what it can be narrowed to."""

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from candidates.models import SourceChannel
from candidates.searching import places_of
from candidates.tag_views import tag_choices
from hiring.accounts.access import SCHEDULING
from hiring.accounts.list_views import look_of
from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.pipeline.counting import MAX_COUNTED, capped_count, count_text, is_walked, max_counted
from hiring.pipeline.filtersets import ACTIVE, ApplicationFilter
from hiring.pipeline.last_activity import last_activity
from hiring.pipeline.lists import APPLICATIONS
from hiring.pipeline.models import Application, RejectionReason, Sheet
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.pipeline.views.loading import visible_requisition
from hiring.requisitions.extension_points import TABS
from hiring.requisitions.models import OwnerRole, Requisition
from hiring.ui.filters import Offers
from hiring.ui.numbers import whole_number
from hiring.ui.pagination import KeysetPage, keyset_page

# A menu of more is no help; anyone who needs another comes from that job's page.
MAX_OFFERED = 200
# So many rows at most are asked for words that are too common to be found by an index.
MAX_ASKED = 5_000


class Sort(models.TextChoices):
    """In which order the list is read."""

    DUE = "due", gettext_lazy("Due first")
    NEWEST = "newest", gettext_lazy("Newest first")


# Filters that are folded away until one is chosen.
_MORE = (
    *("queue", "status", "tag", "source_channel", "owner", "imported"),
    *("applied_from", "applied_to"),
)
_ORDERS = {Sort.DUE: ("due_at", "id"), Sort.NEWEST: ("-applied_at", "-id")}


@require_safe
def application_list(request: StaffRequest) -> HttpResponse:
    """Applications over all jobs, what is due first on top."""
    mine = Application.objects.led_by(request.user).not_concealed(request.user)
    offers = _offers(request, mine) | {"requisition": _jobs_offered(request)}
    return _listed(request, mine, offers, "pipeline/list.html")


@require_safe
def table(request: StaffRequest, requisition_id: int) -> HttpResponse:
    """The applications of one job, the newest on top."""
    requisition = visible_requisition(request, requisition_id)
    mine = Application.objects.filter(requisition=requisition).not_concealed(request.user)
    stages = [("", _("All stages")), *requisition.stages.values_list("pk", "name")]
    offers = _offers(request, mine) | {"stage": stages}
    tabs = TABS.links(request, requisition)
    return _listed(request, mine, offers, "pipeline/table.html", requisition=requisition, tabs=tabs)


def _listed(
    request: StaffRequest,
    mine: ApplicationQuerySet,
    offers: Offers,
    template: str,
    *,
    requisition: Requisition | None = None,
    **context: Any,
) -> HttpResponse:
    narrowed = ApplicationFilter.on_page(request, mine, offers=offers, status=ACTIVE)
    chosen = narrowed.chosen
    usual = Sort.NEWEST if requisition else Sort.DUE
    sort = _sort(request, chosen["status"], usual=usual)
    is_part = request.htmx and not request.htmx.history_restore_request
    look = look_of(request, APPLICATIONS.key, request.user)
    context |= {
        "requisition": requisition,
        "look": look,
        "shown": look.columns - {"job"} if requisition else look.columns,
        "is_part": is_part,
        "page": _page(request, mine, narrowed.qs, sort),
        "form": narrowed.form,
        "reasons": list(RejectionReason.objects.ours()) if request.user.is_recruiter else [],
        "owner_roles": OwnerRole.choices,
        "people": User.objects.active().filter(site_role__in=list(SCHEDULING)).order_by("name"),
        "is_narrowed": narrowed.is_narrowed,
        "more_chosen": any(
            chosen.get(name) not in (None, ACTIVE) or name in narrowed.errors for name in _MORE
        ),
        "sort": sort,
        # A menu that stands on another than its first choice is marked as chosen.
        "sorts": sorted(Sort.choices, key=lambda choice: choice[0] != usual),
    }
    answer = render(request, "pipeline/_list.html" if is_part else template, context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _sort(request: StaffRequest, status: str, *, usual: Sort) -> Sort:
    """Return the order that was asked for; what has ended is never due."""
    if status != ACTIVE:
        return Sort.NEWEST
    wanted = request.GET.get("sort", "")
    return Sort(wanted) if wanted in Sort else usual


def _page(
    request: StaffRequest, mine: ApplicationQuerySet, found: ApplicationQuerySet, sort: Sort
) -> KeysetPage:
    page = keyset_page(
        found.with_list_facts(request.user),
        order=_ORDERS[sort],
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    most = _max_counted(request, mine, found)
    count = capped_count(found.order_by(*_ORDERS[sort]), most)
    page.count_text = ngettext("%(n)s application", "%(n)s applications", count) % {
        "n": count_text(count, most)
    }
    _find_places(page, request)
    moments = last_activity(page.rows, request.user)
    for application in page:
        application.last_activity_at = moments.get(application.pk)
    return page


def _max_counted(
    request: StaffRequest, mine: ApplicationQuerySet, found: ApplicationQuerySet
) -> int:
    """Return up to how many are counted: all, where few rows are to be asked for the words."""
    if not is_walked(found):
        return MAX_COUNTED
    without_words = request.GET.copy()
    without_words["q"] = ""
    asked = ApplicationFilter.on_page(request, mine, address=without_words, status=ACTIVE).qs
    return MAX_ASKED if capped_count(asked, MAX_ASKED) <= MAX_ASKED else max_counted(found)


def _find_places(page: KeysetPage, request: StaffRequest) -> None:
    """Say of each row where in the résumé the words are that were looked for."""
    if q := request.GET.get("q", ""):
        people = [application.candidate_id for application in page]
        places = places_of(q, people, user=request.user)
        for application in page:
            application.candidate.place = places.get(application.candidate_id, "")


def _offers(request: StaffRequest, mine: ApplicationQuerySet) -> dict[str, list[tuple[Any, Any]]]:
    """Return what the menus of every such list hold: owners, sources, tags."""
    jobs = Requisition.objects.visible_to(request.user)
    listed, every = (_owning(found, mine) for found in (jobs.open(), jobs))
    owners = _first(listed, every, request.GET.get("owner"), order="name")
    offers: dict[str, list[tuple[Any, Any]]] = {
        "owner": [("", _("All owners")), *((user.pk, user.name) for user in owners)],
    }
    if request.user.sees_everything:
        offers["source_channel"] = [("", _("All sources")), *SourceChannel.objects.as_choices()]
    offers["tag"] = tag_choices(request)
    if asked := request.GET.get("imported"):
        sheets = Sheet.objects.filter(requisition__in=jobs, pk=whole_number(asked))
        offers["imported"] = [("", _("All imports")), *sheets.values_list("pk", "name")]
    return offers


def _jobs_offered(request: StaffRequest) -> list[tuple[Any, str]]:
    """Return the open jobs for a menu, and the one that is chosen."""
    jobs = Requisition.objects.visible_to(request.user)
    shown = _first(jobs.open(), jobs, request.GET.get("requisition"), order="key")
    return [("", _("All jobs")), *((job.pk, f"{job.key} · {job.title}") for job in shown)]


def _owning(jobs: QuerySet[Requisition], among: QuerySet[Application]) -> QuerySet[User]:
    """Return who owns one of these jobs, or an application by itself."""
    own = Q(pk__in=jobs.values("recruiter")) | Q(pk__in=jobs.values("coordinator"))
    for role in OwnerRole.values:
        given = among.filter(**{f"{role}__isnull": False})
        own |= Q(pk__in=given.order_by().values(role))
    return User.objects.filter(own)


def _first(listed: QuerySet, among: QuerySet, wanted: str | None, *, order: str) -> list[Any]:
    """Return the first of those listed, and the one chosen by its id even if it is not listed."""
    rows = list(listed.order_by(order, "pk")[:MAX_OFFERED])
    chosen = whole_number(wanted)
    if chosen and chosen not in {row.pk for row in rows}:
        rows += among.filter(pk=chosen)
    return rows
