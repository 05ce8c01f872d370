"""One plan for many loops together, near the best: searched for, improved, bounded from below."""

import random
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

from hiring.scheduling.solver.grid import Resource
from hiring.scheduling.solver.problem import Answer, LoopAsked, Placed, Plan, Problem, Weights
from hiring.scheduling.solver.search import WORK, Found, Search

# How often loops are taken out and put back, for each loop, and how much worse that may be first.
ROUNDS = 20
# The solver leaves Python alone while it works: one for each core.
SIDE_BY_SIDE = 2
PATIENCE = 2
# What costs so much more is not looked for; less may fit together with something else.
MUCH_WORSE = 10
# After so many rounds what was seen is put together anew.
RECOMBINED_AFTER = 20
ONLY_WAITING = Weights(**dict.fromkeys(vars(Weights()), 0) | {"waiting_quarter": 1})


class Many(Search):
    """The search for several loops, who never take each other's people."""

    def __init__(self, problem: Problem, *, deadline: float) -> None:
        super().__init__(problem, deadline=deadline)
        self._known_floors: dict[str, list[tuple[int, date]]] = {}
        # Every plan that was seen, by loop.
        self.seen: dict[str, set[Plan]] = {loop.key: set() for loop in problem.loops}

    def plan(self) -> Answer:
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

        A little worse is taken at first, less and less, and from the best on anew: what looks best
        step by step is not.
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
                for found in tried:
                    self._note(found)
                patience = (
                    PATIENCE * (1 - number % RECOMBINED_AFTER / RECOMBINED_AFTER) * rng.random()
                )
                nearest = min(tried, key=_cost, default=None)
                if nearest and _cost(nearest) <= _cost(plans) + patience:
                    plans = nearest
                    best = plans if _cost(plans) < _cost(best) else best
                if number % RECOMBINED_AFTER == RECOMBINED_AFTER - 1:
                    plans = best = self._recombined(best, alone)
        return self._recombined(best, alone)

    def _note(self, plans: dict[str, Plan]) -> None:
        for key, plan in plans.items():
            self.seen[key].add(plan)

    def _recombined(self, best: dict[str, Plan], alone: dict[str, Found]) -> dict[str, Plan]:
        """Return the cheapest way to put together what was seen."""
        from hiring.scheduling.solver.recombining import recombined

        self._note(best)
        return recombined(
            self.grid,
            self.resources,
            self.seen,
            best,
            floors={key: found.bound for key, found in alone.items()},
            seed=self.problem.seed,
            work=WORK / 4,
        )

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
        """Return the plans with these loops placed anew, in this order; None where one isn't, or
        where it would be much worse."""
        loops = {loop.key: loop for loop in self.problem.loops}
        # What is left to spend, when each of those that follow costs as little as it can.
        left = MUCH_WORSE + sum(plans[key].cost - self._floor(loops[key]) for key in order)
        plans = {key: plan for key, plan in plans.items() if key not in order}
        for key in order:
            floor = self._floor(loops[key])
            plan = self._cheapest(loops[key], self._left(plans.values()), below=floor + left)
            if plan is None:
                return None
            left -= plan.cost - floor
            plans[key] = plan
        return plans

    def _floor(self, loop: LoopAsked) -> int:
        """Return what the loop costs on one day at least."""
        return min((floor for floor, _day in self._floors(loop)), default=0)

    def _cheapest(
        self, loop: LoopAsked, resources: dict[str, Resource], *, below: int
    ) -> Plan | None:
        """Return the best plan on one day that these people leave, if it costs less."""
        best: Plan | None = None
        for floor, day in self._floors(loop):
            if floor >= below:
                break
            _word, placed = self._solved([loop], resources, day=day, below=below, presolve=False)
            if placed:
                best = self._plan(placed)
                self.seen[loop.key].add(best)
                below = best.cost
        return best

    def _floors(self, loop: LoopAsked) -> list[tuple[int, date]]:
        """Return what the loop costs on each day at least, when all people are free for it."""
        if loop.key not in self._known_floors:
            found = []
            for day in self._days(loop):
                word, placed = self._solved([loop], self.resources, day=day, presolve=False)
                if placed:
                    plan = self._plan(placed)
                    self.seen[loop.key].add(plan)
                    found.append((plan.cost if word == "best" else 0, day))
            self._known_floors[loop.key] = sorted(found)
        return self._known_floors[loop.key]

    def _relaxed(self) -> int | None:
        """Return a cost that no plan for all loops can be below; None where that is unknown."""
        from hiring.scheduling.solver.bound import Relaxation

        every = [asked for loop in self.problem.loops for asked in loop.interviews]
        if self.problem.new_pairs or any(asked.shadows for asked in every):
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


def _cost(plans: dict[str, Plan]) -> int:
    return sum(plan.cost for plan in plans.values())
