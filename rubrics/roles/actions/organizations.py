"""Writing organization archetypes: how ML sits, and the three answers it starts an opening from."""

from typing import Any

from django.db import transaction

from hiring.activity.editing import Values, locked
from hiring.activity.validation import between, line, one_of, prose
from rubrics.models import DataOwnership, Emphasis, ModelOwnership, OrganizationArchetype
from rubrics.roles.actions import recording
from rubrics.roles.actions.checking import HIGHEST_POSITION

CHECKS = {
    "name": line("name"),
    "looks_like": prose("looks_like"),
    "good": prose("good"),
    "hard": prose("hard"),
    "consequence": prose("consequence"),
    "preview": prose("preview", required=False),
    "probe": prose("probe", required=False),
    "emphasis": one_of("emphasis", Emphasis.values),
    "data_ownership": one_of("data_ownership", DataOwnership.values),
    "model_ownership": one_of("model_ownership", ModelOwnership.values),
    "position": between("position", 0, HIGHEST_POSITION),
}
FIELDS = tuple(CHECKS)
_NEEDED = ("name", "looks_like", "good", "hard", "consequence")


@transaction.atomic
def create_organization(*, actor: Any, key: str = "", **values: Any) -> OrganizationArchetype:
    """Return a new organization archetype of our own; `key` is made of the name unless given."""
    given = dict.fromkeys(_NEEDED, "") | values
    return recording.create(OrganizationArchetype, given, CHECKS, key=key, actor=actor)


@transaction.atomic
def save_organization(
    *, organization: OrganizationArchetype, actor: Any, seen: Values | None = None, **values: Any
) -> OrganizationArchetype:
    """Change some of `FIELDS`; return it as it is now. `seen` as in `recording.save`."""
    return recording.save(locked(organization), values, CHECKS, seen=seen, actor=actor)
