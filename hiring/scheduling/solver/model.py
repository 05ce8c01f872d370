"""The constraint model (OR-tools CP-SAT), which is loaded only when something is solved.

An interview's start is a variable over exactly the steps at which its candidate, enough people and
a room are free; who sits in it are booleans that narrow it further.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any

from ortools.sat.python import cp_model

from hiring.scheduling.solver.grid import Grid, Resource, week_of
from hiring.scheduling.solver.problem import Asked, LoopAsked, Placed, Plan, Reason, Rule, Weights


@dataclass
class Slot:
    """An interview of the model."""

    loop: LoopAsked
    asked: Asked
    length: int
    domain: set[int]
    start: Any
    seats: dict[str, Any]
    rooms: dict[str, Any]
    watching: dict[str, Any] = field(default_factory=dict)

    @property
    def everyone(self) -> dict[str, Any]:
        """Return people and rooms."""
        return self.watching | self.seats | self.rooms


class Model:
    """Loops with their hard rules, but for those that are `off`."""

    def __init__(
        self,
        grid: Grid,
        resources: dict[str, Resource],
        loops: Sequence[LoopAsked],
        *,
        weights: Weights,
        new_pairs: frozenset[frozenset[str]] = frozenset(),
        day: date | None = None,
        off: frozenset[Reason] = frozenset(),
    ) -> None:
        self.grid, self.resources, self.loops = grid, resources, loops
        self.weights, self.new_pairs, self.day, self.off = weights, new_pairs, day, off
        self.cp = cp_model.CpModel()
        self.is_impossible = False
        self.terms: list[Any] = []
        self._inside: dict[tuple, Any] = {}
        self.slots = [slot for loop in loops for slot in self._loop(loop)]
        if not self.is_impossible:
            self._people()

    def is_on(self, rule: Rule, **of: str) -> bool:
        """Return whether a rule is kept."""
        return Reason(rule, **of) not in self.off

    def forbid(self, plan: Plan, *, later: int = 0) -> None:
        """Ask for a plan with other people than this one in a third of the seats."""
        chosen = {(p.loop, p.interview): {*p.people} for p in plan.placed}
        same = [
            choice
            for slot in self.slots
            for key, choice in slot.seats.items()
            if key in chosen[slot.loop.key, slot.asked.key]
        ]
        seats = sum(slot.asked.seats for slot in self.slots)
        self.cp.add(sum(same) <= seats - max(1, seats // 3))

    def solve(
        self,
        *,
        seed: int,
        work: float,
        seconds: float = 60.0,
        below: int | None = None,
        optimize: bool = True,
        presolve: bool = True,
    ) -> tuple[str, tuple[Placed, ...]]:
        """Return `found`, `best`, `none` or `unknown`, and the interviews placed.

        `work` is a limit that does not depend on the machine; `seconds` is a last resort. One loop
        on one day is solved faster without `presolve`.
        """
        if self.is_impossible:
            return "none", ()
        cost = sum(self.terms)
        if below is not None:
            self.cp.add(cost < below)
        if optimize:
            self.cp.minimize(cost)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = work
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.cp_model_presolve = presolve
        status = solver.solve(self.cp)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            word = "best" if status == cp_model.OPTIMAL else "found"
            return word, tuple(sorted(self._placed(slot, solver) for slot in self.slots))
        return ("none" if status == cp_model.INFEASIBLE else "unknown"), ()

    def least(self, *, seed: int, work: float) -> int | None:
        """Return a whole cost that nothing is below; None when there is no plan at all."""
        if self.is_impossible:
            return None
        self.cp.minimize(sum(self.terms))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = work
        solver.parameters.cp_model_presolve = False
        if solver.solve(self.cp) == cp_model.INFEASIBLE:
            return None
        return max(ceil(solver.best_objective_bound - 1e-6), 0)

    def _placed(self, slot: Slot, solver: Any) -> Placed:
        at = solver.value(slot.start)
        people = [key for key, choice in slot.seats.items() if solver.value(choice)]
        rooms = [key for key, choice in slot.rooms.items() if solver.value(choice)]
        first, last = self.grid.instant(at), self.grid.instant(at + slot.length)
        watching = [key for key, choice in slot.watching.items() if solver.value(choice)]
        return Placed(
            slot.loop.key,
            first,
            last,
            slot.asked.key,
            tuple(sorted(people)),
            "".join(rooms),
            "".join(watching),
        )

    # One loop ------------------------------------------------------------------------------

    def _loop(self, loop: LoopAsked) -> list[Slot]:
        free = set(range(self.grid.size))
        if self.is_on(Rule.CANDIDATE, loop=loop.key):
            free = self.grid.steps(loop.free)
        if self.day:
            dates = self.grid.dates(loop.zone)
            free = {step for step in free if dates[step] == self.day}
        slots = [self._slot(loop, asked, free) for asked in loop.interviews]
        if self.is_impossible:
            return slots
        self._order(loop, slots)
        self._days(loop, slots)
        self._again(slots)
        return slots

    def _slot(self, loop: LoopAsked, asked: Asked, free: set[int]) -> Slot:
        length = self.grid.length(asked.minutes)
        domain = self.grid.starts(free, length)
        seats: dict[str, set[int]] = {}
        rooms: dict[str, set[int]] = {}
        about = {"loop": loop.key, "interview": asked.key}
        if self.is_on(Rule.PANEL, **about):
            seats = self._starts(asked.qualified, length, domain)
            domain = _enough(domain, seats.values(), asked.seats)
            if asked.one_of and self.is_on(Rule.PERSPECTIVE, **about):
                domain = _enough(domain, [seats[k] for k in asked.one_of if k in seats], 1)
        if asked.rooms and self.is_on(Rule.ROOM, **about):
            rooms = self._starts(asked.rooms, length, domain)
            domain = _enough(domain, rooms.values(), 1)
        if not domain:
            self.is_impossible = True
            return Slot(loop, asked, length, domain, None, {}, {})
        name = f"{loop.key} {asked.key}"
        start = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(sorted(domain)), name)
        slot = Slot(loop, asked, length, domain, start, {}, {})
        slot.seats = self._choices(slot, seats, asked.seats)
        slot.rooms = self._choices(slot, rooms, 1)
        if seats and asked.one_of and self.is_on(Rule.PERSPECTIVE, **about):
            self.cp.add_bool_or([c for key, c in slot.seats.items() if key in asked.one_of])
        self._shadows(slot)
        load = self.weights.load
        self.terms += [
            load * self.resources[key].panelist.load * choice for key, choice in slot.seats.items()
        ]
        return slot

    def _shadows(self, slot: Slot) -> None:
        """At most one in training is there, too."""
        for key in sorted(slot.asked.shadows):
            if starts := self.resources[key].starts(slot.length) & slot.domain:
                slot.watching[key] = self.cp.new_bool_var(f"{key} watches")
                self._within(slot.start, starts, slot.watching[key])
        if slot.watching:
            self.cp.add(sum(slot.watching.values()) <= 1)
            self.terms += [-self.weights.shadow * choice for choice in slot.watching.values()]

    def _starts(self, keys: Iterable[str], length: int, domain: set[int]) -> dict[str, set[int]]:
        found = {}
        for key in sorted(keys):
            limited = self.is_on(Rule.LIMIT, person=key)
            found[key] = self.resources[key].starts(length, limited=limited) & domain
        return found

    def _choices(self, slot: Slot, starts: dict[str, set[int]], number: int) -> dict[str, Any]:
        if not starts:
            return {}
        choices = {}
        for key, domain in starts.items():
            if domain := domain & slot.domain:
                choices[key] = self.cp.new_bool_var(key)
                if domain != slot.domain:
                    self._within(slot.start, domain, choices[key])
        self.cp.add(sum(choices.values()) == number)
        return choices

    def _within(self, start: Any, steps: set[int], when: Any) -> None:
        domain = cp_model.Domain.from_values(sorted(steps))
        self.cp.add_linear_expression_in_domain(start, domain).only_enforce_if(when)

    def _order(self, loop: LoopAsked, slots: list[Slot]) -> None:
        if not self.is_on(Rule.ORDER, loop=loop.key):
            return
        by_key = {slot.asked.key: slot for slot in slots}
        for slot in slots:
            for key in sorted(slot.asked.after):
                before = by_key[key]
                self.cp.add(slot.start >= before.start + before.length)

    def _days(self, loop: LoopAsked, slots: list[Slot]) -> None:
        """One thing at a time, breaks on each day with interviews; late, many and long days."""
        days = self.grid.by_date({step for slot in slots for step in slot.domain}, loop.zone)
        first = self.grid.day_of(0, loop.zone)
        busy = [self.cp.new_fixed_size_interval_var(s.start, s.length, "") for s in slots]
        used = {}
        waiting: list[Any] = [-sum(slot.length for slot in slots)]
        last = self.cp.new_int_var(0, (max(days) - first).days, "last day")
        for day, steps in days.items():
            used[day] = self.cp.new_bool_var(str(day)) if len(days) > 1 else 1
            low = self.cp.new_int_var(steps[0], steps[-1] + 1, "")
            high = self.cp.new_int_var(steps[0], steps[-1] + max(s.length for s in slots), "")
            waiting.append(high - low)
            self.cp.add(high >= low)
            for slot in slots:
                inside = self._in(slot, loop.zone, day, {*steps})
                if inside is False:
                    continue
                self._if(inside, low <= slot.start)
                self._if(inside, high >= slot.start + slot.length)
                self._if(inside, last >= (day - first).days)
                if inside is not True:
                    self.cp.add_implication(inside, used[day])
            busy += self._pauses(loop, day, used[day])
        if loop.is_one_day and self.is_on(Rule.ONE_DAY, loop=loop.key):
            self.cp.add(sum(used.values()) <= 1)
        self.cp.add_no_overlap(busy)
        weights = self.weights
        self.terms += [
            weights.later_day * last,
            weights.more_days * (sum(used.values()) - 1),
            weights.waiting_quarter * sum(waiting),
        ]

    def _pauses(self, loop: LoopAsked, day: date, used: Any) -> list[Any]:
        found = []
        for pause in loop.pauses:
            starts = self.grid.pause_starts(day, pause, loop.zone)
            if not starts or not self.is_on(Rule.PAUSE, loop=loop.key):
                continue
            start = self.cp.new_int_var(starts[0], starts[-1], "")
            length = self.grid.length(pause.minutes)
            found.append(
                self.cp.new_optional_fixed_size_interval_var(start, length, used, pause.name)
            )
        return found

    def _if(self, condition: Any, rule: Any) -> None:
        added = self.cp.add(rule)
        if condition is not True:
            added.only_enforce_if(condition)

    def _in(self, slot: Slot, zone: str, group: Any, steps: set[int]) -> Any:
        """Return whether an interview begins in a group of steps: True, False, or a variable."""
        inside = slot.domain & steps
        if not inside:
            return False
        if inside == slot.domain:
            return True
        known = (slot.loop.key, slot.asked.key, zone, group)
        if known not in self._inside:
            is_inside = self._inside[known] = self.cp.new_bool_var(str(known))
            self._within(slot.start, inside, is_inside)
            self._within(slot.start, slot.domain - inside, is_inside.negated())
        return self._inside[known]

    def _again(self, slots: list[Slot]) -> None:
        """What somebody in two interviews of a loop costs, or another room; what a new pair is
        worth."""
        rooms = sorted({key for slot in slots for key in slot.rooms})
        if rooms and sum(bool(slot.rooms) for slot in slots) > 1:
            used = {key: self.cp.new_bool_var(f"in {key}") for key in rooms}
            for slot in slots:
                for key, choice in slot.rooms.items():
                    self.cp.add_implication(choice, used[key])
            self.terms.append(self.weights.other_room * (sum(used.values()) - 1))
        for key in sorted({key for slot in slots for key in slot.seats}):
            choices = [slot.seats[key] for slot in slots if key in slot.seats]
            if len(choices) > 1:
                again = self.cp.new_int_var(0, len(choices) - 1, f"again {key}")
                self.cp.add(again >= sum(choices) - 1)
                self.terms.append(self.weights.same_person_again * again)
        for slot in slots:
            for pair in sorted(map(sorted, self.new_pairs)):
                if slot.asked.seats > 1 and all(key in slot.seats for key in pair):
                    both = self.cp.new_bool_var("+".join(pair))
                    for key in pair:
                        self.cp.add_implication(both, slot.seats[key])
                    self.terms.append(-self.weights.new_pair * both)

    # Everybody -----------------------------------------------------------------------------

    def _people(self) -> None:
        for key, resource in self.resources.items():
            slots = [slot for slot in self.slots if key in slot.everyone]
            if len(slots) < 2:
                continue
            if len(self.loops) > 1 or resource.gap:
                self._once(resource, slots)
            if self.is_on(Rule.LIMIT, person=key):
                self._limits(resource, slots)

    def _once(self, resource: Resource, slots: list[Slot]) -> None:
        if not self.is_on(Rule.ELSEWHERE, person=resource.key):
            return
        self.cp.add_no_overlap(
            self.cp.new_optional_fixed_size_interval_var(
                slot.start, slot.length + resource.gap, slot.everyone[resource.key], ""
            )
            for slot in slots
        )

    def _limits(self, resource: Resource, slots: list[Slot]) -> None:
        zone = resource.panelist.zone
        starts = {step for slot in slots for step in slot.domain}
        weeks: dict[date, set[int]] = {}
        for day, steps in self.grid.by_date(starts, zone).items():
            weeks.setdefault(week_of(day), set()).update(steps)
            self._at_most(resource.left(day), resource, slots, day, {*steps})
        for week, of_week in weeks.items():
            left = resource.left_in_week(week)
            self._at_most(left, resource, slots, ("week", week), of_week)

    def _at_most(
        self, left: int, resource: Resource, slots: list[Slot], group: Any, steps: set[int]
    ) -> None:
        inside = (
            [(s, self._in(s, resource.panelist.zone, group, steps)) for s in slots]
            if (left < len(slots))
            else []
        )
        inside = [(slot, there) for slot, there in inside if there is not False]
        if left >= len(inside):
            return
        counted = []
        for slot, there in inside:
            choice = slot.everyone[resource.key]
            if there is not True:
                both = self.cp.new_bool_var("")
                self.cp.add_bool_or(choice.negated(), there.negated(), both)
                choice = both
            counted.append(choice)
        self.cp.add(sum(counted) <= max(left, 0))


def _enough(domain: set[int], starts: Iterable[set[int]], number: int) -> set[int]:
    """Return the steps at which at least so many could begin."""
    counts = dict.fromkeys(domain, 0)
    for steps in starts:
        for step in steps & domain:
            counts[step] += 1
    return {step for step, count in counts.items() if count >= number}
