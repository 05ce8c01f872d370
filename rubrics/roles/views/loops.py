"""Sections of a role that are written row by row: stages, default loop, variants."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hiring.accounts.requests import StaffRequest
from hiring.ui.numbers import whole_number
from rubrics.models import RoleArchetype
from rubrics.roles.actions.loops import (
    interviews_of,
    set_default_loop,
    set_default_stages,
    stages_of,
)
from rubrics.roles.actions.roles import set_variants
from rubrics.roles.forms.loops import (
    InterviewRows,
    StageRows,
    VariantRows,
    moved,
    offered_rubrics,
)
from rubrics.roles.views.sections import save_rows, section_of, section_url
from rubrics.roles.warnings import warnings_for


@dataclass(frozen=True)
class _List:
    """One section that is a list of rows."""

    section: str
    template: str
    rows: Any
    # What stands there now.
    initial: list[dict[str, Any]]
    save: Callable[..., Any]
    page: dict[str, Any] = field(default_factory=dict)
    form_kwargs: dict[str, Any] = field(default_factory=dict)


def role_stages(request: StaffRequest, role_id: int) -> HttpResponse:
    role = get_object_or_404(RoleArchetype, pk=role_id)
    return _answer(
        request,
        role,
        _List(
            section="stages",
            template="rubrics/editing/stages.html",
            rows=StageRows,
            initial=stages_of(role),
            save=lambda rows, **given: set_default_stages(role=role, stages=rows, **given),
        ),
    )


def role_loop(request: StaffRequest, role_id: int) -> HttpResponse:
    role = get_object_or_404(RoleArchetype.objects.with_everything(), pk=role_id)
    return _answer(
        request,
        role,
        _List(
            section="loop",
            template="rubrics/editing/loop.html",
            rows=InterviewRows,
            initial=[one | {"rubric": one["rubric_id"]} for one in interviews_of(role)],
            save=lambda rows, **given: set_default_loop(role=role, interviews=rows, **given),
            page={"warnings": warnings_for(role)},
            form_kwargs={"rubrics": offered_rubrics(role)},
        ),
    )


def role_variants(request: StaffRequest, role_id: int) -> HttpResponse:
    role = get_object_or_404(RoleArchetype, pk=role_id)
    return _answer(
        request,
        role,
        _List(
            section="variants",
            template="rubrics/editing/variants.html",
            rows=VariantRows,
            initial=role.variants,
            save=lambda rows, **given: set_variants(role=role, variants=rows, **given),
        ),
    )


def _answer(request: StaffRequest, role: RoleArchetype, listed: _List) -> HttpResponse:
    page = section_of(role, listed.section) | listed.page
    if request.method != "POST":
        rows = listed.rows(initial=listed.initial, form_kwargs=listed.form_kwargs)
        return render(request, listed.template, page | {"rows": rows})
    page["revision"] = whole_number(request.POST.get("revision"))
    if change := moved(listed.rows, request.POST):
        initial, at = change
        rows = listed.rows(initial=initial, form_kwargs=listed.form_kwargs)
        return render(request, listed.template, page | {"rows": rows, "moved": at, "unsaved": True})
    rows = listed.rows(request.POST, form_kwargs=listed.form_kwargs)
    status = 400
    if rows.is_valid():
        status = save_rows(request, role, page, partial(listed.save, rows.values))
        if status == HTTPStatus.OK:
            return redirect(section_url(role, listed.section))
    return render(request, listed.template, page | {"rows": rows}, status=status)
