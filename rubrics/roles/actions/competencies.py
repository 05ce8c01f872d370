"""Writing competencies, and setting aside those that nothing needs."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.activity.editing import Values, merged_values
from rubrics.models import Competency, Criterion, ProfileAdjustment, ProfileEntry
from rubrics.roles.actions import recording
from rubrics.roles.actions.checking import (
    HIGHEST_POSITION,
    between,
    checked,
    checked_key,
    line,
    name_not_taken,
    prose,
)

CHECKS = {
    "name": line("name"),
    "definition": prose("definition"),
    "is_not": prose("is_not"),
    "position": between("position", 0, HIGHEST_POSITION),
}
FIELDS = tuple(CHECKS)
# Enough to find the place; a longer sentence is not read.
MAX_NAMED = 5


@transaction.atomic
def create_competency(*, actor: Any, key: str = "", **values: Any) -> Competency:
    """Return a new competency of our own; `key` is made of the name unless given.

    Without a position it stands last.
    """
    last = Competency.objects.aggregate(last=Max("position"))["last"] or 0
    given = {"name": "", "definition": "", "is_not": "", "position": last + 1} | values
    clean = checked(given, CHECKS)
    name_not_taken(Competency, clean["name"])
    row = Competency(key=checked_key(Competency, clean["name"], given=key), **clean)
    return recording.add(row, actor=actor)


@transaction.atomic
def save_competency(
    *, competency: Competency, actor: Any, seen: Values | None = None, **values: Any
) -> Competency:
    """Change some of `FIELDS`; return it as it is now.

    `seen` is what a page showed of these fields; EditConflict where somebody else changed the
    same ones since.
    """
    row = recording.locked(competency)
    clean = merged_values(row, checked(values, CHECKS), seen)
    if "name" in clean and clean["name"] != row.name:
        name_not_taken(Competency, clean["name"], besides=row.pk)
    return recording.put(row, clean, actor=actor)


@transaction.atomic
def archive_competency(*, competency: Competency, actor: Any) -> Competency:
    """Offer it no more; refused while a role, a rubric or a shift in use speaks of it.

    A profile that asks for what is no longer offered could not be explained, so those are
    changed first, each by somebody who looks at it.
    """
    row = recording.locked(competency)
    if row.archived_at is None and (users := _users_of(row)):
        named = ", ".join(users[:MAX_NAMED]) + (" …" if len(users) > MAX_NAMED else "")
        raise Refused(_("Still in use: %(users)s. Remove it there first.") % {"users": named})
    return recording.archive_row(row, actor=actor)


@transaction.atomic
def restore_competency(*, competency: Competency, actor: Any) -> Competency:
    """Offer it again; refused when another one in use has its name by now."""
    name_not_taken(Competency, competency.name, besides=competency.pk)
    return recording.restore(competency, actor=actor)


def _users_of(competency: Competency) -> list[str]:
    """The names of what in use assesses, observes or shifts the competency, each once."""
    entries = ProfileEntry.objects.assessed().filter(
        competency=competency, archetype__archived_at=None
    )
    criteria = Criterion.objects.current().observing(competency)
    adjustments = ProfileAdjustment.objects.in_use().filter(competency=competency)
    names = [
        *entries.order_by("archetype__name").values_list("archetype__name", flat=True),
        *criteria.with_rubric().values_list("version__rubric__name", flat=True),
        *(
            f"{adjustment.get_choice_display()}: {adjustment.get_value_display()}"
            for adjustment in adjustments
        ),
    ]
    return list(dict.fromkeys(names))
