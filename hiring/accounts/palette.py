"""The palette of Ctrl-K: everything that a person may open, by what they type.

Each app registers what it can find; pages of the sidebar are found by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hiring.accounts.models import User

# Of each kind.
MAX_HITS = 6


@dataclass(frozen=True)
class Hit:
    """Something to open; `note` is said beside it, `place` where the words were found."""

    label: str
    url: str
    note: str = ""
    place: str = ""


@dataclass(frozen=True)
class HitGroup:
    title: str
    icon: str
    hits: list[Hit]


Find = Callable[[User, str], HitGroup]

_finders: list[tuple[int, Find]] = []


def register(order: int, find: Find) -> None:
    """Add what `find(user, text)` gives: at most `MAX_HITS`, only what the person may see."""
    _finders.append((order, find))
    _finders.sort(key=lambda entry: entry[0])


def hits_for(user: User, text: str) -> list[HitGroup]:
    """Return the groups that found something."""
    if not text:
        return []
    found = (find(user, text) for _order, find in _finders)
    return [group for group in found if group.hits]
