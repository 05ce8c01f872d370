"""Three roles in one person, such as research, production and platform."""

import re
from collections.abc import Callable, Iterator, Sequence

from hiring.requisitions.job_text.context import waived
from hiring.requisitions.job_text.findings import Finding, Rule, gettext_noop
from hiring.requisitions.job_text.reading import Reading, Section
from hiring.requisitions.job_text.requirement_count import Mention, covering
from hiring.requisitions.job_text.words import areas

_OTHERS = re.compile(
    r"\b(?:our|the|a|another|with) (?:[\w-]{1,14} ){0,3}?(?:team|teams|colleagues?|engineers|group"
    r"|researchers|scientists|department|company)\b|\bwe\b|\bthey\b|\b(?:built|run|owned) by\b"
    r"|\byou (?:use|can use|rely on)\b|\bhelp from\b|\btogether with\b"
)
_SELF = re.compile(r"\b(?:you|you'll|you will|must|responsibilities)\b")

_MAX_ROLES = 3

COST = gettext_noop(
    "These are %(count)d jobs: %(areas)s. People who do one of them well see the others and assume"
    " that someone else is meant, and the few who do all of them already have a job."
)
INSTEAD = gettext_noop(
    "Choose the one that fills most of the week, make the second a minimum bar, and say who does "
    "the third: “the platform team runs the clusters; you train, deploy and monitor the models”."
)


def three_roles(readings: Sequence[Reading], say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield one finding when the same person is to do three jobs or more."""
    mentions = {name: _first(readings, pattern) for name, pattern in areas().items()}
    found = {name: mention for name, mention in mentions.items() if mention}
    if len(found) >= _MAX_ROLES:
        cost = say(COST) % {"count": len(found), "areas": ", ".join(found)}
        yield covering(list(found.values()), Rule.THREE_ROLES, cost, say(INSTEAD))


def _first(readings: Sequence[Reading], pattern: re.Pattern) -> Mention | None:
    places = (
        Mention(reading, *found.span())
        for reading in readings
        for found in pattern.finditer(reading.plain)
    )
    return next((place for place in places if _of_this_person(place)), None)


def _of_this_person(place: Mention) -> bool:
    """Return whether the reader is to do it: not another team, not a wish, not the house."""
    reading = place.reading
    if waived(reading, place.start, place.end):
        return False
    before, after = reading.sentence(place.start, place.end)
    others = max((m.end() for m in _OTHERS.finditer(before)), default=0)
    oneself = max((m.end() for m in _SELF.finditer(before)), default=0)
    if others > oneself or re.match(r"[^.]{0,12}\b(?:built|run|owned|kept) by\b", after):
        return False
    line = reading.line(place.start)
    return (
        line.section == Section.DEMANDS or line.bullet or not re.search(r"\b(?:we|our)\b", before)
    )
