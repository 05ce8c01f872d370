"""Taking a row of the library out of use, and back into it, with the event that tells of it."""

from typing import Any, TypeVar

from django.db import models

from hiring.activity import clock
from hiring.activity.actions import record
from rubrics.verbs import Verb

Row = TypeVar("Row", bound=models.Model)


def word_for(row: models.Model) -> str:
    """Return what kind of thing it is, as the record of activity says it."""
    return str(row._meta.verbose_name)


def archive(row: Row, *, actor: Any) -> Row:
    """Set a row that is held aside; a second time changes nothing. Returns it."""
    if row.archived_at is None:  # type: ignore[attr-defined]
        _move(row, clock.now(), Verb.LIBRARY_ARCHIVED, actor)
    return row


def restore(row: Row, *, actor: Any) -> Row:
    """Take a row that is held back into use; a second time changes nothing. Returns it."""
    if row.archived_at is not None:  # type: ignore[attr-defined]
        _move(row, None, Verb.LIBRARY_RESTORED, actor)
    return row


def _move(row: Any, archived_at: Any, verb: Verb, actor: Any) -> None:
    row.archived_at = archived_at
    row.save(update_fields=["archived_at"])
    record(verb, on=row, actor=actor, item=word_for(row))
