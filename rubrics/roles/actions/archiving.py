"""Taking a role, a competency, an organization or a rule out of use, and back into it."""

from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.activity.editing import locked
from rubrics.archiving import archive, restore
from rubrics.models import Competency, Criterion, ProfileAdjustment, ProfileEntry
from rubrics.roles.actions.adjustments import refuse_invalid
from rubrics.roles.actions.checking import name_not_taken

Row = TypeVar("Row", bound=models.Model)
# Enough to find the place; a longer sentence is not read.
MAX_NAMED = 5


@transaction.atomic
def archive_row(*, row: Row, actor: Any) -> Row:
    """Offer it to new openings no more; those that have it keep it. Returns it as it is now.

    A competency is refused while a role, a rubric or a rule in use speaks of it: a profile that
    asks for what is no longer offered could not be explained, so those are changed first, each by
    somebody who looks at it. A second time changes nothing.
    """
    row = locked(row)
    if isinstance(row, Competency) and row.archived_at is None:
        _refuse_needed(row)
    return archive(row, actor=actor)


@transaction.atomic
def restore_row(*, row: Row, actor: Any) -> Row:
    """Offer it again; refused when another one in use has its name or its place by now."""
    row = locked(row)
    if isinstance(row, ProfileAdjustment):
        refuse_invalid(row, list(row.archetypes.all()))
    else:
        name_not_taken(type(row), row.name, besides=row.pk)  # type: ignore[attr-defined]
    return restore(row, actor=actor)


def _refuse_needed(competency: Competency) -> None:
    if users := _users_of(competency):
        named = ", ".join(users[:MAX_NAMED]) + (" …" if len(users) > MAX_NAMED else "")
        raise Refused(_("Still in use: %(users)s. Remove it there first.") % {"users": named})


def _users_of(competency: Competency) -> list[str]:
    """The names of what in use assesses, observes or adjusts the competency, each once."""
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
