"""Three roles in one person: research, production and platform."""

import re
from collections.abc import Callable, Iterator, Sequence

from hiring.requisitions.linter.context import waived
from hiring.requisitions.linter.findings import Finding, Rule, gettext_noop
from hiring.requisitions.linter.reading import Reading, Section
from hiring.requisitions.linter.stacked import Mention, covering

_ACTS = (
    r"(?:build|own|maintain|run|operate|manage|design|set up|develop|administer|architect|scale"
    r"|create|lead)(?:s|ing)?"
)
_RESEARCH = re.compile(
    r"\b(?:publish(?:es|ing)?(?: [\w-]{1,16}){0,4}|(?:conduct|do|lead|drive|perform|carry out"
    r"|pursue)"
    r"(?:s|ing)? (?:[\w,-]{1,16} ){0,4}?research|(?:invent|develop|design|create)(?:s"
    r"|ing)? (?:novel|new"
    r"|state[ -]of[ -]the[ -]art) (?:[\w-]{1,14} ){0,2}?(?:algorithms?|architectures?|methods?"
    r"|models?)"
    r"|novel (?:[\w-]{1,14} ){0,2}?(?:algorithms?|architectures?|methods?)|original research"
    r"|advanc(?:e|ing) the state of the art|publications?|research papers|write papers"
    r"|(?:cutting[ -]edge|fundamental|basic) research)\b"
)
_PRODUCTION = re.compile(
    r"\b(?:deploy(?:s|ing|ment|ed)?(?: [\w-]{1,16}){0,4}? (?:to|in|into) production|deploy(?:s"
    r"|ing)?"
    r" (?:[\w-]{1,14} ){0,3}?models?|productioni[sz](?:e|es|ing)|(?:own|run|monitor|operate"
    r"|maintain"
    r"|ship|put|serve|bring)(?:s|ing)? (?:[\w-]{1,14} ){0,4}?(?:in|to|into) production|serv(?:e"
    r"|ing)"
    r" (?:[\w-]{1,14} ){0,2}?models|model serving|production (?:ml |machine learning )?(?:systems?"
    r"|services?|code|models?))\b"
)
_PLATFORM = re.compile(
    rf"\b(?:{_ACTS} (?:[\w,/-]{{1,16}} ){{0,5}}?(?:platforms?|infrastructure|clusters?"
    rf"|feature stores?"
    r"|ci/cd|kubernetes)|kubernetes|terraform|gpu clusters?|mlops platforms?|ml infrastructure"
    r"|feature stores?|ci/cd pipelines?|infrastructure as code)\b"
)
_OTHERS = re.compile(
    r"\b(?:our|the|a|another|with) (?:[\w-]{1,14} ){0,3}?(?:team|teams|colleagues?|engineers|group"
    r"|researchers|scientists|department|company)\b|\bwe\b|\bthey\b|\b(?:built|run|owned) by\b"
    r"|\byou (?:use|can use|rely on)\b|\bhelp from\b|\btogether with\b"
)
_SELF = re.compile(r"\b(?:you|you'll|you will|must|responsibilities)\b")

COST = gettext_noop(
    "Research, production and platform are three jobs. A researcher sees a job of operations, an "
    "engineer sees papers they have not written; each believes that another was meant, and the few "
    "who do all three are hired already."
)
INSTEAD = gettext_noop(
    "Choose the one that fills most of the week, ask the second at a minimum bar, and say who does "
    "the third: “the platform team runs the clusters; you train, deploy and watch the models”."
)


def three_roles(readings: Sequence[Reading], say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield one finding when the same person is to do all three."""
    mentions = [_first(readings, pattern) for pattern in (_RESEARCH, _PRODUCTION, _PLATFORM)]
    found = [mention for mention in mentions if mention]
    if len(found) == len(mentions):
        yield covering(found, Rule.THREE_ROLES, say(COST), say(INSTEAD))


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
