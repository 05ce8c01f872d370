"""The table of technologies: what each is for, and what else could have done its work."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rubrics.content.project_probes.reading import one_line
from rubrics.content.project_probes.tree import Phase
from rubrics.wordlists import Shape, read

_MAX_LISTED = 60
_READABLE = re.compile(r"[\w.+#&/’' -]{1,40}")


class Purpose(Shape):
    """What technologies of one sort are asked, each ask with a place for the name."""

    phase: Phase
    evidence: str
    failure: str


class _Words(Shape):
    purposes: dict[str, Purpose]
    technologies: dict[str, list[str]]
    also: dict[str, list[str]]
    words: list[str]
    listed_only: list[str]
    silent: list[str]


@dataclass(frozen=True)
class Technology:
    name: str
    purpose: Purpose
    instead: tuple[str, ...]

    def why(self, used: Iterable[str]) -> str:
        """Return the question of choice, with an alternative that the project did not use."""
        known = {one.lower() for one in used}
        for other in self.instead:
            if not any(re.search(rf"\b{re.escape(one)}\b", other.lower()) for one in known):
                return f"Why {self.name} and not {other}?"
        return f"Why {self.name}, and what would have been enough?"

    @property
    def evidence(self) -> str:
        return self.purpose.evidence.replace("{tech}", self.name)

    @property
    def failure(self) -> str:
        return self.purpose.failure.replace("{tech}", self.name)


@dataclass(frozen=True)
class Found:
    """The technologies of one project: those of the table, and names that it does not know."""

    known: tuple[Technology, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (*(one.name for one in self.known), *self.unknown)


@dataclass(frozen=True)
class _Table:
    by_name: dict[str, Technology]
    patterns: tuple[tuple[re.Pattern[str], Technology], ...]
    silent: frozenset[str]


def technologies_in(listed: Sequence[str], text: str) -> Found:
    """Return the technologies of a list and of a text, in that order, each once."""
    table = _table()
    known: dict[str, Technology] = {}
    unknown: dict[str, str] = {}
    for name in _readable(listed):
        found = table.by_name.get(name.lower())
        if found:
            known[found.name] = found
        elif name.lower() not in table.silent:
            unknown.setdefault(name.lower(), name)
    in_text = ((m.start(), one) for p, one in table.patterns if (m := p.search(text)))
    for _place, found in sorted(in_text, key=lambda pair: pair[0]):
        known.setdefault(found.name, found)
    return Found(tuple(known.values()), tuple(unknown.values()))


def all_technologies() -> list[Technology]:
    """Return the whole table, in the order of the file."""
    return list(dict.fromkeys(_table().by_name.values()))


def _readable(listed: Sequence[str]) -> list[str]:
    """Names that can stand in a sentence; a cell with several, by commas, is taken apart."""
    names: list[str] = []
    for cell in list(listed)[:_MAX_LISTED]:
        if isinstance(cell, str):
            names += (one_line(part, 40) for part in re.split(r"[,;\n|]", cell[:400]))
    return [name for name in names if _READABLE.fullmatch(name) and re.search(r"[^\W\d_]", name)]


@cache
def _table() -> _Table:
    words = read(_Words, Path(__file__).with_name("technologies.yaml"))
    known = {
        name: Technology(name, words.purposes[row[0]], tuple(row[1:]))
        for name, row in words.technologies.items()
    }
    spellings = {name: [name, *words.also.get(name, [])] for name in known}
    patterns = [
        (_pattern([one for one in names if one not in words.listed_only], words), known[name])
        for name, names in spellings.items()
        if any(one not in words.listed_only for one in names)
    ]
    by_name = {one.lower(): known[name] for name, names in spellings.items() for one in names}
    return _Table(by_name, tuple(patterns), frozenset(one.lower() for one in words.silent))


def _pattern(names: list[str], words: _Words) -> re.Pattern[str]:
    """Names that are common words too count with their capital only."""
    exact = [re.escape(name) for name in names if name in words.words]
    loose = [f"(?i:{re.escape(name)})" for name in names if name not in words.words]
    return re.compile(rf"(?<![\w-])(?:{'|'.join([*loose, *exact])})(?![\w-])")
