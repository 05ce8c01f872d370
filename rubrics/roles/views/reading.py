"""Pages of roles, organizations and competencies, to read."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from rubrics.models import (
    Competency,
    Criterion,
    Level,
    OrganizationArchetype,
    ProfileEntry,
    Question,
    RoleArchetype,
)
from rubrics.roles.history import history_of
from rubrics.roles.profiles import by_level, level_profile, matrix
from rubrics.roles.warnings import warnings_for


@require_safe
def role_list(request: StaffRequest) -> HttpResponse:
    roles = RoleArchetype.objects.in_use()
    page = {"roles": roles, "archived": RoleArchetype.objects.archived()}
    return render(request, "rubrics/role_list.html", page)


@require_safe
def role_detail(request: StaffRequest, role_id: int) -> HttpResponse:
    role = get_object_or_404(RoleArchetype.objects.with_everything(), pk=role_id)
    level = _level(request.GET.get("level", ""))
    tabs = [
        {"label": one.label, "url": f"?level={one.value}#level", "active": one == level}
        for one in Level
    ]
    page = {
        "role": role,
        "matrix": matrix(role),
        "levels": Level,
        "here": Level.values.index(level),
        "tabs": tabs,
        "profile": level_profile(role, level),
        "warnings": warnings_for(role),
        "history": history_of(role),
    }
    return render(request, "rubrics/role_detail.html", page)


@require_safe
def organization_list(request: StaffRequest) -> HttpResponse:
    organizations = OrganizationArchetype.objects.in_use()
    page = {"organizations": organizations, "archived": OrganizationArchetype.objects.archived()}
    return render(request, "rubrics/organization_list.html", page)


@require_safe
def competency_list(request: StaffRequest) -> HttpResponse:
    competencies = Competency.objects.in_use()
    page = {"competencies": competencies, "archived": Competency.objects.archived()}
    return render(request, "rubrics/competency_list.html", page)


@require_safe
def competency_detail(request: StaffRequest, competency_id: int) -> HttpResponse:
    competency = get_object_or_404(Competency, pk=competency_id)
    needs = (
        ProfileEntry.objects.filter(competency=competency, archetype__archived_at=None)
        .select_related("archetype")
        .order_by("archetype__position", "archetype_id")
    )
    page = {
        "competency": competency,
        "levels": Level,
        "roles": _by_role(needs),
        "criteria": Criterion.objects.current().observing(competency).with_rubric(),
        "questions": Question.objects.current().observing(competency).with_current(),
        "history": history_of(competency),
    }
    return render(request, "rubrics/competency_detail.html", page)


def _level(text: str) -> Level:
    return Level(text) if text in Level.values else Level.MID


def _by_role(needs: Any) -> list[tuple[RoleArchetype, list[ProfileEntry | None]]]:
    rows: dict[int, tuple[RoleArchetype, list[ProfileEntry]]] = {}
    for entry in needs:
        rows.setdefault(entry.archetype_id, (entry.archetype, []))[1].append(entry)
    return [(role, by_level(entries)) for role, entries in rows.values()]
