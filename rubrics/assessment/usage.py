"""How a rubric is used over many scorecards: its levels, how much is rated twice, agreement."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from rubrics.assessment.history import PastRating, Shift
from rubrics.assessment.states import LEVELS

# From so many ratings on the levels used say something; from so many units rated twice, agreement.
RATINGS_FOR_LEVELS = 30
UNITS_FOR_AGREEMENT = 30
# Of fewer people the levels given would be somebody’s own: monitoring of employees.
PEOPLE_FOR_LEVELS = 3
# A level that nobody gives, or that nearly everybody gives, does not tell candidates apart.
NEARLY_ALL = 0.8
# Below this Krippendorff (2004) draws not even tentative conclusions.
LEAST_AGREEMENT = 0.667
CLEAR_SHIFT = 0.25

Json = dict[str, Any]


class Advice(StrEnum):
    """What to do about a rubric, or about one of its criteria."""

    PAIR_MORE = "pair_more"
    TALK_ABOUT_ANCHORS = "talk_about_anchors"
    ONE_LEVEL = "one_level"
    UNUSED_LEVEL = "unused_level"
    EASIER = "easier"
    HARDER = "harder"


@dataclass(frozen=True)
class Hint:
    """Advice on a criterion (None: on the rubric); `level` is that which it is about."""

    advice: Advice
    criterion: Hashable | None = None
    level: int | None = None


def uses(ratings: Iterable[PastRating]) -> dict[Hashable, Json]:
    """Return, by rubric, JSON values: nothing in them is of single people."""
    by_rubric: dict[Hashable, list[PastRating]] = defaultdict(list)
    for rating in ratings:
        by_rubric[rating.rubric].append(rating)
    return {rubric: _use(given) for rubric, given in by_rubric.items()}


def _use(given: list[PastRating]) -> Json:
    from rubrics.assessment.agreement import alpha_interval, icc_interval, ranked, units_of
    from rubrics.assessment.tables import Graded, tabulate

    once = {(r.candidate, r.criterion, r.interviewer): r for r in given}
    units = Counter((candidate, criterion) for candidate, criterion, _who in once)
    twice = sum(count > 1 for count in units.values())
    found = None
    if twice >= UNITS_FOR_AGREEMENT:
        table = tabulate(Graded(*place, rating.level) for place, rating in once.items())
        compared = units_of(table)
        found = alpha_interval(ranked(compared)), icc_interval(compared)
    criteria: dict[Hashable, Counter[int]] = defaultdict(Counter)
    for rating in given:
        criteria[rating.criterion][rating.level] += 1
    return {
        "ratings": len(given),
        "interviewers": len({rating.interviewer for rating in given}),
        "units": len(units),
        "rated_twice": twice,
        "alpha": asdict(found[0]) if found and found[0] else None,
        "icc": asdict(found[1]) if found and found[1] else None,
        "criteria": {
            str(criterion): [counts[level] for level in LEVELS]
            for criterion, counts in criteria.items()
        },
    }


def hints(use: Json, shifts: Mapping[Any, Shift]) -> list[Hint]:
    """Return what to do about a rubric; `shifts` by the criteria as they are named in `use`."""
    found = []
    if use["rated_twice"] < UNITS_FOR_AGREEMENT:
        found.append(Hint(Advice.PAIR_MORE))
    elif use["alpha"] and use["alpha"]["high"] < LEAST_AGREEMENT:
        found.append(Hint(Advice.TALK_ABOUT_ANCHORS))
    for criterion, counts in use["criteria"].items():
        found += _of_levels(criterion, counts)
        if (shift := shifts.get(criterion)) and abs(shift.level) >= CLEAR_SHIFT:
            found.append(Hint(Advice.EASIER if shift.level > 0 else Advice.HARDER, criterion))
    return found


def _of_levels(criterion: Hashable, counts: list[int]) -> Iterable[Hint]:
    total = sum(counts)
    if total < RATINGS_FOR_LEVELS:
        return
    for level, count in zip(LEVELS, counts, strict=True):
        if count >= NEARLY_ALL * total:
            yield Hint(Advice.ONE_LEVEL, criterion, level)
            return
    # The ends of the scale are rare by their nature.
    for level in LEVELS[1:-1]:
        if not counts[level - 1]:
            yield Hint(Advice.UNUSED_LEVEL, criterion, level)
