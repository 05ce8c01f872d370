"""Where a requisition stands: held while it changes, and compared with what a page showed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from hiring.activity import clock
from hiring.activity.actions import Conflict
from hiring.activity.editing import merge, same
from hiring.requisitions.models import PlannedInterview, Requisition, Stage


def locked(requisition: Requisition) -> Requisition:
    """Return the requisition as it is now, held until the transaction ends.

    Conflict when somebody discarded it meanwhile.
    """
    # No key update: rows that only point at it (applications) need not wait.
    found = Requisition.objects.select_for_update(no_key=True).filter(pk=requisition.pk).first()
    if found is None:
        raise Conflict(_("This draft has been discarded."))
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
    return renumber(others)


def renumber(rows: Iterable[PlannedInterview | Stage]) -> bool:
    """Number the rows from 1 in their order; return whether any has another number now."""
    moved = [(row, n) for n, row in enumerate(rows, 1) if row.position != n]
    for row, n in moved:
        row.position = n
        row.save(update_fields=["position"])
    return bool(moved)


def apply_changes(
    row: PlannedInterview | Stage, values: Mapping[str, Any], seen: Mapping[str, Any] | None
) -> dict[str, tuple[Any, Any]]:
    """Set what differs from what was shown, and from what is; return it, before and after."""
    values = changed_by_this(row, values, seen)
    changes = {n: (old, v) for n, v in values.items() if (old := getattr(row, n)) != v}
    for name in changes:
        setattr(row, name, values[name])
    return changes


def changed_by_this(
    current: models.Model, values: Mapping[str, Any], seen: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return what differs from what was shown, of a row that is held.

    `seen` are the values as they were shown (objects, their ids or texts); without them all of
    `values` are meant. Conflict where someone else changed meanwhile what this changes, too.
    """
    seen = seen or {}
    compared = {name: value for name, value in values.items() if name in seen}
    theirs = {name: getattr(current, name) for name in compared}
    for name in merge(seen=seen, theirs=theirs, mine=compared).conflicts:
        label = current._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        raise Conflict(
            _("Someone changed “%(field)s” while you were editing. It is now: %(value)s")
            % {"field": label, "value": _in_words(current, name) or "—"},
            field=name,
        )
    return {n: v for n, v in values.items() if n not in seen or not same(v, seen[n])}


def _in_words(current: models.Model, name: str) -> str:
    display = getattr(current, f"get_{name}_display", None)
    return as_text(display() if display else getattr(current, name))


def as_text(value: Any) -> str:
    """Return a value as the history keeps it: lines below each other, nothing as ""."""
    if value is None:
        return ""
    return "\n".join(value) if isinstance(value, list) else str(value)


def note_plan_edited(requisition: Requisition) -> None:
    """From now on the plan is somebody's, and does not follow the profile."""
    requisition.plan_edited_at = clock.now()
    requisition.save(update_fields=["plan_edited_at"])
