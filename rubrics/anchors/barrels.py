"""A criterion that rates two things: the better one hides the worse."""

import re
from collections.abc import Callable, Iterator

from rubrics.anchors.findings import CriterionText, Finding, Rule, gettext_noop

# Families of what is rated. Two words of one family are one thing: "bugs and tests" may be one.
_FAMILIES = {
    "code": r"coding|programming|code quality|software skills?|python|sql|implementation",
    "tell": r"communication|communicating|presentation|presenting|storytelling|writing skills"
    r"|listening|articulation",
    "together": r"collaboration|teamwork|team[- ]work|team[- ]fit|culture fit|culture|empathy",
    "lead": r"leadership|mentoring|management|people skills|stakeholder management|influence",
    "maths": r"maths?|mathematics|statistics|probability|algebra",
    "ml": r"machine learning|ml theory|ml knowledge|deep learning|modell?ing|ml",
    "design": r"system design|architecture|scalability|design skills",
    "debug": r"debugging|troubleshooting",
    "product": r"product sense|business sense|business acumen|product thinking|domain knowledge",
    "data": r"data analysis|data work|data engineering|analytics",
    "solve": r"problem[- ]solving|critical thinking|creativity|analytical thinking",
    "drive": r"motivation|attitude|curiosity|passion|ownership|drive|energy",
    "technical": r"technical (?:skills?|depth|knowledge|ability|expertise)|hard skills",
    "soft": r"soft skills|interpersonal skills|behaviou?r",
    "pace": r"speed|velocity|efficiency",
    "right": r"correctness|accuracy|quality",
    "ops": r"mlops|devops|deployment|monitoring|operations",
}
_THING = "|".join(f"(?P<{{0}}_{name}>{words})" for name, words in _FAMILIES.items())
_JOIN = r" ?(?:,? and |,? & |&| ?/ ?|, | plus | \+ |,? as well as | or |,? along with |, and )"
_TWO = re.compile(
    rf"\b(?:{_THING.replace('{0}', 'one')})(?: (?:skills?|abilit(?:y|ies)|knowledge))?{_JOIN}"
    rf"(?:(?!and\b|or\b)[\w-]{{1,14}} ){{0,2}}?(?:{_THING.replace('{0}', 'other')})\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:codes?|writes? (?:good |clean |working )?code|solves? (?:it|the problem|problems))\b"
    r"(?: [\w-]{1,14}){0,2} and (?:also )?(?:communicates?|collaborates?|leads?|mentors?"
    r"|listens?)\b",
    re.IGNORECASE,
)

WHY = gettext_noop(
    "It rates two things with one mark. Somebody good at one and not at the other gets a mark that "
    "is wrong about both, and nobody can tell later which was meant."
)
INSTEAD = gettext_noop("Make two criteria of it, or keep the one that this interview shows best.")


def two_things(
    index: int, criterion: CriterionText, say: Callable[[str], str]
) -> Iterator[Finding]:
    """Yield a finding where the name or an anchor joins two different things that are rated."""
    for level, text in [(None, criterion.name), *sorted(criterion.anchors.items())]:
        for found in (*_TWO.finditer(text), *_BOTH.finditer(text)):
            if len(_families(found)) != 1:
                yield Finding(Rule.TWO_THINGS, index, level, found[0], say(WHY), say(INSTEAD))


def _families(found: re.Match[str]) -> set[str]:
    return {
        name.partition("_")[2] for name, words in found.groupdict().items() if words is not None
    }
