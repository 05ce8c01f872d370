"""Finding times: one candidate with five interviews, and twenty candidates together.

The floor is the naive model of the same problem, with one optional interval for each interview
and interviewer and every busy time, solved by the same solver to the same best cost.
"""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.measuring import Measured, measure
from hiring.scheduling.solver.grid import Grid, Resource
from hiring.scheduling.solver.problem import Answer, Asked, LoopAsked, Panelist, Problem, Span
from hiring.scheduling.solver.search import solve

MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
DAYS, PEOPLE = 12, 40


def results(runs: int) -> Iterator[Measured]:
    """Measure both, and the naive model for one."""
    import ortools.sat.python.cp_model  # noqa: F401 - loading it is not solving

    one = instance(1)
    floor = measure("floor: naive model, one candidate", lambda: naive(one), runs=runs)
    yield floor
    best = solve(one, plans=1).plans[0].cost
    same = "the same cost" if best == naive(one) else "ANOTHER COST"
    yield measure(
        "best plan, one candidate, 5 interviews, 40 interviewers",
        lambda: solve(one, plans=1),
        runs=runs,
        floor=floor,
        note=f"proved; {same}",
    )
    yield measure("five plans for one candidate", lambda: solve(one), runs=runs, floor=floor)
    many = instance(20)
    for seconds in (5, 60):
        began = time.perf_counter()
        answer = solve(many, seconds=seconds)
        taken = 1000 * (time.perf_counter() - began)
        yield Measured(
            f"20 candidates together, at most {seconds} s for improving",
            1,
            round(taken, 2),
            round(taken, 2),
            note=_gap(answer),
        )


def _gap(answer: Answer) -> str:
    if not answer.plans:
        return "no plan"
    cost = answer.plans[0].cost
    gap = 100 * (cost - answer.bound) / cost
    return f"cost {cost}, no plan below {answer.bound}: gap {gap:.1f} %"


def instance(loops: int, *, seed: int = 1) -> Problem:
    """Return loops of five interviews, for people whose hours are half taken."""
    rng = random.Random(seed)
    days = [MONDAY + timedelta(days=n) for n in range(DAYS)]
    days = [day for day in days if day.weekday() < 5]
    panel = tuple(_panelist(f"p{n:02}", days, rng) for n in range(PEOPLE))
    keys = [panelist.key for panelist in panel]
    free = tuple(Span(day + timedelta(hours=9), day + timedelta(hours=18)) for day in days)
    asked = [
        tuple(
            Asked(
                f"i{n}", f"i{n}", rng.choice([45, 60]), 1 + n % 2, frozenset(rng.sample(keys, 10))
            )
            for n in range(5)
        )
        for _loop in range(loops)
    ]
    made = tuple(LoopAsked(f"l{n:02}", f"l{n}", five, free) for n, five in enumerate(asked))
    return Problem(made, panel, MONDAY, MONDAY + timedelta(days=DAYS))


def _panelist(key: str, days: list[datetime], rng: random.Random) -> Panelist:
    hours = [day + timedelta(hours=n) for day in days for n in range(8, 18)]
    free = [hour for hour in hours if rng.random() < 0.5]
    spans: list[Span] = []
    for hour in free:
        if spans and spans[-1].end == hour:
            spans[-1] = Span(spans[-1].start, hour + timedelta(hours=1))
        else:
            spans.append(Span(hour, hour + timedelta(hours=1)))
    return Panelist(key, key, tuple(spans), per_day=2, per_week=4, load=rng.randrange(12))


def naive(problem: Problem) -> int:
    """Return the best cost for the one loop of the problem, by the model that comes to mind."""
    from ortools.sat.python import cp_model

    grid, [loop] = Grid(problem), problem.loops
    model, weights, terms = cp_model.CpModel(), problem.weights, []
    free = grid.steps(loop.free)
    days = list(grid.by_date(free, loop.zone))
    first_of = {day: min(grid.by_date(free, loop.zone)[day]) for day in days}
    used = {day: model.new_bool_var("") for day in days}
    own: list[Any] = []
    chosen: dict[str, list[tuple[Any, Any, dict]]] = {}
    last = model.new_int_var(0, DAYS, "")
    waiting: list[Any] = []
    low = {day: model.new_int_var(0, grid.size, "") for day in days}
    high = {day: model.new_int_var(0, grid.size, "") for day in days}
    taken = [_busy(model, step) for step in range(grid.size) if step not in free]
    for asked in loop.interviews:
        length = grid.length(asked.minutes)
        start = model.new_int_var(0, grid.size - length, "")
        own.append(model.new_fixed_size_interval_var(start, length, ""))
        waiting.append(-length)
        there = {day: model.new_bool_var("") for day in days}
        model.add_exactly_one(there.values())
        for day, is_there in there.items():
            begin = first_of[day] - 36
            model.add(start >= begin).only_enforce_if(is_there)
            model.add(start < begin + 96).only_enforce_if(is_there)
            model.add(low[day] <= start).only_enforce_if(is_there)
            model.add(high[day] >= start + length).only_enforce_if(is_there)
            model.add(last >= (day - MONDAY.date()).days).only_enforce_if(is_there)
            model.add_implication(is_there, used[day])
        seats = []
        for key in sorted(asked.qualified):
            choice = model.new_bool_var("")
            seats.append(choice)
            interval = model.new_optional_fixed_size_interval_var(start, length, choice, "")
            chosen.setdefault(key, []).append((interval, choice, there))
        model.add(sum(seats) == asked.seats)
    for day in days:
        model.add(high[day] >= low[day])
        waiting.append(high[day] - low[day])
        for pause in loop.pauses:
            starts = grid.pause_starts(day, pause, loop.zone)
            begin, size = model.new_int_var(starts[0], starts[-1], ""), grid.length(pause.minutes)
            own.append(model.new_optional_fixed_size_interval_var(begin, size, used[day], ""))
    model.add_no_overlap(own[: len(loop.interviews)] + taken)
    model.add_no_overlap(own)
    panel = {panelist.key: panelist for panelist in problem.panel}
    for key, places in chosen.items():
        open_ = Resource(panel[key], grid).free
        busy = [_busy(model, step) for step in range(grid.size) if step not in open_]
        model.add_no_overlap([interval for interval, _choice, _there in places] + busy)
        choices = [choice for _interval, choice, _there in places]
        model.add(sum(choices) <= panel[key].per_week)
        for day in days:
            both = []
            for _interval, choice, there in places:
                both.append(model.new_bool_var(""))
                model.add_bool_or(choice.negated(), there[day].negated(), both[-1])
            model.add(sum(both) <= panel[key].per_day)
        again = model.new_int_var(0, len(places), "")
        model.add(again >= sum(choices) - 1)
        terms += [weights.load * panel[key].load * sum(choices), weights.same_person_again * again]
    terms += [weights.later_day * last, weights.more_days * (sum(used.values()) - 1)]
    model.minimize(sum(terms) + weights.waiting_quarter * sum(waiting))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.solve(model)
    return round(solver.objective_value)


def _busy(model: Any, step: int) -> Any:
    return model.new_fixed_size_interval_var(step, 1, "")
