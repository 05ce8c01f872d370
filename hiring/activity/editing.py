"""Concurrent edits: two people, tabs or devices change the same thing, and nothing is lost.

There are two ways, and no third:

- *Per field*, for everything that a form shows. A form sends along what its fields held when it
  was opened (`seen`; hiring/ui/forms/edit_form.py). Together with what is stored now (`theirs`)
  and what was sent (`mine`) each field merges by itself: changed on one side, it takes that
  side's value; changed on both in different ways, it is a conflict, and the writer chooses.
- *By revision*, for a text that a client reads and writes as a whole (the API). It sends the
  number that it read; another one has been saved since, and it has to read again.

An action locks the row, compares, writes what changed and records it: `save_changes` does all of
it for one row. Where the text is more than a row, call `merge` or `refuse_stale` in the action.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from hiring.activity.actions import Conflict, record
from hiring.activity.verbs import Verb

Row = TypeVar("Row", bound=models.Model)
Values = Mapping[str, Any]
# Field → value before and after.
Changes = dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class FieldConflict:
    """A field that was changed on both sides since `seen`."""

    seen: Any
    theirs: Any
    mine: Any


class EditConflict(Conflict):
    """Others changed the same meanwhile; `fields` says what, of a whole text its revision."""

    def __init__(self, message: Any = "", *, fields: Mapping[str, FieldConflict] = {}) -> None:
        self.fields = dict(fields)
        message = message or _(
            "Someone else changed this after you opened it. Nothing you typed is lost. Choose "
            "below what to keep."
        )
        super().__init__(message, field=next(iter(self.fields), None))


@dataclass(frozen=True)
class Merge:
    """Both sides' changes together: where they conflict, `values` has what is stored."""

    values: dict[str, Any]
    conflicts: dict[str, FieldConflict]


def merge(*, seen: Values, theirs: Values, mine: Values, prose: Container[str] = ()) -> Merge:
    """Return the three-way merge of the fields of `mine`.

    A field without a `seen` value is meant as it was sent. Of a set (a frozenset) each member
    merges by itself, so that sets never conflict. In fields of `prose`, which only one person
    writes, a text that goes on from the other one holds both.
    """
    values, conflicts = {}, {}
    for name, value in mine.items():
        base, stored = seen.get(name, theirs[name]), theirs[name]
        if isinstance(value, frozenset):
            values[name] = stored - (base - value) | (value - base)
        elif same(stored, base) or same(stored, value):
            values[name] = value
        elif same(value, base):
            values[name] = stored
        elif name in prose and (stored.startswith(value) or value.startswith(stored)):
            values[name] = max(stored, value, key=len)
        else:
            values[name] = stored
            conflicts[name] = FieldConflict(base, stored, value)
    return Merge(values, conflicts)


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same to anyone who reads them in a form."""
    return as_sent(one) == as_sent(other)


def as_sent(value: Any) -> str:
    """Return the value as any form may have shown it: an object by its id, an instant in any
    zone, lines without blanks."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return str(value.timestamp())
    if isinstance(value, str):
        value = value.splitlines()
    if isinstance(value, list | tuple):
        return "\n".join(line.strip() for line in value if line.strip())
    return "" if value is None else str(value)


def locked(row: Row) -> Row:
    """Return the row as it is now, held until the transaction ends; Conflict when it is gone."""
    # No key update: rows that only point at it need not wait.
    found = type(row)._default_manager.select_for_update(no_key=True).filter(pk=row.pk).first()
    if found is None:
        raise Conflict(_("This was deleted after you opened it."))
    return found


def refuse_stale(revision: int | None, now: int) -> None:
    """Raise EditConflict when a text was saved after the `revision` that a client read.

    None is a client that read none, and means what it sends.
    """
    if revision is not None and revision != now:
        message = _(
            "This was changed after you loaded it. It is now revision %(now)d. Load it again."
        )
        stale = FieldConflict(revision, now, revision)
        raise EditConflict(message % {"now": now}, fields={"revision": stale})


def merged_values(row: models.Model, values: Values, seen: Values | None) -> dict[str, Any]:
    """Return what a row that is held is to say; EditConflict where both sides changed a field.

    None is a client that saw nothing, and means what it sends.
    """
    if seen is None:
        return dict(values)
    theirs = {name: getattr(row, name) for name in values}
    merged = merge(seen=seen, theirs=theirs, mine=values)
    if merged.conflicts:
        raise EditConflict(fields=merged.conflicts)
    return merged.values


@transaction.atomic(savepoint=False)
def save_changes(
    row: models.Model,
    values: Values,
    *,
    verb: Verb,
    actor: Any,
    seen: Values | None = None,
    check: Callable[[Any], None] | None = None,
    **subject: Any,
) -> Changes:
    """Write to a row that is held what these values change, and record it; return the changes.

    What stays the same leaves no trace. `check` sees the row before it is written. Raises
    EditConflict, and writes nothing, where somebody changed the same fields since `seen`.
    """
    merged = merged_values(row, values, seen)
    changes = {n: (old, new) for n, new in merged.items() if (old := getattr(row, n)) != new}
    if not changes:
        return {}
    for name, (_old, new) in changes.items():
        setattr(row, name, new)
    if check:
        check(row)
    row.save(update_fields=list(changes))
    record(verb, on=row, actor=actor, changes=changes, **subject)
    return changes
