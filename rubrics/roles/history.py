"""What was changed here in a row of the library, by whom, and whether the catalog differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.activity.models import Event, FieldChange
from rubrics.documents.codecs import edited_here
from rubrics.models import Competency, Level
from rubrics.models.vocabulary import Cataloged

MAX_SHOWN = 20
_PARTS = {
    "stages": gettext_lazy("Stages"),
    "interviews": gettext_lazy("Default loop"),
    "profile": gettext_lazy("Profile"),
    "archetypes": gettext_lazy("Roles"),
}


@dataclass(frozen=True)
class Change:
    """One value from and to; `label` says which."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Edit:
    """One edit, as the history tells it."""

    when: datetime
    who: str
    text: str
    changes: list[Change]


@dataclass(frozen=True)
class History:
    """The newest edits, and how the row stands to the catalog."""

    edits: list[Edit]
    # Whether the catalog has a text for it; and whether what stands here is another one.
    shipped: bool
    differs: bool


def history_of(row: Cataloged) -> History:
    """Return the newest edits of a row and how it stands to the catalog.

    Its number of queries does not grow with the edits.
    """
    events = list(Event.objects.about(row).prefetch_related("changes")[:MAX_SHOWN])
    competencies = _competencies(change for event in events for change in event.changes.all())
    edits = [
        Edit(
            when=event.at,
            who=event.actor.name if event.actor else _("The system"),
            text=event.sentence(),
            changes=[
                Change(_label(row, change.field, competencies), change.old, change.new)
                for change in event.changes.all()
            ],
        )
        for event in events
    ]
    shipped = bool(row.catalog_digest)
    return History(edits, shipped, shipped and edited_here(row))


def _competencies(changes: Iterable[FieldChange]) -> dict[str, str]:
    """Names by id of the competencies that fields `profile:<level>:<id>` speak of."""
    ids = {c.field.rsplit(":", 1)[-1] for c in changes if c.field.startswith("profile:")}
    if not ids:
        return {}
    names = Competency.objects.filter(pk__in=ids).values_list("pk", "name")
    return {str(pk): name for pk, name in names}


def _label(row: models.Model, field: str, competencies: dict[str, str]) -> str:
    if field.startswith("profile:"):
        _profile, level, pk = field.split(":")
        return f"{competencies.get(pk, pk)}, {Level(level).label}"
    if field in _PARTS:
        return str(_PARTS[field])
    try:
        name = str(row._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        # A record outlives the vocabulary it was written in.
        return field
    return name[:1].upper() + name[1:]
