"""How far a plan of interviews can settle what a profile asks. No Django, no database.

The rating model (rubrics/ratings.py) is asked what it would say if everybody planned gave the
same rating: a strong yes (`best`: the most certainty that the plan can reach) and a plain yes.
What counts are people, each seat being somebody else: who sits where is not known at planning,
and one person in two seats would tell less. Two in one interview tell less than two in two.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hiring.requisitions.shifts import STRENGTH, Need
from rubrics.ratings import Estimate, Hypothesis, Rating, State, assess

YES, STRONG_YES = 3, 4


@dataclass(frozen=True)
class Sitting:
    """One planned interview: how many people sit in it, and its criteria by competency."""

    key: Any
    people: int
    criteria: Mapping[Any, int]


@dataclass(frozen=True)
class Covered:
    """One strength or bar, with the planned interviews that give evidence of it."""

    need: Need
    sittings: tuple[Sitting, ...]
    best: Estimate
    plain: Estimate

    @property
    def observations(self) -> int:
        """Independent observations: people, each counted once for each seat."""
        return sum(sitting.people for sitting in self.sittings)

    @property
    def settles(self) -> bool:
        """Whether the plan can reach "likely met" at all."""
        return self.best.state == State.LIKELY_MET


def cover(needs: Iterable[Need], sittings: Sequence[Sitting]) -> list[Covered]:
    """Return what is assessed with what looks at it: strengths, then bars, each in its order."""
    assessed = sorted((n for n in needs if n.assessed), key=lambda need: need.stance != STRENGTH)
    return [cover_one(need, sittings) for need in assessed]


def cover_one(need: Need, sittings: Iterable[Sitting]) -> Covered:
    """Return one need with those of the sittings that give evidence of it."""
    looking = tuple(one for one in sittings if one.criteria.get(need.competency))
    best, plain = (_if_all_say(level, need, looking) for level in (STRONG_YES, YES))
    return Covered(need, looking, best, plain)


def _if_all_say(level: int, need: Need, looking: Iterable[Sitting]) -> Estimate:
    ratings = [
        Rating((sitting.key, seat), sitting.key, criterion, level)
        for sitting in looking
        for seat in range(sitting.people)
        for criterion in range(sitting.criteria[need.competency])
    ]
    return assess(Hypothesis(need.competency, need.bar, ratings, need.stance, need.weight))
