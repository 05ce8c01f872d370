"""A role's editor: its sections as tabs, each a page of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Conflict, Refused
from rubrics.models import RoleArchetype
from rubrics.roles.forms.roles import SECTIONS

_ROUTES = {"work": "role_edit"} | {name: f"role_{name}" for name in SECTIONS if name != "work"}


def section_url(role: RoleArchetype, name: str) -> str:
    """Return the address of one section of a role's editor."""
    return reverse(f"rubrics:{_ROUTES[name]}", kwargs={"role_id": role.pk})


def section_of(role: RoleArchetype, name: str) -> dict[str, Any]:
    """Return what every section's page shows: the role, and the tabs to the other sections."""
    tabs = [
        {"label": label, "url": section_url(role, one), "active": one == name}
        for one, label in SECTIONS.items()
    ]
    return {
        "role": role,
        "sections": tabs,
        "section": SECTIONS[name],
        "revision": role.revision,
    }


def save_rows(
    request: StaffRequest, role: RoleArchetype, page: dict[str, Any], save: Callable[..., Any]
) -> int:
    """Save the rows of a section; return the status of its page, 200 when they are saved.

    Otherwise the page says why. After a conflict it has the revision of now: sent once more, the
    rows are meant.
    """
    try:
        save(revision=page["revision"], actor=request.user)
    except Conflict:
        page["revision"] = role.revision
        page["conflict"] = _(
            "Someone else saved this role while you were editing. Your text is still here. "
            "Compare, then save again."
        )
        return 409
    except Refused as refusal:
        page["refusal"] = refusal.message
        return 400
    messages.success(request, _("Saved. Applies to new jobs only."))
    return 200
