"""Writing the record of activity, and the ways an action says no."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models, transaction

from hiring.activity import clock
from hiring.activity.models import Event, FieldChange
from hiring.activity.verbs import Verb


class Refused(ValueError):
    """The domain says no; `message` tells a person why, `field` which input it is about."""

    def __init__(self, message: Any, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Conflict(Refused):
    """Someone else was faster, or what was seen is no longer so; answered with 409."""


class Exists(Conflict):
    """What was to be made is there already; `existing` is that row."""

    def __init__(self, message: Any, *, existing: models.Model, field: str | None = None) -> None:
        super().__init__(message, field=field)
        self.existing = existing


@transaction.atomic(savepoint=False)
def record(
    verb: Verb,
    *,
    on: models.Model,
    actor: Any,
    candidate: models.Model | int | None = None,
    application: models.Model | int | None = None,
    requisition: models.Model | int | None = None,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    **choices: Any,
) -> Event:
    """Write who did what on what; return the event.

    `choices` takes ids and non-personal values only. Values that may be personal go to
    `changes` (field → (old, new)), which an erasure can blank.
    """
    event = event_of(
        verb,
        on=on,
        actor=actor,
        candidate=candidate,
        application=application,
        requisition=requisition,
        **choices,
    )
    event.save()
    FieldChange.objects.bulk_create(
        FieldChange(event=event, field=field, old=_text(old), new=_text(new))
        for field, (old, new) in (changes or {}).items()
    )
    return event


def event_of(
    verb: Verb,
    *,
    on: models.Model,
    actor: Any,
    candidate: models.Model | int | None = None,
    application: models.Model | int | None = None,
    requisition: models.Model | int | None = None,
    **choices: Any,
) -> Event:
    """Return the event that `record` writes, not yet written: of many, for `record_all`."""
    return Event(
        at=clock.now(),
        actor=actor,
        verb=verb,
        object_type=on._meta.label_lower,
        object_id=on.pk,
        candidate_id=_id(candidate),
        application_id=_id(application),
        requisition_id=_id(requisition),
        choices={name: _plain(value) for name, value in choices.items()},
    )


def record_all(events: Iterable[Event]) -> None:
    """Write the events of many things done at once, in their order."""
    rows = list(events)
    if not rows:
        return
    with connection.cursor() as cursor:
        # Asked for once: as the column's default, Django would write it into each row anew.
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (transaction_id,) = cursor.fetchone()
    for event in rows:
        event.transaction_id = transaction_id
    Event.objects.bulk_create(rows)


def _id(subject: models.Model | int | None) -> int | None:
    return subject.pk if isinstance(subject, models.Model) else subject


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | bool | list | None) else str(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
