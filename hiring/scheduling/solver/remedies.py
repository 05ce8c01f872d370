"""What would make plans possible: one thing changed at a time, and how many plans that gives."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hiring.scheduling.solver.problem import (
    Asked,
    LoopAsked,
    Panelist,
    Problem,
    Reason,
    Rule,
)
from hiring.scheduling.solver.search import solve

MAX_COUNTED = 6
SECONDS = 5.0
NEW = "new"


@dataclass(frozen=True)
class Remedy:
    """A change, of which interview or person, and how many plans there are with it."""

    change: str
    interview: str = ""
    person: str = ""
    plans: int = 0


def remedies(
    problem: Problem, reasons: Iterable[Reason], others: Mapping[str, Problem]
) -> list[Remedy]:
    """Return the changes to a problem of one loop that give plans, the best first.

    Tried are what the reasons speak of, and whole problems in `others`, by what they change.
    """
    tried = [change for reason in reasons for change in _changes(problem, reason)]
    tried += [(Remedy(change), changed) for change, changed in others.items()]
    counted = [replace(remedy, plans=_count(changed)) for remedy, changed in tried]
    return sorted((one for one in counted if one.plans), key=lambda one: -one.plans)


def _count(problem: Problem) -> int:
    return len(solve(problem, plans=MAX_COUNTED, seconds=SECONDS).plans)


def _changes(problem: Problem, reason: Reason) -> Iterator[tuple[Remedy, Problem]]:
    [loop] = problem.loops
    asked = next((one for one in loop.interviews if one.key == reason.interview), None)
    if reason.rule == Rule.PANEL and asked:
        yield Remedy("panelist", asked.key), _with_one_more(problem, loop, asked)
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


def _without_limit(problem: Problem, key: str) -> Problem:
    panel = (
        replace(one, per_day=None, per_week=None) if one.key == key else one
        for one in problem.panel
    )
    return replace(problem, panel=tuple(panel))
