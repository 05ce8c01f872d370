"""From what was read of a project to its probe: a tree of questions in the project's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rubrics.probes import topics
from rubrics.probes.claims import Claim, Kind, claim_in
from rubrics.probes.people import Contribution, contribution_in
from rubrics.probes.reading import (
    LONGEST,
    LONGEST_NAME,
    clauses,
    is_english,
    one_line,
    plain,
    quote,
)
from rubrics.probes.technologies import Found, technologies_in
from rubrics.probes.tree import Ask, Branch, Depth, Phase

_FILE = Path(__file__).with_name("bank.yaml")
ROLES = (
    *("ml-engineer", "ml-researcher", "ml-platform-engineer"),
    *("data-scientist", "ml-product-manager"),
)
_MOST_CLAIMS, _MOST_A_DEPTH, _MOST_TECHNOLOGIES = 8, 2, 8

_BEHIND = {
    Kind.CHANGE: "compared with what, over how many weeks, and who measured it",
    Kind.SCORE: "on which data, how were they split, and what does the simplest baseline reach",
    Kind.SPEED: "at which percentile, under which load, and where was it measured",
    Kind.FACTOR: "compared with which version, on what, and who measured it",
    Kind.MONEY: "how was the amount computed, over which time, and who agreed to it",
    Kind.SHARE: "a share of what, counted how, and how far could it be off",
    Kind.COUNT: "how was this counted, and how much of it did you look at yourself",
    Kind.TEAM: "what did each of them do, and what did you",
    Kind.HOPED: "what came of it, and how do you know",
}
_BEHIND_BY_ROLE = {
    ("data-scientist", Kind.CHANGE): (
        "compared with what, over how many weeks, and what else changed at the same time"
    ),
    ("ml-researcher", Kind.CHANGE): (
        "against which baseline, over how many seeds, and what is left of it without the new part"
    ),
    ("ml-researcher", Kind.SCORE): (
        "over how many seeds, against a baseline tuned for how long, and what is left without the "
        "new part"
    ),
    ("ml-platform-engineer", Kind.COUNT): (
        "at which hour of the day, and what was the first part to give way"
    ),
    ("ml-product-manager", Kind.CHANGE): (
        "compared with what, who read it, and which decision followed"
    ),
    ("ml-product-manager", Kind.SCORE): "how good did it have to be, and who had decided that",
}


@dataclass(frozen=True)
class Probe:
    """Questions into one project. `read` is False where the text's language is not English."""

    project: str
    opening: str
    branches: tuple[Branch, ...]
    claims: tuple[Claim, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    technologies: tuple[str, ...] = ()
    read: bool = True
    shortened: bool = False


@dataclass
class _Reading:
    """What was found: asks from the text's own words, and those about technologies."""

    claims: list[Claim] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    told: dict[tuple[Phase, Depth], list[str]] = field(default_factory=dict)
    used: dict[tuple[Phase, Depth], list[str]] = field(default_factory=dict)

    def tell(self, phase: Phase, depth: Depth, text: str) -> None:
        self.told.setdefault((phase, depth), []).append(text)

    def use(self, phase: Phase, depth: Depth, text: str) -> None:
        self.used.setdefault((phase, depth), []).append(text)


def probe(
    name: str, text: str, technologies: Sequence[str] = (), archetype: str | None = None
) -> Probe:
    """Return the questions into a past project, from its name, description and technologies.

    Deterministic; takes any text (at most the first 20,000 characters are read). What is quoted
    stands in the text as it is; a text that is not English is not quoted. `archetype` is the key
    of a role; one without questions of its own is asked the general ones.
    """
    readable = plain(text)
    english = is_english(readable)
    found = technologies_in(technologies, readable if english else "")
    reading = _read(readable, archetype) if english else _Reading()
    _ask_of_technologies(reading, found)
    project = one_line(name, LONGEST_NAME)
    shown = f"“{project}”" if project else "this project"
    return Probe(
        project=project,
        opening=f"Start with two minutes: what was {shown} for, and who used it?",
        branches=_tree(reading, shown, archetype or ""),
        claims=tuple(reading.claims),
        contributions=tuple(reading.contributions),
        technologies=found.names,
        read=english or not readable.strip(),
        shortened=len(text) > LONGEST,
    )


def _read(text: str, archetype: str | None) -> _Reading:
    """Go through the clauses once; each is quoted in one question at most."""
    reading = _Reading()
    for clause in dict.fromkeys(clauses(text)):
        claim = claim_in(clause) if len(reading.claims) < _MOST_CLAIMS else None
        phase = topics.phase_of(clause)
        work = contribution_in(clause, claim.phase if claim else phase)
        if work:
            reading.contributions.append(work)
        if claim:
            reading.claims.append(claim)
            _ask_of_claim(reading, claim, archetype)
        counted = claim is not None and claim.kind != Kind.COUNT
        asked = not counted and _ask_of_story(reading, clause, phase)
        if work and not asked and (claim is None or work.is_shared):
            reading.tell(work.phase, Depth.YOU, work.ask)
        _ask_of_things(reading, clause)
    return reading


def _ask_of_claim(reading: _Reading, claim: Claim, archetype: str | None) -> None:
    behind = _BEHIND_BY_ROLE.get((archetype or "", claim.kind), _BEHIND[claim.kind])
    depth = Depth.YOU if claim.kind == Kind.TEAM else Depth.EVIDENCE
    reading.tell(claim.phase, depth, f"{claim.said}: {behind}?")


def _ask_of_story(reading: _Reading, clause: str, phase: Phase) -> bool:
    """Ask of what went wrong, was tested or was put to use; return whether something was."""
    said = quote(clause)
    if not said:
        return False
    if topics.tells_of_failure(clause):
        ask = f"You write {said}: who noticed first, and what was changed because of it?"
        reading.tell(phase, Depth.FAILURE, ask)
        return True
    if topics.tells_of_a_split_test(clause):
        ask = f"You write {said}: how were the groups formed, and when was it decided to stop?"
        reading.tell(Phase.EVALUATION, Depth.WHAT, ask)
        return True
    return False


def _ask_of_things(reading: _Reading, clause: str) -> None:
    """Ask of the data and the model that a clause names, of its purpose and of its users."""
    if data := topics.data_in(clause):
        one = "one row of it" if re.search(r"data(set)?”$", data) else "one of them"
        ask = f"You mention {data}: what was {one}, and who or what produced it?"
        reading.tell(Phase.DATA_UNDERSTANDING, Depth.WHAT, ask)
    if model := topics.model_in(clause):
        ask = (
            f"You mention {model}: what was the simplest thing that you tried before or beside it?"
        )
        reading.tell(Phase.MODELLING, Depth.WHAT, ask)
    said = quote(clause)
    if said and topics.tells_of_a_purpose(clause):
        ask = f"You write {said}: who wanted that, and what did they do before?"
        reading.tell(Phase.BUSINESS_UNDERSTANDING, Depth.WHAT, ask)
    elif said and topics.tells_of_use(clause):
        ask = f"You write {said}: who used it then, and how would it have been taken back?"
        reading.tell(Phase.DEPLOYMENT, Depth.WHAT, ask)


def _ask_of_technologies(reading: _Reading, found: Found) -> None:
    for one in found.known[:_MOST_TECHNOLOGIES]:
        phase = one.purpose.phase
        reading.use(phase, Depth.WHY, one.why(found.names))
        reading.use(phase, Depth.EVIDENCE, one.evidence)
        reading.use(phase, Depth.FAILURE, one.failure)
    for name, phase in zip(found.unknown, _PLACES_OF_THE_UNKNOWN, strict=False):
        reading.tell(
            phase, Depth.ALTERNATIVES, f"Why {name}, and what else could have done its work?"
        )


_PLACES_OF_THE_UNKNOWN = (Phase.MODELLING, Phase.DATA_PREPARATION, Phase.DEPLOYMENT)


def _tree(reading: _Reading, shown: str, archetype: str) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            phase,
            [ask for depth in Depth for ask in _asks(reading, phase, depth, shown, archetype)],
            _from_bank(archetype, phase, "listen_for"),
        )
        for phase in Phase
    )


def _asks(reading: _Reading, phase: Phase, depth: Depth, shown: str, archetype: str) -> list[Ask]:
    """The project's own words first, then what this role always asks, then its technologies.

    What names the project is never left out; what anybody would ask is, where there is better.
    """
    general = _from_bank(archetype, phase, depth.value)
    always = [general.replace("{project}", shown)]
    told, used = (one.get((phase, depth), []) for one in (reading.told, reading.used))
    if "{project}" in general:
        texts = [*always, *told, *used]
    elif _is_of_role(archetype, phase, depth.value):
        texts = [*told, *always, *used]
    else:
        texts = [*told, *used] or always
    most = _MOST_A_DEPTH + (depth == Depth.WHY)
    return [Ask(depth, text) for text in list(dict.fromkeys(texts))[:most]]


def _is_of_role(archetype: str, phase: Phase, part: str) -> bool:
    return part in _bank().get(archetype, {}).get(phase.value, {})


def _from_bank(archetype: str, phase: Phase, part: str) -> str:
    role = archetype if _is_of_role(archetype, phase, part) else "general"
    text: str = _bank()[role][phase.value][part]
    return text


@cache
def _bank() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return read
