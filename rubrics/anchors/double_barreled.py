"""A criterion that rates two things: the better one hides the worse."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from rubrics.anchors.findings import CriterionText, Finding, Rule, gettext_noop
from rubrics.anchors.words import words

_JOIN = r" ?(?:,? and |,? & |&| ?/ ?|, | plus | \+ |,? as well as | or |,? along with |, and )"
_BOTH = re.compile(
    r"\b(?:codes?|writes? (?:good |clean |working )?code|solves? (?:it|the problem|problems))\b"
    r"(?: [\w-]{1,14}){0,2} and (?:also )?(?:communicates?|collaborates?|leads?|mentors?"
    r"|listens?)\b",
    re.IGNORECASE,
)


@cache
def _two() -> re.Pattern[str]:
    """Two things that are rated, joined; each group is named by its place and its family."""
    one, other = (
        "|".join(f"(?P<{place}_{name}>{'|'.join(rows)})" for name, rows in words().families.items())
        for place in ("one", "other")
    )
    return re.compile(
        rf"\b(?:{one})(?: (?:skills?|abilit(?:y|ies)|knowledge))?{_JOIN}"
        rf"(?:(?!and\b|or\b)[\w-]{{1,14}} ){{0,2}}?(?:{other})\b",
        re.IGNORECASE,
    )


WHY = gettext_noop(
    "It rates two things with one rating. Someone who is good at one and not at the other gets a "
    "rating that is wrong about both, and nobody can tell later which one was meant."
)
INSTEAD = gettext_noop(
    "Split it into two criteria, or keep the one that this interview shows best."
)


def two_things(
    index: int, criterion: CriterionText, say: Callable[[str], str]
) -> Iterator[Finding]:
    """Yield a finding where the name or an anchor joins two different things that are rated."""
    for level, text in [(None, criterion.name), *sorted(criterion.anchors.items())]:
        for found in (*_two().finditer(text), *_BOTH.finditer(text)):
            if len(_families(found)) != 1:
                yield Finding(Rule.TWO_THINGS, index, level, found[0], say(WHY), say(INSTEAD))


def _families(found: re.Match[str]) -> set[str]:
    return {
        name.partition("_")[2] for name, words in found.groupdict().items() if words is not None
    }
