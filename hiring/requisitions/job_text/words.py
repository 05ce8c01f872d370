"""The words that the rules look for, from the YAML files beside this one."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rubrics.wordlists import Pattern, Shape, either, read

_FOLDER = Path(__file__).parent


class _Kind(Shape):
    words: list[Pattern]
    cost: str
    instead: str
    unless_before: Pattern | None = None
    unless_after: Pattern | None = None
    unless_text: Pattern | None = None
    always: bool = False
    a_demand: bool = False


class Terms(Shape):
    """Kinds of wording, or of credentials."""

    lists: dict[str, list[Pattern]] = {}
    terms: dict[str, _Kind]


class _Tool(Shape):
    since: int
    words: list[Pattern] = []


class Tools(Shape):
    tools: dict[str, _Tool]


class Areas(Shape):
    lists: dict[str, list[Pattern]] = {}
    areas: dict[str, list[Pattern]]


@dataclass(frozen=True)
class Term:
    """One kind of wording, and the words around it that make it mean something else."""

    key: str
    pattern: re.Pattern
    cost: str
    instead: str
    unless_before: re.Pattern | None
    unless_after: re.Pattern | None
    unless_text: re.Pattern | None
    always: bool
    a_demand: bool


@cache
def wordings() -> list[Term]:
    """Return the kinds of wording that tell some people that they are not meant."""
    return _terms("wordings.yaml")


@cache
def credentials() -> dict[str, Term]:
    """Return the kinds of origin that stand in for what somebody can do."""
    return {term.key: term for term in _terms("credentials.yaml")}


@cache
def areas() -> dict[str, re.Pattern]:
    """Return by its name what tells of each job of its own."""
    given = read(Areas, _FOLDER / "areas.yaml")
    return {name: _compiled(words, given.lists) for name, words in given.areas.items()}


@cache
def tool() -> re.Pattern:
    """Return the pattern of any known tool."""
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(words for words, _name, _year in _tools())})(?![\w+#])"
    )


@cache
def known(words: str) -> tuple[str, int]:
    """Return the name and the year of first release of the tool that was found as `words`."""
    return next((name, year) for known, name, year in _tools() if re.fullmatch(known, words))


@cache
def _tools() -> list[tuple[str, str, int]]:
    tools = read(Tools, _FOLDER / "tools.yaml").tools
    return [
        ("|".join(tool.words) or re.escape(name.lower()), name, tool.since)
        for name, tool in tools.items()
    ]


def _terms(file: str) -> list[Term]:
    given = read(Terms, _FOLDER / file)
    return [_term(key, kind, given.lists) for key, kind in given.terms.items()]


def _term(key: str, kind: _Kind, lists: dict[str, list[str]]) -> Term:
    return Term(
        key=key,
        pattern=_compiled(kind.words, lists),
        cost=kind.cost,
        instead=kind.instead,
        unless_before=_optional(kind.unless_before),
        unless_after=_optional(kind.unless_after),
        unless_text=_optional(kind.unless_text),
        always=kind.always,
        a_demand=kind.a_demand,
    )


def _optional(words: str | None) -> re.Pattern | None:
    return re.compile(words) if words else None


def _compiled(words: list[str], lists: dict[str, list[str]]) -> re.Pattern:
    return re.compile(rf"(?<!\w)(?:{either(words, lists)})(?!\w)")
