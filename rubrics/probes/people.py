"""Who did it: the words in which a text says so, and what to ask to tell a person from a team."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rubrics.probes.reading import quote
from rubrics.probes.tree import Phase

_MADE = (
    "built|build|developed|designed|implemented|created|wrote|trained|deployed|shipped|launched"
    "|migrated|introduced|automated|improved|reduced|cut|increased|analysed|analyzed|researched"
    "|proposed|published|ran|set up|optimised|optimized|fine-tuned|rewrote|refactored|prototyped"
    "|engineered|architected|defined|prioritised|prioritized|evaluated|compared|investigated"
    "|discovered|delivered|integrated|scaled|replaced|reproduced|interviewed|presented|modelled"
    "|modeled|forecast|labelled|labeled|collected|cleaned|monitored|debugged|found|moved|made"
    "|developing|building"
)
_LED = (
    "led|managed|owned|coordinated|supervised|mentored|headed|directed|drove|founded|oversaw|guided"
)
_HELPED = (
    "helped|supported|contributed|assisted|participated|worked|collaborated"
    "|was involved|were involved"
    "|was part|took part|was responsible|joined"
)
_VERB = rf"(?:{_HELPED}|{_LED}|{_MADE})"
_ADVERB = r"(?:(?:also|then|have|had|\w+ly)\s+){0,2}"
_I = re.compile(rf"\bI\s+{_ADVERB}(?P<verb>{_VERB})\b")
_WE = re.compile(
    rf"\b(?:we|(?:the|my|our) (?:\w+ )?team)\s+{_ADVERB}(?P<verb>{_VERB})\b", re.IGNORECASE
)
_PASSIVE = re.compile(rf"\b(?:was|were|been|is|are)\s+(?:\w+ly\s+)?(?P<verb>{_MADE}|{_LED})\b")
_BARE = re.compile(rf"^{_ADVERB}(?P<verb>{_VERB})\b", re.IGNORECASE)


class Who(StrEnum):
    I = "i"  # noqa: E741 - the word itself
    WE = "we"
    NOBODY = "nobody"
    UNSAID = "unsaid"


class How(StrEnum):
    MADE = "made"
    LED = "led"
    HELPED = "helped"


@dataclass(frozen=True)
class Contribution:
    """A clause that tells of work: who is said to have done it, and how near to the work."""

    who: Who
    how: How
    said: str
    phase: Phase

    @property
    def is_shared(self) -> bool:
        """Return whether the words leave open that others did it."""
        return self.who in (Who.WE, Who.NOBODY) or self.how != How.MADE

    @property
    def ask(self) -> str:
        """Return what tells the person's part from the team's."""
        return f"You write {self.said}: {_BEHIND[_sort(self)]}?"


_BEHIND = {
    "i": "who else worked on it, and what would they call their own part",
    "we": "which part of it did you do yourself, and who did the rest",
    "nobody": "who did that, and what was your own share of it",
    "unsaid": "was that you alone or with others, and where would I find your name on it",
    "led": "what did you decide yourself, and what did the others make",
    "helped": "what exactly did you do, and what would have been missing without it",
}


def _sort(one: Contribution) -> str:
    if one.how == How.MADE or one.who == Who.NOBODY:
        return one.who.value
    return one.how.value


def contribution_in(clause: str, phase: Phase) -> Contribution | None:
    """Return the work that a clause tells of, None where it tells of none."""
    for who, pattern in ((Who.I, _I), (Who.WE, _WE), (Who.NOBODY, _PASSIVE), (Who.UNSAID, _BARE)):
        found = pattern.search(clause)
        said = quote(clause) if found else ""
        if found and said:
            return Contribution(who, _how(found["verb"]), said, phase)
    return None


def _how(verb: str) -> How:
    if re.fullmatch(_HELPED, verb, re.IGNORECASE):
        return How.HELPED
    return How.LED if re.fullmatch(_LED, verb, re.IGNORECASE) else How.MADE
