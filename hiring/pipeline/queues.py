"""What waits for a person, by what has to be done: each group of Home, and the list behind it.

Apps above register theirs, so that a group, its figure and the list that opens are one question.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from hiring.accounts.models import User
from hiring.pipeline.models import Application
from hiring.pipeline.querysets import ApplicationQuerySet

Narrow = Callable[[ApplicationQuerySet, User], ApplicationQuerySet]


@dataclass(frozen=True)
class Queue:
    """`narrow` keeps of active applications those in which the person has this to do; it keeps
    none that they do not lead or look after."""

    key: str
    title: Any
    narrow: Narrow

    @property
    def url(self) -> str:
        """The list of all in it."""
        return f"{reverse('pipeline:list')}?queue={self.key}"

    def of(self, user: User) -> ApplicationQuerySet:
        """Return what is in it, of all whose state the person may know."""
        return self.narrow(Application.objects.active().not_concealed(user), user)


_queues: dict[str, Queue] = {}


def register(key: str, title: Any, narrow: Narrow) -> None:
    """Add a queue; `title` is also the name of its group on Home."""
    _queues[key] = Queue(key, title, narrow)


def queue(key: str) -> Queue:
    """Return the queue; KeyError for one that no app registered."""
    return _queues[key]


def choices() -> list[tuple[str, Any]]:
    """Return key and title of each."""
    return [(queue.key, queue.title) for queue in _queues.values()]
