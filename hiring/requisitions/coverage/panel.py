"""How many people of a plan look at what a profile asks. No Django, no database.

What counts are people, each seat being someone else: who sits where is not known at planning,
and one person in two seats is one person. A strength that one person alone sees can only ever be
"one view" (rubrics/assessment/states.py), so it needs two; a bar needs one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hiring.requisitions.adjustments import STRENGTH, Need
from rubrics.assessment.states import Rating, State, stand

PEOPLE_FOR_STRENGTH, PEOPLE_FOR_BAR = 2, 1
STRONG_YES = 4


@dataclass(frozen=True)
class PanelSlot:
    """One planned interview: how many people sit in it, and its criteria by competency."""

    key: Any
    people: int
    criteria: Mapping[Any, int]


@dataclass(frozen=True)
class Covered:
    """One strength or bar, with the planned interviews that give evidence of it."""

    need: Need
    panel_slots: tuple[PanelSlot, ...]

    @property
    def observations(self) -> int:
        """Independent observations: people, each counted once for each seat."""
        return sum(panel_slot.people for panel_slot in self.panel_slots)

    @property
    def at_best(self) -> State:
        """The state if everybody planned rated it a strong yes."""
        ratings = [Rating(seat, STRONG_YES) for seat in range(self.observations)]
        return stand(ratings, self.need.bar).state

    @property
    def enough(self) -> bool:
        """Whether as many people look at it as it needs."""
        strength = self.need.stance == STRENGTH
        return self.observations >= (PEOPLE_FOR_STRENGTH if strength else PEOPLE_FOR_BAR)


def cover(needs: Iterable[Need], panel_slots: Sequence[PanelSlot]) -> list[Covered]:
    """Return what is assessed with what looks at it: strengths, then bars, each in its order."""
    assessed = sorted((n for n in needs if n.assessed), key=lambda need: need.stance != STRENGTH)
    return [cover_one(need, panel_slots) for need in assessed]


def cover_one(need: Need, panel_slots: Iterable[PanelSlot]) -> Covered:
    """Return one need with those of the sittings that give evidence of it."""
    return Covered(need, tuple(one for one in panel_slots if one.criteria.get(need.competency)))
