"""What anyone who writes may do with a rubric or question, and comparing its versions: any
reader.
"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from rubrics.access import may_write
from rubrics.bank.diff import DiffRow, rows_of
from rubrics.bank.views.editing import VersionedEditor
from rubrics.models import Rubric, Version, Versioned

_ROUTES = ("draft", "edit", "discard", "archive", "restore", "copy")


def standing_of(request: StaffRequest, item: Versioned) -> dict[str, Any]:
    """Return for the item's page whether its reader may write it, its draft, and where to."""
    name = item._meta.model_name
    ids = {f"{name}_id": item.pk}
    can_write = may_write(request)
    return {
        "item": item,
        "can_write": can_write,
        "draft": item.draft if can_write else None,
        "urls": {route: reverse(f"rubrics:{name}_{route}", kwargs=ids) for route in _ROUTES},
        "compare_url": reverse(f"rubrics:{name}_compare", kwargs=ids),
        "export_url": reverse(f"rubrics:{name}_export", kwargs=ids),
    }


@require_safe
def compare(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    """Two versions side by side, by default the newest and the one before it."""
    item = editor_of.find(pk)
    versions = list(_seen(request, item))
    if not versions:
        raise Http404
    after = _named(versions, request.GET.get("after"), 0)
    place = versions.index(after) + 1 if after else 0
    before = _named(versions, request.GET.get("before"), place)
    rows = rows_of(before, after) if before and after else []
    page = {
        "item": item,
        "list_label": _("Rubrics") if isinstance(item, Rubric) else _("Question bank"),
        "list_url": reverse(f"rubrics:{item._meta.model_name}_list"),
        "versions": versions,
        "before": before,
        "after": after,
        "groups": _groups(rows),
        "changes": sum(row.changed for row in rows),
        "same": sum(not row.changed for row in rows),
        "only_changes": request.GET.get("all") != "yes",
    }
    return render(request, "rubrics/compare.html", page)


def _seen(request: StaffRequest, item: Versioned) -> Any:
    """The versions that the reader may see, the newest first: drafts are for those who write."""
    versions = item.versions.select_related("saved_by").order_by("-number")
    versions = versions.prefetch_related(*versions.model.parts)
    return versions if may_write(request) else versions.published()


def _named(versions: list[Version], number: str | None, usual: int) -> Version | None:
    """The version of this number; without one that at the `usual` place, None past the end."""
    if not number:
        return versions[usual] if usual < len(versions) else None
    for version in versions:
        if str(version.number) == number:
            return version
    raise Http404


def _groups(rows: list[DiffRow]) -> list[tuple[str, list[DiffRow]]]:
    """The rows by what they belong to, in their order."""
    groups: dict[str, list[DiffRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return list(groups.items())
