"""What a plan costs by each soft rule, counted from the plan alone."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from hiring.scheduling.solver.grid import Grid
from hiring.scheduling.solver.problem import STEP, LoopAsked, Placed, Problem


def costs_of(problem: Problem, grid: Grid, placed: Sequence[Placed]) -> dict[str, int]:
    """Return the cost of a plan by the names of `Weights`."""
    total: Counter[str] = Counter()
    for loop in problem.loops:
        own = [one for one in placed if one.loop == loop.key]
        if own:
            total.update(_loop_costs(problem, grid, loop, own))
    return {name: total[name] for name in vars(problem.weights)}


def _loop_costs(
    problem: Problem, grid: Grid, loop: LoopAsked, placed: Sequence[Placed]
) -> dict[str, int]:
    weights = problem.weights
    loads = {panelist.key: panelist.load for panelist in problem.panel}
    days: dict[date, list[Placed]] = {}
    for one in placed:
        days.setdefault(grid.day_of((one.start - grid.origin) // STEP, loop.zone), []).append(one)
    people = Counter(key for one in placed for key in one.people)
    pairs = sum(
        frozenset(pair) in problem.new_pairs
        for one in placed
        for pair in combinations(one.people, 2)
    )
    return {
        "later_day": weights.later_day * (max(days) - grid.day_of(0, loop.zone)).days,
        "more_days": weights.more_days * (len(days) - 1),
        "waiting_quarter": weights.waiting_quarter * sum(map(_waiting, days.values())),
        "load": weights.load * sum(loads[key] * count for key, count in people.items()),
        "same_person_again": weights.same_person_again * sum(n - 1 for n in people.values()),
        "new_pair": -weights.new_pair * pairs,
        "other_room": weights.other_room * max(len({p.room for p in placed if p.room}) - 1, 0),
        "shadow": -weights.shadow * sum(bool(one.shadow) for one in placed),
    }


def _waiting(placed: Sequence[Placed]) -> int:
    """Return the quarters of a day between the first interview and the last, without one."""
    first, last = min(one.start for one in placed), max(one.end for one in placed)
    held = sum(-(-(one.end - one.start) // STEP) for one in placed)
    return -(-(last - first) // STEP) - held
