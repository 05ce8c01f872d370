"""The words that the linter of anchors looks for, from `anchors.yaml`."""

import re
from functools import cache
from pathlib import Path

from rubrics.anchors.findings import Rule
from rubrics.wordlists import Pattern, Shape, either, read


class Kind(Shape):
    """One kind of words that judge without saying what was seen."""

    words: list[Pattern]
    why: str
    instead: str


class Words(Shape):
    lists: dict[str, list[Pattern]]
    terms: dict[Rule, Kind]
    families: dict[str, list[Pattern]]
    degree: frozenset[str]
    negators: frozenset[str]
    numbers: frozenset[str]


def words() -> Words:
    """Return all of them, an organization's own included."""
    return read(Words, Path(__file__).with_name("anchors.yaml"))


@cache
def terms() -> list[tuple[Rule, re.Pattern[str], Kind]]:
    """Return each kind with the pattern of its words."""
    lists = words().lists
    return [
        (rule, re.compile(either(kind.words, lists), re.IGNORECASE), kind)
        for rule, kind in words().terms.items()
    ]
