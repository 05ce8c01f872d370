"""What would make plans possible: one thing changed at a time, and how many plans that gives."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from hiring.scheduling.solver.problem import (
    Asked,
    LoopAsked,
    Panelist,
    Problem,
    Reason,
    Rule,
    Span,
)
from hiring.scheduling.solver.search import solve

MAX_COUNTED = 6
SECONDS = 5.0
# No more is tried after so long; what was found by then is told.
MAX_SECONDS = 30.0
# Of people and days: so many are tried, and so many of those that help are told.
MAX_PEOPLE, MAX_DAYS, MAX_FREED = 3, 3, 2
NEW, FREED = "new", "freed"


@dataclass(frozen=True)
class Remedy:
    """A change, of which interview or person, and how many plans there are with it."""

    change: str
    interview: str = ""
    person: str = ""
    plans: int = 0
    # On which day, as an ISO date by the candidate's clock, where it is about one.
    day: str = ""


def remedies(
    problem: Problem, reasons: Iterable[Reason], others: Mapping[str, Problem]
) -> list[Remedy]:
    """Return the changes to a problem of one loop that give plans, the best first.

    Tried are what the reasons speak of, and whole problems in `others`, by what they change.
    """
    tried = [change for reason in reasons for change in _changes(problem, reason)]
    tried += [(_remedy(change), changed) for change, changed in others.items()]
    until = monotonic() + MAX_SECONDS
    counted = [
        replace(remedy, plans=_count(changed)) for remedy, changed in tried if monotonic() < until
    ]
    helping = sorted((one for one in counted if one.plans), key=lambda one: -one.plans)
    freed = [one for one in helping if one.change == FREED][MAX_FREED:]
    return [one for one in helping if one not in freed]


def _remedy(change: str) -> Remedy:
    """Return what a whole problem changes: a word, or `day:` and which."""
    name, _colon, day = change.partition(":")
    return Remedy(name, day=day)


def _count(problem: Problem) -> int:
    return len(solve(problem, plans=MAX_COUNTED, seconds=SECONDS).plans)


def _changes(problem: Problem, reason: Reason) -> Iterator[tuple[Remedy, Problem]]:
    [loop] = problem.loops
    asked = next((one for one in loop.interviews if one.key == reason.interview), None)
    if reason.rule == Rule.PANEL and asked:
        yield Remedy("panelist", asked.key), _with_one_more(problem, loop, asked)
        yield from _freed(problem, loop, asked)
        if asked.seats > 1:
            yield Remedy("fewer", asked.key), _with(problem, asked, seats=asked.seats - 1)
    elif reason.rule == Rule.PERSPECTIVE and asked:
        yield Remedy("perspective", asked.key), _with(problem, asked, one_of=frozenset())
    elif reason.rule == Rule.ROOM and asked:
        yield Remedy("room", asked.key), _with(problem, asked, rooms=frozenset())
    elif reason.rule == Rule.LIMIT:
        yield Remedy("limit", person=reason.person), _without_limit(problem, reason.person)
    elif reason.rule == Rule.PAUSE:
        yield Remedy("pause"), _of_loop(problem, pauses=())
    elif reason.rule == Rule.ONE_DAY:
        yield Remedy("one_day"), _of_loop(problem, is_one_day=False)


def _of_loop(problem: Problem, **changes: Any) -> Problem:
    [loop] = problem.loops
    return replace(problem, loops=(replace(loop, **changes),))


def _with(problem: Problem, asked: Asked, **changes: Any) -> Problem:
    [loop] = problem.loops
    changed = (replace(one, **changes) if one == asked else one for one in loop.interviews)
    return _of_loop(problem, interviews=tuple(changed))


def _with_one_more(problem: Problem, loop: LoopAsked, asked: Asked) -> Problem:
    """Return the problem with somebody who has time whenever the candidate has."""
    new = Panelist(NEW, NEW, free=loop.free, zone=loop.zone)
    changed = _with(
        problem,
        asked,
        qualified=asked.qualified | {NEW},
        one_of=asked.one_of | {NEW} if asked.one_of else asked.one_of,
    )
    return replace(changed, panel=(*problem.panel, new))


def _freed(problem: Problem, loop: LoopAsked, asked: Asked) -> Iterator[tuple[Remedy, Problem]]:
    """Yield the problem with one of those qualified free on one day, whenever the candidate is."""
    days = _days(problem, loop)
    for key in sorted(asked.qualified)[:MAX_PEOPLE]:
        for day, spans in days[:MAX_DAYS]:
            panel = (
                replace(one, free=_joined((*one.free, *spans))) if one.key == key else one
                for one in problem.panel
            )
            remedy = Remedy(FREED, asked.key, person=key, day=day.isoformat())
            yield remedy, replace(problem, panel=tuple(panel))


def _days(problem: Problem, loop: LoopAsked) -> list[tuple[date, tuple[Span, ...]]]:
    """Return the days on which the candidate has time, each with when, within the problem's."""
    found: dict[date, list[Span]] = {}
    for span in loop.free:
        if problem.start <= span.start < problem.end:
            found.setdefault(span.start.astimezone(ZoneInfo(loop.zone)).date(), []).append(span)
    return [(day, tuple(spans)) for day, spans in sorted(found.items())]


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _without_limit(problem: Problem, key: str) -> Problem:
    panel = (
        replace(one, per_day=None, per_week=None) if one.key == key else one
        for one in problem.panel
    )
    return replace(problem, panel=tuple(panel))
