"""The initials that stand for a person in a picture, and what each recommends as a whole."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hiring.debriefs.report.model import Card, Content
from hiring.ui.avatars import initials_of


def initials(names: Mapping[int, str]) -> dict[int, str]:
    """Return initials by id, each once: of equal ones the first gets 1, the second 2."""
    plain = {pk: _of(name) for pk, name in names.items()}
    often, used = Counter(plain.values()), Counter[str]()
    found = {}
    for pk, letters in plain.items():
        used[letters] += 1
        found[pk] = f"{letters}{used[letters]}" if often[letters] > 1 else letters
    return found


def _of(name: str) -> str:
    """Return base letters only: of first and last word, or the first two of a CJK name."""
    apart = unicodedata.normalize("NFD", name)
    name = unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))
    words = name.split()
    if len(words) == 1 and len(name) > 1 and unicodedata.east_asian_width(name[0]) == "W":
        return name[:2]
    return initials_of(name)


def votes(content: Content) -> dict[int, list[Card]]:
    """Return each person's cards, in the order of the interviews."""
    found: dict[int, list[Card]] = {person.id: [] for person in content.people}
    for card in content.recommendations:
        found.setdefault(card.interviewer_id, []).append(card)
    return found


@dataclass(frozen=True)
class Vote:
    """What a person recommends after one interview, or the same after several."""

    level: int
    observed: bool
    interviews: list[str]


def grouped(cards: Iterable[Card]) -> list[Vote]:
    """Return a person's recommendations, interviews with the same one together."""
    found: dict[tuple[int, bool], list[str]] = {}
    for card in cards:
        found.setdefault((card.level, card.observed), []).append(card.interview)
    return [Vote(level, observed, names) for (level, observed), names in found.items()]


def recommends(cards: list[Card]) -> bool | None:
    """Return whether a person says yes on all their cards, or on none; None where they differ."""
    answers = {card.level >= 3 for card in cards}
    return answers.pop() if len(answers) == 1 else None
