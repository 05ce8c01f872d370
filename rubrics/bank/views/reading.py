"""Pages of the library: roles, competencies, rubrics and questions, to read."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.ui.filters import Offers
from hiring.ui.pagination import keyset_page
from rubrics.access import may_write
from rubrics.bank.counts import kinds_in_use
from rubrics.bank.filtersets import DRAFT, IN_USE, STATES, QuestionFilter, RubricFilter
from rubrics.bank.forms.seed import SeedForm
from rubrics.bank.matching import questions_for, roles_with, rubrics_for
from rubrics.bank.views.lifecycle import standing_of
from rubrics.extension_points import RUBRIC_BUTTONS
from rubrics.models import (
    Competency,
    InterviewKind,
    OrganizationArchetype,
    Question,
    RoleArchetype,
    Rubric,
)


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    roles = RoleArchetype.objects.in_use()
    page = {
        "roles": roles,
        "competency_count": Competency.objects.in_use().count(),
        "organizations": OrganizationArchetype.objects.in_use(),
        "kinds": kinds_in_use(),
    }
    return render(request, "rubrics/home.html", page)


@require_safe
def rubric_list(request: StaffRequest) -> HttpResponse:
    rubrics = Rubric.objects.with_list_facts()
    narrowed = RubricFilter.on_page(request, rubrics, offers=_states(request), state=IN_USE)
    return _list(request, "rubrics/rubric_list.html", narrowed, order="name")


@require_safe
def rubric_detail(request: StaffRequest, rubric_id: int) -> HttpResponse:
    rubric = get_object_or_404(Rubric, pk=rubric_id)
    versions = list(rubric.versions.published().select_related("saved_by").order_by("-number"))
    _refuse_unpublished(request, versions)
    version = _version(versions, request.GET.get("version"))
    page = {
        "rubric": rubric,
        "versions": versions,
        "version": version,
        "criteria": version.criteria.select_related("competency") if version else [],
        "roles": roles_with(rubric),
        "questions": questions_for(rubric).with_current(),
        "buttons": RUBRIC_BUTTONS.links(request, rubric),
    }
    page |= standing_of(request, rubric)
    return render(request, "rubrics/rubric_detail.html", page)


@require_safe
def question_list(request: StaffRequest) -> HttpResponse:
    roles, competencies = RoleArchetype.objects.in_use(), Competency.objects.in_use()
    offers = {
        "archetype": [("", _("All roles")), *((role.key, str(role)) for role in roles)],
        "competency": [("", _("All competencies")), *((c.key, str(c)) for c in competencies)],
        **_states(request),
    }
    questions = Question.objects.with_list_facts()
    narrowed = QuestionFilter.on_page(request, questions, offers=offers, state=IN_USE)
    return _list(request, "rubrics/question_list.html", narrowed, order="title")


@require_safe
def question_detail(request: StaffRequest, question_id: int) -> HttpResponse:
    question = get_object_or_404(
        Question.objects.defer("search", "words").prefetch_related("archetypes"), pk=question_id
    )
    versions = list(
        question.versions.published()
        .select_related("saved_by")
        .prefetch_related("competencies")
        .order_by("-number")
    )
    _refuse_unpublished(request, versions)
    page = {
        "question": question,
        "versions": versions,
        "version": _version(versions, request.GET.get("version")),
        "rubrics": rubrics_for(question),
    }
    page |= standing_of(request, question)
    status = 200 if _seed_holds(request, page["version"]) else 400
    return render(request, "rubrics/question_detail.html", page, status=status)


def _states(request: StaffRequest) -> Offers:
    """Return the states that the person may ask for: drafts only those who write."""
    writes = may_write(request)
    return {"state": [(state, label) for state, label in STATES if writes or state != DRAFT]}


def _list(
    request: StaffRequest, template: str, narrowed: RubricFilter, *, order: str
) -> HttpResponse:
    """The whole page, or for htmx only the part that changes with the filter."""
    found = narrowed.qs.with_draft() if narrowed.chosen["state"] == DRAFT else narrowed.qs
    context = {
        "page": keyset_page(
            found, order=(order,), cursor=request.GET.get("cursor"), params=request.GET
        ),
        "form": narrowed.form,
        "is_narrowed": narrowed.is_narrowed,
        "kinds": InterviewKind,
    }
    if request.htmx and not request.htmx.history_restore_request:
        template = template.replace("/", "/_")
    answer = render(request, template, context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _version(versions: list[Any], number: str | None) -> Any:
    """The version asked for, the newest without being asked, None when nothing is published."""
    if number is None:
        return versions[0] if versions else None
    for version in versions:
        if str(version.number) == number:
            return version
    raise Http404


def _refuse_unpublished(request: StaffRequest, versions: list[Any]) -> None:
    """What has a draft only is there for those who write."""
    if not versions and not may_write(request):
        raise Http404


def _seed_holds(request: StaffRequest, version: Any) -> bool:
    """False for a seed that is none, on a page that makes something of it."""
    makes = version is not None and version.details.keys() & {"family", "data"}
    return not (makes and request.GET.get("seed")) or SeedForm(request.GET).is_valid()
