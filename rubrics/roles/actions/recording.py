"""How an edit of the library meets what its writer had seen, and how it is remembered."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from hiring.activity.actions import Conflict, record
from hiring.activity.editing import Changes, locked
from rubrics.archiving import archive, unarchive, word_for
from rubrics.documents.catalog import digest
from rubrics.verbs import Verb

Row = TypeVar("Row", bound=models.Model)


def refuse_if_stale(seen: str, now: Any) -> None:
    """Raise Conflict when a page showed something else; "" is a writer who saw no page."""
    if seen and seen != digest(now):
        raise Conflict(
            _(
                "Someone else saved this while you were editing. Your text is still here. "
                "Compare, then save again to replace theirs."
            )
        )


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
    told = {name: (told_as(old), told_as(new)) for name, (old, new) in changes.items()}
    record(verb, on=row, actor=actor, changes=told, item=word_for(row), **choices)


def archive_row(row: Row, *, actor: Any) -> Row:
    """Set a row aside; a second time changes nothing. Returns it as it is now."""
    return archive(locked(row), actor=actor)


def restore(row: Row, *, actor: Any) -> Row:
    """Take a row back into use; a second time changes nothing. Returns it as it is now."""
    return unarchive(locked(row), actor=actor)


def told_as(value: Any) -> str:
    """Return a value as the history shows it: lists line by line, pairs with their names."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    if isinstance(value, list):
        return "\n".join(_row_told(one) for one in value)
    return "" if value is None else str(value)


def _row_told(value: Any) -> str:
    parts = value.values() if isinstance(value, Mapping) else [value]
    return " · ".join(str(part) for part in parts if part not in (None, ""))


def _stored(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
