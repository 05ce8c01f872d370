"""How the ratings of one competency stand to its bar: counted, not inferred.

What is counted are people, not ratings. A person is at or above the bar if all their ratings of
the competency are, below it if none is, and otherwise on both sides; somebody in two interviews
is one person. Two or more people, all at or above: met. Two or more, all below: not met. One
person: one view. Everything else is a split, told with its count. No probability enters, no other
candidate, and nothing that happened before.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

LEVELS = (1, 2, 3, 4)
# A bar of 1 asks nothing: every rating is at or above it.
BARS = (2, 3, 4)
# From so many people on, one who stands apart is told as that.
PEOPLE_FOR_MOSTLY = 4


class State(StrEnum):
    """How a competency stands."""

    MET = "met"
    NOT_MET = "not_met"
    SPLIT = "split"
    ONE_VIEW = "one_view"
    NOT_TESTED = "not_tested"


class Side(StrEnum):
    """Where one person's ratings lie, or where most people's do."""

    ABOVE = "above"
    BELOW = "below"
    BOTH = "both"


@dataclass(frozen=True)
class Rating:
    """One level given by one person; None means not observed.

    `interview` matters to the estimate: ratings of one interview share what happened in it.
    `criterion` matters where history knows how it differs from the others.
    """

    interviewer: Hashable
    level: int | None
    interview: Hashable = None
    criterion: Hashable = None


@dataclass(frozen=True)
class Standing:
    """The state of one competency with what it was counted from.

    `side` is that of the one person of a one view, and of a split that leans clearly to a side
    (from four people on, all but one); otherwise None.
    """

    state: State
    side: Side | None = None
    people: int = 0
    at_or_above: int = 0
    below: int = 0
    observations: int = 0
    not_observed: int = 0


def stand(ratings: Iterable[Rating], bar: int) -> Standing:
    """Return the state of a competency; ValueError for a level or a bar off the scale.

    Ratings that were not observed are only counted. Their order does not matter.
    """
    ratings = list(ratings)
    if bar not in BARS:
        raise ValueError("bars are 2, 3 or 4")
    if any(rating.level not in (None, *LEVELS) for rating in ratings):
        raise ValueError("levels are whole numbers from 1 to 4")
    seen = [(rating.interviewer, rating.level) for rating in ratings if rating.level is not None]
    sides = Counter(_sides(seen, bar))
    state, side = _judge(sides)
    return Standing(
        state=state,
        side=side,
        people=sides.total(),
        at_or_above=sides[Side.ABOVE],
        below=sides[Side.BELOW],
        observations=len(seen),
        not_observed=len(ratings) - len(seen),
    )


def _sides(seen: Iterable[tuple[Hashable, int]], bar: int) -> Iterable[Side]:
    """Return the side of each person."""
    answers: dict[Hashable, set[bool]] = {}
    for interviewer, level in seen:
        answers.setdefault(interviewer, set()).add(level >= bar)
    for reached in answers.values():
        yield Side.BOTH if len(reached) == 2 else Side.ABOVE if True in reached else Side.BELOW


def _judge(sides: Counter[Side]) -> tuple[State, Side | None]:
    people = sides.total()
    if people == 0:
        return State.NOT_TESTED, None
    if people == 1:
        return State.ONE_VIEW, next(iter(sides))
    if sides[Side.ABOVE] == people:
        return State.MET, None
    if sides[Side.BELOW] == people:
        return State.NOT_MET, None
    return State.SPLIT, _leaning(sides)


def _leaning(sides: Counter[Side]) -> Side | None:
    """Return the side of all people but one, who stands on the other, if they are enough."""
    if sides.total() < PEOPLE_FOR_MOSTLY or sides[Side.BOTH]:
        return None
    if sides[Side.BELOW] == 1:
        return Side.ABOVE
    return Side.BELOW if sides[Side.ABOVE] == 1 else None
