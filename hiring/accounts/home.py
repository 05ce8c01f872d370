"""The home page: a queue of what waits for the person who opens it, and a rail beside it.

Each app registers cards; this app only arranges them, and knows none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hiring.accounts.asking import asking_once
from hiring.accounts.models import User

QUEUE, RAIL = "queue", "rail"


@dataclass(frozen=True)
class HomeRow:
    """One thing that waits: where it leads, what it is, how urgent, and what is to be done.

    `action` is the label of its button and where that leads.
    """

    title: str
    url: str
    note: str = ""
    badge: tuple[str, str] | None = None  # text, tone
    when: datetime | None = None
    due_on: date | None = None
    headline: str = ""
    job: str = ""
    stage: str = ""
    action: tuple[str, str] | None = None
    is_late: bool = False
    # For a card with a template of its own.
    more: Any = None


@dataclass(frozen=True)
class HomeCard:
    """A group of things that wait; `empty` is (title, text) for when there are none.

    `figure` is what stands behind the count on top of the page ("to schedule").
    """

    title: str
    icon: str
    rows: list[HomeRow] = field(default_factory=list)
    empty: tuple[str, str] = ("", "")
    url: str = ""
    label: str = ""
    count: str = ""
    figure: str = ""
    is_urgent: bool = False
    place: str = QUEUE
    template: str = ""

    @property
    def has_more(self) -> bool:
        """Whether there are more than it shows."""
        return bool(self.count) and self.count != str(len(self.rows))


Build = Callable[[User], HomeCard | None]

_cards: dict[str, tuple[int, Build]] = {}


def register_card(key: str, order: int, build: Build) -> None:
    """Add a card; `build(user)` gives it, or None when it is not for this person."""
    _cards[key] = (order, build)


def cards_for(user: User) -> list[HomeCard]:
    """Return the person's cards in order."""
    builders = sorted(_cards.values(), key=lambda entry: entry[0])
    with asking_once():
        built = [build(user) for _, build in builders]
    return [card for card in built if card is not None]
