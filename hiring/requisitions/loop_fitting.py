"""Fitting the interviews of a loop to what a profile asks. No Django, no database.

The role's own interviews are the start. One that would look at nothing asked any more goes; what
nobody would look at gets an interview from the library; and where the candidate's time allows,
each strength and bar gets a second look, since one person's rating stays one view. The choice
is greedy and deterministic: the same profile gives the same loop.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hiring.requisitions.adjustments import Need

# A day of interviews, which no loop may pass.
MAX_MINUTES = 360
# Up to where a second look is worth the candidate's time.
SECOND_LOOKS_UP_TO = 330
LOOKS = 2

# Whatever tells one from another.
Competency = Any


class Why(StrEnum):
    """Why an interview is in the loop."""

    ROLE = "role"  # the role's own loop holds it
    UNSEEN = "unseen"  # nothing else would look at these
    SECOND = "second"  # one look is not enough for these


@dataclass(frozen=True)
class Interview:
    """One that can be held: by which rubric, and of what its criteria are evidence."""

    rubric: Any
    name: str
    kind: str
    minutes: int
    observes: frozenset[Competency]
    # Asks the candidate for work beforehand: never added, only kept.
    prepared: bool = False


@dataclass(frozen=True)
class Slot:
    interview: Interview
    why: Why
    # Those of `Why.UNSEEN` and `Why.SECOND`.
    because_of: tuple[Competency, ...] = ()


@dataclass(frozen=True)
class Loop:
    slots: list[Slot]
    # The role's own interviews that were left out.
    left_out: list[Interview]

    @property
    def minutes(self) -> int:
        """The candidate's minutes."""
        return sum(slot.interview.minutes for slot in self.slots)


def fit_loop(
    needs: Iterable[Need],
    own: Sequence[Interview],
    library: Iterable[Interview],
    *,
    second_looks_up_to: int = SECOND_LOOKS_UP_TO,
) -> Loop:
    """Return the role's `own` interviews fitted to the needs, with what the library adds.

    Its minutes pass `MAX_MINUTES` only where the needs cannot be seen in less.
    """
    weights = {need.competency: need.weight for need in needs if need.assessed}
    slots = [Slot(one, Why.ROLE) for one in own if one.observes & weights.keys()]
    taken = {one.rubric for one in own}
    spare = [one for one in library if not one.prepared and one.rubric not in taken]
    _see_all(slots, spare, weights)
    _shorten(slots, weights)
    _look_twice(slots, spare, weights, second_looks_up_to)
    kept = {slot.interview.rubric for slot in slots}
    return Loop(slots, [one for one in own if one.rubric not in kept])


def _see_all(slots: list[Slot], spare: list[Interview], weights: dict[Competency, int]) -> None:
    while unseen := weights.keys() - _observations(slots).keys():
        best = _best(spare, weights, unseen)
        if best is None:
            return
        _add(slots, spare, best, Why.UNSEEN, unseen)


def _shorten(slots: list[Slot], weights: dict[Competency, int]) -> None:
    """Leave out what others see as well, least loss first, until the loop fits into a day."""
    while sum(slot.interview.minutes for slot in slots) > MAX_MINUTES:
        observations = _observations(slots)
        idle = [
            slot
            for slot in slots
            if all(observations[c] > 1 for c in slot.interview.observes & weights.keys())
        ]
        if not idle:
            return
        # Of equal ones the last.
        slots.remove(min(reversed(idle), key=lambda slot: _loss(slot, observations, weights)))


def _loss(slot: Slot, observations: Counter[Competency], weights: dict[Competency, int]) -> float:
    """The weight of what would have one look less than two, for each minute won."""
    lost = sum(
        weights[c] for c in slot.interview.observes & weights.keys() if observations[c] <= LOOKS
    )
    return lost / slot.interview.minutes


def _look_twice(
    slots: list[Slot], spare: list[Interview], weights: dict[Competency, int], limit: int
) -> None:
    while True:
        minutes = sum(slot.interview.minutes for slot in slots)
        observations = _observations(slots)
        once = {c for c in weights if observations[c] == 1}
        best = _best([i for i in spare if minutes + i.minutes <= limit], weights, once)
        if best is None:
            return
        _add(slots, spare, best, Why.SECOND, once)


def _best(
    spare: Iterable[Interview], weights: dict[Competency, int], wanted: set[Competency]
) -> Interview | None:
    """The one that shows most of what is wanted; of equal ones the shorter, then by name."""

    def merit(one: Interview) -> tuple[int, int, str, str]:
        shown = sum(weights[c] for c in one.observes & wanted)
        return -shown, one.minutes, one.name, str(one.rubric)

    return min((one for one in spare if one.observes & wanted), key=merit, default=None)


def _add(
    slots: list[Slot], spare: list[Interview], one: Interview, why: Why, wanted: set[Competency]
) -> None:
    spare.remove(one)
    shown = sorted(one.observes & wanted, key=str)
    slots.append(Slot(one, why, tuple(shown)))


def _observations(slots: Iterable[Slot]) -> Counter[Competency]:
    return Counter(c for slot in slots for c in slot.interview.observes)
