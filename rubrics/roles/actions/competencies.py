"""Writing competencies."""

from typing import Any

from django.db import transaction

from hiring.activity.editing import Values, locked
from hiring.activity.validation import between, line, prose
from rubrics.models import Competency
from rubrics.roles.actions import recording
from rubrics.roles.actions.checking import HIGHEST_POSITION

CHECKS = {
    "name": line("name"),
    "definition": prose("definition"),
    "is_not": prose("is_not"),
    "position": between("position", 0, HIGHEST_POSITION),
}
FIELDS = tuple(CHECKS)
_NEEDED = ("name", "definition", "is_not")


@transaction.atomic
def create_competency(*, actor: Any, key: str = "", **values: Any) -> Competency:
    """Return a new competency of our own; `key` is made of the name unless given."""
    given = dict.fromkeys(_NEEDED, "") | values
    return recording.create(Competency, given, CHECKS, key=key, actor=actor)


@transaction.atomic
def save_competency(
    *, competency: Competency, actor: Any, seen: Values | None = None, **values: Any
) -> Competency:
    """Change some of `FIELDS`; return it as it is now. `seen` as in `recording.save`."""
    return recording.save(locked(competency), values, CHECKS, seen=seen, actor=actor)
