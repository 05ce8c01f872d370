"""Plans for one loop or many, and what stands in the way of any."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hiring.scheduling.solver.costs import costs_of
from hiring.scheduling.solver.grid import Grid, Resource
from hiring.scheduling.solver.problem import (
    Answer,
    LoopAsked,
    Panelist,
    Placed,
    Plan,
    Problem,
    Reason,
    Rule,
)

# In CP-SAT's own measure, which is the same on every machine; about a second each.
WORK = 4.0
MAX_PLANS = 5


def solve(problem: Problem, *, plans: int = MAX_PLANS, seconds: float = 60.0) -> Answer:
    """Return several different plans, best first, or why there is none.

    The same problem with the same seed has the same answer, unless `seconds` run out.
    """
    deadline = time.monotonic() + seconds
    if len(problem.loops) == 1:
        return Search(problem, deadline=deadline).one(problem.loops[0], plans)
    from hiring.scheduling.solver.many import Many

    return Many(problem, deadline=deadline).plan()


@dataclass
class Found:
    """What a search for one loop came to."""

    plans: list[Plan]
    bound: int
    is_complete: bool = True


class Search:
    """One problem, on its grid."""

    def __init__(self, problem: Problem, *, deadline: float) -> None:
        self.problem, self.deadline = problem, deadline
        self.grid = Grid(problem)
        self.panel = {panelist.key: panelist for panelist in problem.panel}
        self.resources = {key: Resource(who, self.grid) for key, who in self.panel.items()}

    def one(self, loop: LoopAsked, plans: int) -> Answer:
        """Return plans for one loop."""
        found = self._plans(loop, self.resources, plans)
        if found.plans or not found.is_complete:
            return Answer(tuple(found.plans), (), found.bound, found.is_complete)
        return Answer((), self.reasons([loop]), 0, True)

    # One loop ------------------------------------------------------------------------------

    def _plans(
        self,
        loop: LoopAsked,
        resources: dict[str, Resource],
        wanted: int,
        *,
        is_proved: bool = True,
    ) -> Found:
        """Return the best plan of each day, better ones over several days if there are any.

        Unless it is to be proved, several days are tried only when one is not enough.
        """
        plans: list[Plan] = []
        least = self._least(loop)
        weights = self.problem.weights
        first = self.grid.day_of(0, loop.zone) if self.grid.size else None
        is_complete = True
        for day in self._days(loop):
            floor = least + weights.later_day * (day - first).days  # type: ignore[operator]
            costs = sorted(plan.cost for plan in plans)
            to_beat = costs[wanted - 1] if len(costs) >= wanted else None
            if to_beat is not None and floor >= to_beat:
                break
            word, placed = self._solved([loop], resources, day=day, below=to_beat)
            is_complete &= word != "unknown"
            if placed:
                plans.append(self._plan(placed))
        bound = least + weights.more_days + weights.later_day
        best = min((plan.cost for plan in plans), default=None)
        if best is None or (is_proved and best > bound):
            word, placed = self._solved([loop], resources, below=best)
            is_complete &= word in ("best", "none")
            if placed:
                plans.append(self._plan(placed))
            if word in ("best", "none"):
                bound = min((plan.cost for plan in plans), default=0)
        else:
            bound = best
        plans.sort(key=lambda plan: (plan.cost, plan.placed))
        plans += self._others(loop, resources, plans, wanted)
        return Found(plans[:wanted], bound, is_complete)

    def _others(
        self, loop: LoopAsked, resources: dict[str, Resource], plans: list[Plan], wanted: int
    ) -> Iterator[Plan]:
        """Yield a plan like the best one with other people, when there are few."""
        if not plans or len(plans) >= wanted or wanted == 1:
            return
        best = plans[0]
        days = {self.grid.dates(loop.zone)[self._step(p)] for p in best.placed}
        day = days.pop() if len(days) == 1 else None
        _word, placed = self._solved([loop], resources, day=day, forbid=best)
        if placed:
            yield self._plan(placed)

    def _step(self, placed: Placed) -> int:
        return (placed.start - self.grid.origin) // (self.grid.instant(1) - self.grid.origin)

    def _days(self, loop: LoopAsked) -> list[date]:
        return list(self.grid.by_date(self.grid.steps(loop.free), loop.zone))

    def _least(self, loop: LoopAsked) -> int:
        """Return what no plan of the loop can be below: the people who held least."""
        weights, least = self.problem.weights, 0
        for asked in loop.interviews:
            loads = sorted(self.panel[key].load for key in asked.qualified)
            least += weights.load * sum(loads[: asked.seats])
            least -= weights.shadow * bool(asked.shadows)
            if self.problem.new_pairs:
                least -= weights.new_pair * (asked.seats * (asked.seats - 1) // 2)
        return least

    def _solved(
        self,
        loops: Sequence[LoopAsked],
        resources: dict[str, Resource],
        *,
        day: date | None = None,
        below: int | None = None,
        forbid: Plan | None = None,
        off: frozenset[Reason] = frozenset(),
        optimize: bool = True,
        presolve: bool = True,
        work: float = WORK,
    ) -> tuple[str, tuple[Placed, ...]]:
        from hiring.scheduling.solver.model import Model

        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            return "unknown", ()
        model = Model(
            self.grid,
            resources,
            loops,
            weights=self.problem.weights,
            new_pairs=self.problem.new_pairs,
            day=day,
            off=off,
        )
        if forbid and not model.is_impossible:
            model.forbid(forbid)
        return model.solve(
            seed=self.problem.seed,
            work=work,
            seconds=seconds,
            below=below,
            optimize=optimize,
            presolve=presolve,
        )

    def _plan(self, placed: Iterable[Placed]) -> Plan:
        placed = tuple(sorted(placed))
        return Plan(placed, costs_of(self.problem, self.grid, placed))

    # Reasons -------------------------------------------------------------------------------

    def reasons(self, loops: Sequence[LoopAsked]) -> tuple[Reason, ...]:
        """Return hard rules that cannot be kept together, and could without any one of them."""
        every = [reason for loop in loops for reason in self._rules(loop)]
        people = {key for loop in loops for a in loop.interviews for key in a.qualified | a.rooms}
        for key in sorted(people):
            panelist = self.panel[key]
            if panelist.per_day is not None or panelist.per_week is not None:
                every.append(Reason(Rule.LIMIT, person=key))
            if len(loops) > 1 or panelist.gap:
                every.append(Reason(Rule.ELSEWHERE, person=key))
        if not self._fits(loops, frozenset(every)):
            return (Reason(Rule.WINDOW),)
        off: frozenset[Reason] = frozenset()
        # Those of single people first, so that what remains speaks of interviews where it can.
        for reason in reversed(every):
            if not self._fits(loops, off | {reason}):
                off |= {reason}
        return tuple(sorted(reason for reason in every if reason not in off))

    def _fits(self, loops: Sequence[LoopAsked], off: frozenset[Reason]) -> bool:
        """Return whether there may be a plan without these rules; unknown counts as yes."""
        word, _placed = self._solved(loops, self.resources, off=off, optimize=False)
        return word != "none"

    @staticmethod
    def _rules(loop: LoopAsked) -> Iterator[Reason]:
        yield Reason(Rule.CANDIDATE, loop=loop.key)
        for asked in loop.interviews:
            yield Reason(Rule.PANEL, loop=loop.key, interview=asked.key)
            if asked.one_of:
                yield Reason(Rule.PERSPECTIVE, loop=loop.key, interview=asked.key)
            if asked.rooms:
                yield Reason(Rule.ROOM, loop=loop.key, interview=asked.key)
        if any(asked.after for asked in loop.interviews):
            yield Reason(Rule.ORDER, loop=loop.key)
        if loop.is_one_day:
            yield Reason(Rule.ONE_DAY, loop=loop.key)
        if loop.pauses:
            yield Reason(Rule.PAUSE, loop=loop.key)


__all__ = ["Panelist", "Search", "solve"]
