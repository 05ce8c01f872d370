"""Events as the timeline component shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hiring.activity.models import Event

ICONS = {
    "application.advanced": "arrow-right",
    "application.rejected": "x",
    "application.applied": "plus",
    "application.hypothesis_changed": "target",
    "loop.booked": "calendar-event",
    "scorecard.submitted": "clipboard-check",
    "debrief.rendered": "file-type-pdf",
    "debrief.decided": "scale",
}


@dataclass(frozen=True)
class Item:
    when: datetime
    who: str
    text: str
    icon: str


def timeline_items(events: Iterable[Event]) -> list[Item]:
    """Return the events as timeline items, in the order given; no query of its own."""
    return [
        Item(
            when=event.at,
            who=event.actor.name if event.actor else _("The system"),
            text=event.sentence(),
            icon=ICONS.get(event.verb, "history"),
        )
        for event in events
    ]
