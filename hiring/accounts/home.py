"""The home page: cards that say what waits for the person who opens it.

Each app registers cards; this app only arranges them, and knows none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from hiring.accounts.models import User


@dataclass(frozen=True)
class HomeRow:
    """One thing that waits: where it leads, what it is, how urgent."""

    title: str
    url: str
    note: str = ""
    badge: tuple[str, str] | None = None  # text, tone
    when: datetime | None = None


@dataclass(frozen=True)
class HomeCard:
    """A group of things that wait; `empty` is (title, text) for when there are none."""

    title: str
    icon: str
    rows: list[HomeRow] = field(default_factory=list)
    empty: tuple[str, str] = ("", "")
    url: str = ""
    label: str = ""


Build = Callable[[User], HomeCard | None]

_cards: dict[str, tuple[int, Build]] = {}


def register_card(key: str, order: int, build: Build) -> None:
    """Add a card; `build(user)` gives it, or None when it is not for this person."""
    _cards[key] = (order, build)


def cards_for(user: User) -> list[HomeCard]:
    """Return the person's cards: those with something waiting first, each group in order."""
    built = [build(user) for _, build in sorted(_cards.values(), key=lambda entry: entry[0])]
    cards = [card for card in built if card is not None]
    return sorted(cards, key=lambda card: not card.rows)
