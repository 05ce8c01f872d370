"""A cost that no plan for many loops together can be below: a linear relaxation of the problem.

It keeps who is free on which day, how much everybody takes in a day and a week, and how long their
free time is, and lets go of the order within a day; a loop may be split into fractions of days.
What is left is solved by HiGHS (scipy), which is loaded only here. Every plan is a solution of it,
so its least cost bounds theirs from below.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any

from hiring.scheduling.solver.grid import Grid, Resource, week_of
from hiring.scheduling.solver.problem import Asked, LoopAsked, Weights

# Costs are whole numbers: what rounding takes away is no cost.
EPSILON = 1e-4
Terms = list[tuple[int, float]]


@dataclass
class Rows:
    """Linear rules over variables: each row's terms and its right-hand side."""

    terms: list[Terms] = field(default_factory=list)
    sides: list[float] = field(default_factory=list)

    def add(self, terms: Terms, side: float) -> None:
        self.terms.append(terms)
        self.sides.append(side)

    def matrix(self, columns: int) -> Any:
        """Return the rows as a sparse matrix."""
        from scipy.sparse import coo_matrix

        at = [
            (row, column, value) for row, terms in enumerate(self.terms) for column, value in terms
        ]
        rows, columns_, values = zip(*at, strict=True)
        return coo_matrix((values, (rows, columns_)), shape=(len(self.terms), columns)).tocsr()


class Relaxation:
    """The problem without the order within a day.

    `waiting` has, by loop and day, the least waiting of the whole loop on that one day; a day that
    is absent cannot hold it.
    """

    def __init__(
        self,
        grid: Grid,
        resources: dict[str, Resource],
        weights: Weights,
        waiting: dict[tuple[str, date], int],
    ) -> None:
        self.grid, self.resources, self.weights = grid, resources, weights
        self.waiting = waiting
        self.costs: list[float] = []
        self.most: list[float | None] = []
        self.at_most, self.equal = Rows(), Rows()
        # By person and day: what each choice takes of their steps.
        self.taken: dict[tuple[str, date], Terms] = {}

    def bound(self, loops: Sequence[LoopAsked], *, seconds: float) -> int | None:
        """Return the least cost, rounded up; None where HiGHS finds none in so many seconds."""
        from scipy.optimize import linprog

        for loop in loops:
            self._loop(loop)
        self._limits()
        found = linprog(
            self.costs,
            A_ub=self.at_most.matrix(len(self.costs)),
            b_ub=self.at_most.sides,
            A_eq=self.equal.matrix(len(self.costs)),
            b_eq=self.equal.sides,
            bounds=[(0, most) for most in self.most],
            method="highs-ipm",
            options={"time_limit": seconds},
        )
        return ceil(found.fun - EPSILON) if found.status == 0 else None

    def _variable(self, cost: float, most: float | None = 1) -> int:
        self.costs.append(cost)
        self.most.append(most)
        return len(self.costs) - 1

    def _loop(self, loop: LoopAsked) -> None:
        """It is on one day, or on several (`split`)."""
        who = self._who(loop)
        days = sorted({day for day, _key in who})
        split = self._variable(self.weights.more_days)
        choices: Terms = [(split, 1)]
        for day in days:
            if (loop.key, day) in self.waiting:
                choices.append((self._on_one_day(loop, day, who), 1))
        self.equal.add(choices, 1)
        self._on_several(loop, days, who, split)

    def _who(self, loop: LoopAsked) -> dict[tuple[date, str], list[str]]:
        """Return who could begin which interview on which day."""
        free, dates = self.grid.steps(loop.free), self.grid.dates(loop.zone)
        found: dict[tuple[date, str], set[str]] = {}
        for asked in loop.interviews:
            length = self.grid.length(asked.minutes)
            domain = self.grid.starts(free, length)
            for key in asked.qualified:
                for step in self.resources[key].starts(length) & domain:
                    found.setdefault((dates[step], asked.key), set()).add(key)
        return {at: sorted(keys) for at, keys in found.items()}

    def _lateness(self, loop: LoopAsked, day: date) -> int:
        return self.weights.later_day * (day - self.grid.day_of(0, loop.zone)).days

    def _on_one_day(
        self, loop: LoopAsked, day: date, who: dict[tuple[date, str], list[str]]
    ) -> int:
        waiting = self.weights.waiting_quarter * self.waiting[loop.key, day]
        here = self._variable(self._lateness(loop, day) + waiting)
        chosen: dict[str, Terms] = {}
        for asked in loop.interviews:
            for key, choice in self._seats(asked, day, who.get((day, asked.key), []), here):
                chosen.setdefault(key, []).append((choice, 1))
        for terms in chosen.values():
            if len(terms) > 1:
                again = self._variable(self.weights.same_person_again, None)
                self.at_most.add([*terms, (again, -1), (here, -1)], 0)
        return here

    def _on_several(
        self,
        loop: LoopAsked,
        days: Sequence[date],
        who: dict[tuple[date, str], list[str]],
        split: int,
    ) -> None:
        last = self._variable(1, None)
        for asked in loop.interviews:
            here: list[tuple[int, date]] = []
            for day in days:
                keys = who.get((day, asked.key), [])
                if len(keys) >= asked.seats:
                    here.append((self._variable(0), day))
                    list(self._seats(asked, day, keys, here[-1][0]))
            self.equal.add([*((one, 1) for one, _day in here), (split, -1)], 0)
            late: Terms = [(one, self._lateness(loop, day)) for one, day in here]
            self.at_most.add([*late, (last, -1)], 0)

    def _seats(
        self, asked: Asked, day: date, keys: Sequence[str], here: int
    ) -> Iterator[tuple[str, int]]:
        """Yield a choice for everybody who could sit in it, as many as it takes when it is here."""
        length = self.grid.length(asked.minutes)
        seats: Terms = [(here, -asked.seats)]
        for key in keys:
            choice = self._variable(self.weights.load * self.resources[key].panelist.load)
            seats.append((choice, 1))
            self.at_most.add([(choice, 1), (here, -1)], 0)
            self.taken.setdefault((key, day), []).append((choice, length))
            yield key, choice
        self.equal.add(seats, 0)

    def _limits(self) -> None:
        weeks: dict[tuple[str, date], Terms] = {}
        for (key, day), taken in self.taken.items():
            resource = self.resources[key]
            each: Terms = [(choice, 1) for choice, _length in taken]
            self.at_most.add(each, resource.left(day))
            dates = self.grid.dates(resource.panelist.zone)
            self.at_most.add(list(taken), sum(dates[step] == day for step in resource.free))
            weeks.setdefault((key, week_of(day)), []).extend(each)
        for (key, week), each in weeks.items():
            self.at_most.add(each, self.resources[key].left_in_week(week))
