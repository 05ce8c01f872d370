"""Demands that are each thinkable and together ask for a person who hardly exists."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf

from hiring.requisitions.job_text.context import demanded, waived
from hiring.requisitions.job_text.credentials import asked
from hiring.requisitions.job_text.findings import Finding, Rule, gettext_noop
from hiring.requisitions.job_text.reading import Line, Reading, Section
from hiring.requisitions.job_text.words import credentials, known, tool
from hiring.requisitions.job_text.years import demanded_years

MAX_MUST_HAVES = 6
MAX_IN_A_LIST = 9
MAX_TOOLS = 5
_MAX_TO_CHOOSE_FROM = 8
_HEAVY = 3
_NAMED = 5
_MAX_COVER_LENGTH = 300
_EXAMPLES = re.compile(r"\b(?:such as|like|e\.g\.|for example|any of|one of|including|similar)\b")
_CHOICE = re.compile(r"\bor\b|/")

TOGETHER = gettext_noop(
    "Each requirement shrinks the pool; together (%(demands)s) they describe a person who hardly "
    "exists. Candidates who lack one stop reading, the modest first."
)
TOGETHER_INSTEAD = gettext_noop(
    "Keep the one that the work can’t start without. Hire for software and teach the ML, hire "
    "someone more junior with a mentor, or say exactly what this job needs."
)
TOO_MANY = gettext_noop(
    "%(count)d must-haves: each one shrinks the pool, and most candidates rule themselves out at "
    "the first one they lack."
)
TOO_MANY_INSTEAD = gettext_noop(
    "Keep at most %(most)d that the work can’t start without; move the rest to “you will learn "
    "here”."
)
TOOLS = gettext_noop(
    "%(count)d tools at once: only people who have worked with exactly this stack are left. A good"
    " engineer learns the missing ones in weeks."
)
TOOLS_INSTEAD = gettext_noop(
    "Name the one or two that are used every day, with “or a similar tool”; list the others as "
    "tools the team works with."
)


@dataclass(frozen=True)
class Mention:
    """A place in one of the readings, with what it is called in the advice."""

    reading: Reading
    start: int
    end: int
    name: str = ""


def stacked_requirements(
    readings: Sequence[Reading], say: Callable[[str], str]
) -> Iterator[Finding]:
    """Yield findings for too many requirements: heavy ones, lines in a list, must-haves, tools."""
    yield from _heavy_ones(readings, say)
    yield from _must_haves([r for r in readings if r.must_have is not None], say)
    for reading in readings:
        yield from _long_lists(reading, say)
        yield from _tools(reading, say)


def covering(mentions: Sequence[Mention], rule: Rule, cost: str, instead: str) -> Finding:
    """Return a finding over all the places where they are near each other, else over the last."""
    last = mentions[-1]
    start = min(mention.start for mention in mentions)
    end = max(mention.end for mention in mentions)
    near = {id(m.reading) for m in mentions} == {
        id(last.reading)
    } and end - start < _MAX_COVER_LENGTH
    place = last.reading.span(start, end) if near else last.reading.span(last.start, last.end)
    words = last.reading.text[slice(*place)]
    return Finding(rule, words, *place, cost, instead, last.reading.must_have)


def _heavy_ones(readings: Sequence[Reading], say: Callable[[str], str]) -> Iterator[Finding]:
    mentions: list[Mention] = []
    for reading in readings:
        mentions += _first(reading, "phd", "PhD")
        mentions += [
            Mention(reading, y.start, y.end, reading.plain[y.start : y.end])
            for y in islice(demanded_years(reading), _NAMED)
        ]
        mentions += _first(reading, "publications", "publications")
    heavy = list({mention.name: mention for mention in reversed(mentions)}.values())[::-1]
    if len(heavy) >= _HEAVY:
        demands = ", ".join(mention.name for mention in heavy[:_NAMED])
        cost = say(TOGETHER) % {"demands": demands}
        yield covering(heavy[:_NAMED], Rule.STACKED_DEMANDS, cost, say(TOGETHER_INSTEAD))


def _first(reading: Reading, key: str, name: str) -> list[Mention]:
    place = next(asked(reading, credentials()[key]), None)
    return [Mention(reading, *place, name)] if place else []


def _must_haves(lines: Sequence[Reading], say: Callable[[str], str]) -> Iterator[Finding]:
    hard = [line for line in lines if line.plain and not waived(line, 0, len(line.plain))]
    if len(hard) > MAX_MUST_HAVES:
        first_too_many = hard[MAX_MUST_HAVES]
        place = Mention(first_too_many, 0, len(first_too_many.plain))
        yield _too_many(place, len(hard), say)


def _long_lists(reading: Reading, say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield a finding at the first line that is too many in a list of demands."""
    counted = 0
    surplus: Line | None = None
    for line in [*reading.lines, None]:
        if line and line.bullet and line.section == Section.DEMANDS:
            if line.end > line.start and not waived(reading, line.start, line.end):
                counted += 1
                surplus = line if counted == MAX_IN_A_LIST + 1 else surplus
        elif line is None or line.heading:
            if surplus:
                yield _too_many(Mention(reading, surplus.start, surplus.end), counted, say)
            counted, surplus = 0, None


def _too_many(place: Mention, count: int, say: Callable[[str], str]) -> Finding:
    cost = say(TOO_MANY) % {"count": count}
    instead = say(TOO_MANY_INSTEAD) % {"most": MAX_MUST_HAVES}
    return covering([place], Rule.STACKED_DEMANDS, cost, instead)


def _tools(reading: Reading, say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield a finding for each sentence that asks for many tools, all of them."""
    by_sentence: dict[int, list[re.Match]] = {}
    for found in tool().finditer(reading.plain):
        by_sentence.setdefault(reading.begins(found.start()), []).append(found)
    for tools in by_sentence.values():
        names = {known(found[0])[0] for found in tools}
        start, end = tools[0].start(), tools[-1].end()
        if len(names) <= _allowed(reading.plain[start:end]):
            continue
        if demanded(reading, start, end) and not waived(reading, start, end):
            cost = say(TOOLS) % {"count": len(names)}
            place = [Mention(reading, start, end)]
            yield covering(place, Rule.STACKED_DEMANDS, cost, say(TOOLS_INSTEAD))


def _allowed(words: str) -> float:
    """Return how many tools a sentence may name; a long list is no choice for one "or" in it."""
    if _EXAMPLES.search(words):
        return inf
    return _MAX_TO_CHOOSE_FROM if _CHOICE.search(words) else MAX_TOOLS
