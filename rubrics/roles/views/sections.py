"""A role's editor: its sections as tabs, each a page of its own."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rubrics.models import RoleArchetype
from rubrics.roles.forms.roles import SECTIONS

_ROUTES = {"work": "role_edit"} | {name: f"role_{name}" for name in SECTIONS if name != "work"}

CHANGED = _(
    "Someone else saved this role while you were editing. Your text is still here. Compare, then "
    "save again."
)


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
