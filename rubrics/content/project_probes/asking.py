"""A deep dive into one project: about a dozen questions in the two phases that tell most of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rubrics.content.project_probes.reading import (
    MAX_LENGTH,
    MAX_NAME_LENGTH,
    has_figure,
    one_line,
    plain,
    sentences,
)
from rubrics.content.project_probes.technologies import Technology, technologies_in
from rubrics.content.project_probes.tree import Ask, Branch, Depth, Phase
from rubrics.wordlists import Pattern, Shape, read

_MAX_PHASES, _MAX_QUOTES = 2, 2


class _Figure(Shape):
    words: list[Pattern]
    ask: str


class _Figures(Shape):
    otherwise: str
    asks: list[_Figure]


class _Bank(Shape):
    focus: dict[str, list[Phase]]
    figures: _Figures
    roles: dict[str, dict[Phase, dict[str, str]]]


@dataclass(frozen=True)
class Probe:
    """Questions into one project, in the phases to go deep in."""

    project: str
    opening: str
    branches: tuple[Branch, ...]
    quotes: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    shortened: bool = False


def probe(
    name: str, text: str, technologies: Sequence[str] = (), archetype: str | None = None
) -> Probe:
    """Return the questions into a past project, from its name, description and technologies.

    Deterministic; takes any text (at most the first 20,000 characters are read). What is quoted
    stands in the text as it is. `archetype` is the key of a role; one without questions of its own
    is asked the general ones.
    """
    readable = plain(text)
    found = technologies_in(technologies, readable)
    quotes = _questions_of_figures(readable)
    role = archetype if archetype in bank().roles else None
    project = one_line(name, MAX_NAME_LENGTH)
    shown = f"“{project}”" if project else "this project"
    used = {phase: [one for one in found.known if one.purpose.phase == phase] for phase in Phase}
    return Probe(
        project=project,
        opening=f"Start with two minutes: what was {shown} for, and who used it?",
        branches=tuple(
            _branch(phase, used[phase], quotes, shown, role or "general")
            for phase in _phases(used, quotes, role or "general")
        ),
        quotes=quotes,
        technologies=found.names,
        shortened=len(text) > MAX_LENGTH,
    )


def bank() -> _Bank:
    """Return the questions by role, phase and depth, an organization's own included."""
    return read(_Bank, Path(__file__).with_name("bank.yaml"))


def _questions_of_figures(text: str) -> tuple[str, ...]:
    """Quote the sentences that tell most: with words of their own ask, then with a percentage."""
    otherwise = bank().figures.otherwise
    asks = [(ask, sentence) for sentence in sentences(text) if (ask := _ask_of(sentence))]
    asks.sort(key=lambda one: (one[0] == otherwise, "%" not in one[1]))
    return tuple(f"You write “{sentence}”: {ask}" for ask, sentence in asks[:_MAX_QUOTES])


def _ask_of(sentence: str) -> str:
    """Return what to ask of a sentence: what its words ask for, else how its figure was made."""
    figures = bank().figures
    for row in figures.asks:
        if re.search("|".join(row.words), sentence, re.IGNORECASE):
            return row.ask
    return figures.otherwise if has_figure(sentence) else ""


def _phases(used: dict[Phase, list[Technology]], quotes: tuple[str, ...], role: str) -> list[Phase]:
    """Return the two phases to go deep in: those that the project tells of, else the role's."""
    preferred = bank().focus.get(role) or bank().focus["general"]

    def worth(phase: Phase) -> tuple[bool, ...]:
        is_quoted = bool(quotes) and phase == Phase.EVALUATION
        return is_quoted, len(used[phase]) > 1, phase in preferred, bool(used[phase])

    return sorted(sorted(Phase, key=worth, reverse=True)[:_MAX_PHASES], key=list(Phase).index)


def _branch(
    phase: Phase, used: list[Technology], quotes: tuple[str, ...], shown: str, role: str
) -> Branch:
    """One question a depth: of the project where there is one, else what the role is asked."""
    own: dict[Depth, Sequence[str]] = {}
    if used:
        own[Depth.WHY] = [used[0].why(one.name for one in used)]
        own[Depth.EVIDENCE] = [used[0].evidence]
        own[Depth.FAILURE] = [used[-1].failure]
    for depth in Depth:
        if depth != Depth.WHY and depth in bank().roles[role].get(phase, {}):
            own.pop(depth, None)
    if phase == Phase.EVALUATION and quotes:
        own[Depth.EVIDENCE] = quotes
    asks = [
        Ask(depth, text)
        for depth in Depth
        for text in own.get(depth, [_from_bank(role, phase, depth).replace("{project}", shown)])
    ]
    return Branch(phase, asks, _from_bank(role, phase, "listen_for"))


def _from_bank(role: str, phase: Phase, part: str) -> str:
    rows = bank().roles
    return rows[role].get(phase, {}).get(part) or rows["general"][phase][part]
