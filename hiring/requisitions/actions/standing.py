"""Where a requisition stands: held while it changes."""

from django.db import models
from django.utils.translation import gettext as _

from hiring.activity import clock
from hiring.activity.actions import Conflict
from hiring.requisitions.models import PlannedInterview, Requisition, Stage


def locked(requisition: Requisition) -> Requisition:
    """Return the requisition as it is now, held until the transaction ends.

    Conflict when somebody discarded it meanwhile.
    """
    # No key update: rows that only point at it (applications) need not wait.
    found = Requisition.objects.select_for_update(no_key=True).filter(pk=requisition.pk).first()
    if found is None:
        raise Conflict(_("This draft was discarded in the meantime."))
    return found


def place(
    rows: models.QuerySet[PlannedInterview] | models.QuerySet[Stage],
    row: PlannedInterview | Stage,
    to: int,
) -> bool:
    """Put a row at this place among its fellows, counted from 1; return whether it moved.

    A place before the first or after the last is the first or the last.
    """
    others = [other for other in rows if other.pk != row.pk]
    others.insert(min(max(to, 1), len(others) + 1) - 1, row)
    moved = [(other, n) for n, other in enumerate(others, 1) if other.position != n]
    for other, number in moved:
        other.position = number
        other.save(update_fields=["position"])
    return bool(moved)


def note_plan_edited(requisition: Requisition) -> None:
    """From now on the plan is somebody's, and does not follow the profile."""
    requisition.plan_edited_at = clock.now()
    requisition.save(update_fields=["plan_edited_at"])
