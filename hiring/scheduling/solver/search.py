"""Plans for one loop or many, and what stands in the way of any."""

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

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
    Weights,
)

# In CP-SAT's own measure, which is the same on every machine; about a second each.
WORK = 4.0
MAX_PLANS = 5
# How often loops are taken out and put back, for each loop, and how much worse that may be first.
ROUNDS = 20
# The solver leaves Python alone while it works: one for each core.
SIDE_BY_SIDE = 2
PATIENCE = 2
ONLY_WAITING = Weights(**dict.fromkeys(vars(Weights()), 0) | {"waiting_quarter": 1})


def solve(problem: Problem, *, plans: int = MAX_PLANS, seconds: float = 60.0) -> Answer:
    """Return several different plans, best first, or why there is none.

    The same problem with the same seed has the same answer, unless `seconds` run out.
    """
    search = Search(problem, deadline=time.monotonic() + seconds)
    if len(problem.loops) == 1:
        return search.one(problem.loops[0], plans)
    return search.many()


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
        self._known_floors: dict[str, list[tuple[int, date]]] = {}

    def one(self, loop: LoopAsked, plans: int) -> Answer:
        """Return plans for one loop."""
        found = self._plans(loop, self.resources, plans)
        if found.plans or not found.is_complete:
            return Answer(tuple(found.plans), (), found.bound, found.is_complete)
        return Answer((), self.reasons([loop]), 0, True)

    def many(self) -> Answer:
        """Return one plan for all loops together, near the best."""
        alone = {loop.key: self._plans(loop, self.resources, 1) for loop in self.problem.loops}
        for loop in self.problem.loops:
            if not alone[loop.key].plans and alone[loop.key].is_complete:
                return Answer((), self.reasons([loop]))
        bound = sum(found.bound for found in alone.values())
        first = self._together(alone)
        if first is None:
            return self._jointly(bound)
        if sum(plan.cost for plan in first.values()) > bound:
            with ThreadPoolExecutor(1) as pool:
                # On the second core, while this one improves the plan.
                better = pool.submit(self._relaxed)
                plans = self._improved(first, alone, bound)
            bound = max(bound, better.result() or bound)
        else:
            plans = first
        placed = [one for plan in plans.values() for one in plan.placed]
        return Answer((self._plan(placed),), (), bound, True)

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
            loads = sorted(self.panel[key].load for key in asked.seatable)
            least += weights.load * sum(loads[: asked.seats])
            least -= weights.training * (asked.seatable != asked.qualified)
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

    # Many loops ----------------------------------------------------------------------------

    def _together(self, alone: dict[str, Found]) -> dict[str, Plan] | None:
        """Return a plan for each loop, those first that would cost most alone."""
        order = sorted(alone, key=lambda key: (-alone[key].bound, key))
        return self._inserted(order, {})

    def _inserted(self, order: Sequence[str], plans: dict[str, Plan]) -> dict[str, Plan] | None:
        loops = {loop.key: loop for loop in self.problem.loops}
        plans = dict(plans)
        for key in order:
            found = self._plans(loops[key], self._left(plans.values()), 1, is_proved=False)
            if not found.plans:
                return None
            plans[key] = found.plans[0]
        return plans

    def _left(self, plans: Iterable[Plan]) -> dict[str, Resource]:
        """Return the panel as these plans leave it."""
        taken: dict[str, list[Placed]] = {}
        for placed in (placed for plan in plans for placed in plan.placed):
            for key in (*placed.people, *filter(None, [placed.room])):
                taken.setdefault(key, []).append(placed)
        changed = {key: self._without(key, placed) for key, placed in taken.items()}
        return self.resources | changed

    def _without(self, key: str, placed: list[Placed]) -> Resource:
        resource, panelist = self.resources[key], self.panel[key]
        days = [self.grid.dates(panelist.zone)[self._step(one)] for one in placed]
        left = Resource(replace(panelist, held=(*panelist.held, *days)), self.grid)
        busy: set[int] = set()
        for one in placed:
            first = self._step(one)
            length = self.grid.length(int((one.end - one.start).total_seconds() // 60))
            busy.update(range(first - resource.gap, first + length + resource.gap))
        left.open = resource.open - busy
        return left

    def _improved(
        self, plans: dict[str, Plan], alone: dict[str, Found], bound: int
    ) -> dict[str, Plan]:
        """Take a few loops out and put them back in another order while that helps.

        A little worse is taken at first, less and less: what looks best step by step is not.
        """
        rng = random.Random(self.problem.seed)  # noqa: S311 - the same on every run
        best, rounds = plans, ROUNDS * len(plans)
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for number in range(rounds):
                if _cost(best) <= bound or time.monotonic() > self.deadline:
                    break
                picks = [self._picked(plans, alone, rng) for _one in range(SIDE_BY_SIDE)]
                tried = [
                    found for found in pool.map(partial(self._put_back, plans), picks) if found
                ]
                patience = PATIENCE * (1 - number / rounds) * rng.random()
                nearest = min(tried, key=_cost, default=None)
                if nearest and _cost(nearest) <= _cost(plans) + patience:
                    plans = nearest
                    best = plans if _cost(plans) < _cost(best) else best
        return best

    @staticmethod
    def _picked(plans: dict[str, Plan], alone: dict[str, Found], rng: random.Random) -> list[str]:
        """Return two to four loops, rather those that cost more than they would alone."""
        left = sorted(plans)
        picked: list[str] = []
        for _one in range(min(rng.choice((2, 3, 4)), len(plans))):
            excess = [1 + plans[key].cost - alone[key].bound for key in left]
            [key] = rng.choices(left, excess)
            left.remove(key)
            picked.append(key)
        return picked

    def _put_back(self, plans: dict[str, Plan], order: Sequence[str]) -> dict[str, Plan] | None:
        """Return the plans with these loops placed anew, in this order; None where one isn't."""
        loops = {loop.key: loop for loop in self.problem.loops}
        plans = {key: plan for key, plan in plans.items() if key not in order}
        for key in order:
            plan = self._cheapest(loops[key], self._left(plans.values()))
            if plan is None:
                return None
            plans[key] = plan
        return plans

    def _cheapest(self, loop: LoopAsked, resources: dict[str, Resource]) -> Plan | None:
        """Return the best plan on one day that these people leave."""
        best: Plan | None = None
        for floor, day in self._floors(loop):
            if best and floor >= best.cost:
                break
            below = best.cost if best else None
            _word, placed = self._solved([loop], resources, day=day, below=below, presolve=False)
            if placed:
                best = self._plan(placed)
        return best

    def _floors(self, loop: LoopAsked) -> list[tuple[int, date]]:
        """Return what the loop costs on each day at least, when all people are free for it."""
        if loop.key not in self._known_floors:
            found = []
            for day in self._days(loop):
                word, placed = self._solved([loop], self.resources, day=day, presolve=False)
                if placed:
                    found.append((self._plan(placed).cost if word == "best" else 0, day))
            self._known_floors[loop.key] = sorted(found)
        return self._known_floors[loop.key]

    def _relaxed(self) -> int | None:
        """Return a cost that no plan for all loops can be below; None where that is unknown."""
        from hiring.scheduling.solver.bound import Relaxation

        every = [asked for loop in self.problem.loops for asked in loop.interviews]
        if self.problem.new_pairs or any(asked.trainees or asked.shadows for asked in every):
            return None
        waiting: dict[tuple[str, date], int] = {}
        for loop in self.problem.loops:
            for day in self._days(loop):
                if time.monotonic() > self.deadline:
                    return None
                least = self._least_waiting(loop, day)
                if least is not None:
                    waiting[loop.key, day] = least
        relaxation = Relaxation(self.grid, self.resources, self.problem.weights, waiting)
        seconds = max(self.deadline - time.monotonic(), 0.1)
        return relaxation.bound(self.problem.loops, seconds=seconds)

    def _least_waiting(self, loop: LoopAsked, day: date) -> int | None:
        """Return how much waiting the loop has at least on a day; None where it does not fit."""
        from hiring.scheduling.solver.model import Model

        model = Model(self.grid, self.resources, [loop], weights=ONLY_WAITING, day=day)
        return model.least(seed=self.problem.seed, work=WORK / 20)

    def _jointly(self, bound: int) -> Answer:
        """Solve all loops in one model: when one after the other does not work out."""
        loops = self.problem.loops
        word, placed = self._solved(loops, self.resources, work=20 * WORK)
        if placed:
            return Answer((self._plan(placed),), (), bound, word == "best")
        if word == "none":
            return Answer((), self.reasons(loops))
        return Answer((), (), bound, False)

    # Reasons -------------------------------------------------------------------------------

    def reasons(self, loops: Sequence[LoopAsked]) -> tuple[Reason, ...]:
        """Return hard rules that cannot be kept together, and could without any one of them."""
        every = [reason for loop in loops for reason in self._rules(loop)]
        people = {key for loop in loops for a in loop.interviews for key in a.seatable | a.rooms}
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


def _cost(plans: dict[str, Plan]) -> int:
    return sum(plan.cost for plan in plans.values())


__all__ = ["Panelist", "Search", "solve"]
