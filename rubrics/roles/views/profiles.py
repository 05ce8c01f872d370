"""A role's profile at one level, to write."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hiring.accounts.requests import StaffRequest
from hiring.ui.numbers import whole_number
from rubrics.models import Competency, Level, ProfileEntry, RoleArchetype
from rubrics.roles.actions.profiles import set_profile
from rubrics.roles.forms.profiles import NeedRows
from rubrics.roles.profiles import by_level
from rubrics.roles.views.sections import save_rows, section_of, section_url
from rubrics.roles.warnings import warnings_for

TEMPLATE = "rubrics/editing/profile.html"


@dataclass(frozen=True)
class _Line:
    """A competency's row in the editor, with what the levels say of it now."""

    row: Any
    entries: list[ProfileEntry | None]


def role_profile(request: StaffRequest, role_id: int) -> HttpResponse:
    role = get_object_or_404(RoleArchetype.objects.with_everything(), pk=role_id)
    level = _level(request.GET.get("level"), Level.MID)
    source = _level(request.GET.get("from"), level)
    rows = _rows(request, role, level, source)
    page = _page(role, level, source)
    if not rows.is_bound:
        return _shown(request, role, page, rows)
    page["revision"] = whole_number(request.POST.get("revision"))
    status = 400
    if rows.is_valid():
        save = partial(set_profile, role=role, level=level, entries=rows.entries)
        status = save_rows(request, role, page, save)
        if status == HTTPStatus.OK:
            return redirect(f"{section_url(role, 'profile')}?level={level}")
    return _shown(request, role, page, rows, status)


def _rows(request: StaffRequest, role: RoleArchetype, level: Level, source: Level) -> NeedRows:
    """The rows of a level, filled from another one where that was asked for."""
    mine = {entry.competency_id for entry in role.profile.all() if entry.level == level}
    filled = {
        entry.competency_id: {
            name: getattr(entry, name) for name in ("stance", "weight", "bar_level", "why")
        }
        for entry in role.profile.all()
        if entry.level == source
    }
    offered = Competency.objects.filter(Q(archived_at=None) | Q(pk__in=mine))
    return NeedRows(request.POST or None, list(offered), filled, mine)


def _page(role: RoleArchetype, level: Level, source: Level) -> dict[str, Any]:
    url = section_url(role, "profile")
    return section_of(role, "profile") | {
        "level": level,
        "copied_from": source if source != level else None,
        "levels": [
            {"label": one.label, "url": f"{url}?level={one}", "active": one == level}
            for one in Level
        ],
        "sources": [(one, f"{url}?level={level}&from={one}") for one in Level if one != level],
        "others": [one for one in Level if one != level],
        "warnings": [doubt for doubt in warnings_for(role) if doubt.level == level],
    }


def _shown(
    request: StaffRequest,
    role: RoleArchetype,
    page: dict[str, Any],
    rows: NeedRows,
    status: int = 200,
) -> HttpResponse:
    entries: dict[int, list[ProfileEntry]] = {}
    for entry in role.profile.all():
        if entry.level != page["level"]:
            entries.setdefault(entry.competency_id, []).append(entry)
    others = [Level.values.index(level) for level in page["others"]]
    lines = [
        _Line(row, [by_level(entries.get(row.competency.pk, []))[at] for at in others])
        for row in rows.rows
    ]
    return render(request, TEMPLATE, page | {"rows": rows, "lines": lines}, status=status)


def _level(text: str | None, usual: Level) -> Level:
    return Level(text) if text in Level.values else usual
