"""Writing organization archetypes: how ML sits, and the three answers it starts an opening from."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from hiring.activity.editing import Values, merged_values
from rubrics.models import DataOwnership, Emphasis, ModelOwnership, OrganizationArchetype
from rubrics.roles.actions import recording
from rubrics.roles.actions.checking import (
    HIGHEST_POSITION,
    between,
    checked,
    checked_key,
    line,
    name_not_taken,
    one_of,
    prose,
)

CHECKS = {
    "name": line("name"),
    "looks_like": prose("looks_like"),
    "good": prose("good"),
    "hard": prose("hard"),
    "consequence": prose("consequence"),
    "preview": prose("preview", required=False),
    "probe": prose("probe", required=False),
    "emphasis": one_of("emphasis", Emphasis),
    "data_ownership": one_of("data_ownership", DataOwnership),
    "model_ownership": one_of("model_ownership", ModelOwnership),
    "position": between("position", 0, HIGHEST_POSITION),
}
FIELDS = tuple(CHECKS)
_NEEDED = ("name", "looks_like", "good", "hard", "consequence")


@transaction.atomic
def create_organization(*, actor: Any, key: str = "", **values: Any) -> OrganizationArchetype:
    """Return a new organization archetype of our own; `key` is made of the name unless given."""
    last = OrganizationArchetype.objects.aggregate(last=Max("position"))["last"] or 0
    given = dict.fromkeys(_NEEDED, "") | {"position": last + 1} | values
    clean = checked(given, CHECKS)
    name_not_taken(OrganizationArchetype, clean["name"])
    key = checked_key(OrganizationArchetype, clean["name"], given=key)
    row = OrganizationArchetype(key=key, **clean)
    return recording.add(row, actor=actor)


@transaction.atomic
def save_organization(
    *, organization: OrganizationArchetype, actor: Any, seen: Values | None = None, **values: Any
) -> OrganizationArchetype:
    """Change some of `FIELDS`; return it as it is now; `seen` as for a competency."""
    row = recording.locked(organization)
    clean = merged_values(row, checked(values, CHECKS), seen)
    if "name" in clean and clean["name"] != row.name:
        name_not_taken(OrganizationArchetype, clean["name"], besides=row.pk)
    return recording.put(row, clean, actor=actor)


@transaction.atomic
def archive_organization(
    *, organization: OrganizationArchetype, actor: Any
) -> OrganizationArchetype:
    """Offer it to new openings no more; those that name it keep it."""
    return recording.archive_row(organization, actor=actor)


@transaction.atomic
def restore_organization(
    *, organization: OrganizationArchetype, actor: Any
) -> OrganizationArchetype:
    """Offer it again."""
    name_not_taken(OrganizationArchetype, organization.name, besides=organization.pk)
    return recording.restore(organization, actor=actor)
