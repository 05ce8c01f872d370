"""How many of a requisition's openings are filled: a fact that hiring writes down here."""

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity.actions import Conflict
from hiring.requisitions.actions.locking import locked
from hiring.requisitions.models import Requisition


@transaction.atomic
def fill_opening(*, requisition: Requisition) -> Requisition:
    """Count one more hire; Conflict when every opening is filled already."""
    current = locked(requisition)
    if current.openings_left == 0:
        text = _(
            "All openings of %(key)s are filled (%(hired)d of %(openings)d). "
            "To hire another person, increase the number of openings first."
        )
        numbers = {"hired": current.hired, "openings": current.openings}
        raise Conflict(text % {"key": current.key, **numbers})
    current.hired += 1
    current.save(update_fields=["hired"])
    return current


@transaction.atomic
def free_opening(*, requisition: Requisition) -> Requisition:
    """Count one hire less: it was taken back."""
    current = locked(requisition)
    current.hired = max(0, current.hired - 1)
    current.save(update_fields=["hired"])
    return current
