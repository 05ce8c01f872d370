"""How an edit of the library meets what its writer had seen, and how it is remembered."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hiring.activity.actions import Conflict, record
from hiring.activity.editing import Changes, Values, locked, merged_values, refuse_stale
from hiring.activity.validation import Check, checked
from rubrics.archiving import word_for
from rubrics.models import RoleArchetype
from rubrics.roles.actions.checking import checked_key, name_not_taken
from rubrics.verbs import Verb

Row = TypeVar("Row", bound=models.Model)


def hold_role(role: RoleArchetype, revision: int | None) -> RoleArchetype:
    """Return the role as it is now, held; EditConflict when a part was saved after `revision`."""
    row = locked(role)
    refuse_stale(revision, row.revision)
    return row


def count_up(role: RoleArchetype) -> None:
    """Let pages that show an earlier profile, stages, loop or variants be out of date."""
    role.revision += 1
    role.save(update_fields=["revision"])


def create(
    model: type[Row],
    values: Mapping[str, Any],
    checks: Mapping[str, Check],
    *,
    key: str,
    actor: Any,
) -> Row:
    """Write a new row of our own and record it; its key is made of the name unless given.

    Without a position it stands last.
    """
    last = model._default_manager.aggregate(last=Max("position"))["last"] or 0
    clean = checked({"position": last + 1} | dict(values), checks)
    name_not_taken(model, clean["name"])
    return add(model(key=checked_key(model, clean["name"], given=key), **clean), actor=actor)


def save(
    row: Row,
    values: Mapping[str, Any],
    checks: Mapping[str, Check],
    *,
    seen: Values | None,
    actor: Any,
) -> Row:
    """Write and record what these values change on a row that is held; return it.

    `seen` is what a page showed of these fields; EditConflict where somebody else changed the
    same ones since.
    """
    clean = merged_values(row, checked(values, checks), seen)
    if "name" in clean and clean["name"] != row.name:  # type: ignore[attr-defined]
        name_not_taken(type(row), clean["name"], besides=row.pk)
    return put(row, clean, actor=actor)


def put(row: Row, values: Mapping[str, Any], *, actor: Any) -> Row:
    """Write what differs and record it; what stays the same leaves no trace. Returns the row."""
    changes = {
        name: (before, value)
        for name, value in values.items()
        if (before := row.serializable_value(name)) != _stored(value)
    }
    if not changes:
        return row
    for name in changes:
        setattr(row, name, values[name])
    row.save(update_fields=list(changes))
    remember(row, changes, verb=Verb.LIBRARY_EDITED, actor=actor)
    return row


def add(row: Row, *, actor: Any, verb: Verb = Verb.LIBRARY_ADDED, **choices: Any) -> Row:
    """Write a new row and record it; Conflict when another one of its key came first."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Someone else just used this name or key. Try again.")) from error
    record(verb, on=row, actor=actor, item=word_for(row), **choices)
    return row


def remember(
    row: models.Model, changes: Changes, *, verb: Verb, actor: Any, **choices: Any
) -> None:
    """Record an edit with its values from and to; nothing where nothing changed."""
    if not changes:
        return
    texts = {name: (as_text(old), as_text(new)) for name, (old, new) in changes.items()}
    record(verb, on=row, actor=actor, changes=texts, item=word_for(row), **choices)


def as_text(value: Any) -> str:
    """Return a value as the history shows it: lists line by line, pairs with their names."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    if isinstance(value, list):
        return "\n".join(_row_as_text(one) for one in value)
    return "" if value is None else str(value)


def _row_as_text(value: Any) -> str:
    parts = value.values() if isinstance(value, Mapping) else [value]
    return " · ".join(str(part) for part in parts if part not in (None, ""))


def _stored(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
