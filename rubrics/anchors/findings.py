"""What the anchor linter takes and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    VAGUE = "vague"
    TWO_THINGS = "two_things"
    SAME_LEVELS = "same_levels"
    TOP_REPEATS = "top_repeats"
    ONLY_NEGATED = "only_negated"
    MISSING_LEVEL = "missing_level"
    TOO_SHORT = "too_short"
    NOWHERE_TO_LOOK = "nowhere_to_look"
    TRAIT = "trait"
    PROXY = "proxy"
    LADDER = "ladder"


@dataclass(frozen=True)
class CriterionText:
    """The words of one criterion; `anchors` by level from 1 to 4, where one is missing none."""

    name: str
    look_for: str
    anchors: Mapping[int, str]
    competency: str = ""


@dataclass(frozen=True)
class Finding:
    """One place that two interviewers would read differently.

    `criterion` counts from 0. `level` is that of the anchor, None for name, look-for or the whole.
    `text` is what it is about as written, empty for what is missing.
    """

    rule: Rule
    criterion: int
    level: int | None
    text: str
    why: str
    instead: str


def gettext_noop(text: str) -> str:
    """Return the text as it is; marks it to be collected for translation."""
    return text
