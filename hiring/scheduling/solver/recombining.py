"""The best choice among plans that are known: one for each loop, nobody taken twice.

Searching changes a few loops at a time. What it saw of each loop on its way fits together in more
ways than it tried; CP-SAT finds the cheapest of all of them.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from ortools.sat.python import cp_model

from hiring.scheduling.solver.grid import Grid, Resource, week_of
from hiring.scheduling.solver.problem import STEP, Placed, Plan


def recombined(
    grid: Grid,
    resources: Mapping[str, Resource],
    known: Mapping[str, Collection[Plan]],
    best: Mapping[str, Plan],
    *,
    floors: Mapping[str, int],
    seed: int,
    work: float,
) -> dict[str, Plan]:
    """Return a plan for each loop, at most as dear as `best`.

    `floors` has what each loop costs at least; who would cost more above it than all of `best`
    does is left out.
    """
    slack = sum(plan.cost - floors[key] for key, plan in best.items())
    master = _Master(grid, resources)
    for key, plans in known.items():
        near = [plan for plan in plans if plan.cost - floors[key] <= slack]
        master.add(key, {*near, best[key]}, best[key])
    return master.solve(seed=seed, work=work) or dict(best)


class _Master:
    """One boolean for each known plan."""

    def __init__(self, grid: Grid, resources: Mapping[str, Resource]) -> None:
        self.grid, self.resources = grid, resources
        self.cp = cp_model.CpModel()
        self.choices: dict[str, list[tuple[Plan, Any]]] = {}
        # Who is taken by which plans: at a step, on a day, in a week.
        self.steps: dict[tuple[str, int], dict[int, Any]] = {}
        self.days: dict[tuple[str, date], list[Any]] = {}
        self.weeks: dict[tuple[str, date], list[Any]] = {}

    def add(self, key: str, plans: Collection[Plan], present: Plan) -> None:
        """Add a loop with its plans, of which one is to be chosen."""
        choices = []
        for plan in sorted(plans, key=lambda one: (one.cost, one.placed)):
            chosen = self.cp.new_bool_var(key)
            self.cp.add_hint(chosen, plan == present)
            choices.append((plan, chosen))
            for placed in plan.placed:
                self._take(placed, chosen)
        self.cp.add_exactly_one(chosen for _plan, chosen in choices)
        self.choices[key] = choices

    def _take(self, placed: Placed, chosen: Any) -> None:
        first = (placed.start - self.grid.origin) // STEP
        for resource in self._taken(placed):
            last = first + -(-(placed.end - placed.start) // STEP) + resource.gap
            for step in range(first, last):
                self.steps.setdefault((resource.key, step), {})[chosen.index] = chosen
            day = self.grid.dates(resource.panelist.zone)[first]
            self.days.setdefault((resource.key, day), []).append(chosen)
            self.weeks.setdefault((resource.key, week_of(day)), []).append(chosen)

    def _taken(self, placed: Placed) -> Iterator[Resource]:
        for key in (*placed.people, *filter(None, [placed.room])):
            yield self.resources[key]

    def solve(self, *, seed: int, work: float) -> dict[str, Plan] | None:
        """Return the cheapest choice that is found; None without any."""
        for taking in {tuple(sorted(at)): at for at in self.steps.values()}.values():
            self.cp.add_at_most_one(taking.values())
        for (key, day), taking_day in self.days.items():
            self._at_most(taking_day, self.resources[key].left(day))
        for (key, week), taking_week in self.weeks.items():
            self._at_most(taking_week, self.resources[key].left_in_week(week))
        every = [pair for choices in self.choices.values() for pair in choices]
        self.cp.minimize(sum(plan.cost * chosen for plan, chosen in every))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = work
        if solver.solve(self.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return {
            key: next(plan for plan, chosen in choices if solver.value(chosen))
            for key, choices in self.choices.items()
        }

    def _at_most(self, taking: list[Any], left: int) -> None:
        if len(taking) > left:
            self.cp.add(sum(taking) <= left)
