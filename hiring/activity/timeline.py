"""Events as the timeline component shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from hiring.activity import verbs
from hiring.activity.models import Event

NO_LONGER_KNOWN = "history"


@dataclass(frozen=True)
class Item:
    when: datetime
    who: str
    text: str
    icon: str
    # How many more of the same person and words followed one another, the newest shown.
    repeats: int = 0


def timeline_items(events: Iterable[Event]) -> list[Item]:
    """Return the events as timeline items, in the order given.

    One query more than the events', and only where some speak of another person than the actor.
    """
    events = list(events)
    names = _names(events)
    return [
        Item(
            when=event.at,
            who=event.actor.name if event.actor else _("The system"),
            text=event.sentence(names.get(event.choices.get("user"), "")),
            icon=verb.icon if (verb := verbs.find(event.verb)) else NO_LONGER_KNOWN,
        )
        for event in events
    ]


def _names(events: Iterable[Event]) -> dict[int, str]:
    """Return the names of the users whom verbs that speak of a person are about, by id."""
    ids = {event.choices.get("user") for event in events if _speaks_of_a_person(event)} - {None}
    if not ids:
        return {}
    return dict(get_user_model()._default_manager.filter(pk__in=ids).values_list("pk", "name"))


def _speaks_of_a_person(event: Event) -> bool:
    verb = verbs.find(event.verb)
    return verb is not None and "%(person)s" in verb.label


def folded(items: Iterable[Item]) -> list[Item]:
    """Return them with those that repeat the one before them counted on it."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if last and (last.who, last.text) == (item.who, item.text):
            found[-1] = replace(last, repeats=last.repeats + 1)
        else:
            found.append(item)
    return found
