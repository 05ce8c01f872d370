"""What people and the system do, as the record of activity names it.

Each app has its own verbs, in `verbs.py`, and registers them in `AppConfig.ready`. A label
completes the sentence "<person> …"; its placeholders are filled from the event's `choices`, which
hold no personal values. `%(person)s` is the user whom an event is about, kept as an id and named
when it is shown.
"""

from typing import Self

from django.db.models import TextChoices


class Verb(TextChoices):
    """The base of an app's verbs: `OPENED = "job.opened", "lock-open", _("opened the job")`.

    The icon, by which timelines show it, may be left out.
    """

    icon: str

    def __new__(cls, value: str, icon: str = "history") -> Self:
        verb = str.__new__(cls, value)
        verb._value_ = value
        verb.icon = icon
        return verb


_verbs: dict[str, Verb] = {}


def register(verbs: type[Verb]) -> None:
    """Add an app's verbs; each value may be registered once only."""
    for verb in verbs:
        if _verbs.setdefault(verb.value, verb) is not verb:
            raise ValueError(f"{verb.value} is registered twice")


def registered() -> list[Verb]:
    """Return the verbs of all apps."""
    return list(_verbs.values())


def find(value: str) -> Verb | None:
    """Return the action that an event was recorded with; None once no app has it any more."""
    return _verbs.get(value)
