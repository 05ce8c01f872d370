"""Where the people who met a candidate saw different things. No Django, no database.

One debrief's agreement coefficient would mean nothing: one candidate has no variance between
candidates. So what is said is which ratings lie apart, by how much, and what each rests on.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Seen:
    """One level given by one person, of one criterion that is evidence of one competency."""

    interviewer: Hashable
    criterion: Hashable
    competency: Hashable
    level: int


@dataclass(frozen=True)
class Gap:
    """Two ratings of one competency by two people, `size` levels apart; the lower one first."""

    competency: Hashable
    low: Seen
    high: Seen
    same_criterion: bool

    @property
    def size(self) -> int:
        return self.high.level - self.low.level


@dataclass(frozen=True)
class Disagreement:
    """How often two people rated the same thing, and how far apart they were at most."""

    criteria: int
    rated_twice: int
    largest_gap: int
    competencies: int
    seen_by_two: int
    largest_gap_in_competency: int
    gaps: tuple[Gap, ...]


def compare(seen: Iterable[Seen]) -> Disagreement:
    """Return where ratings of different people differ: the largest gap of each competency.

    Gaps are sorted, the largest first; two levels and more come before one. Nought means that
    nothing was rated twice, or that all who rated it agree.
    """
    seen = list(seen)
    by_criterion = _group(seen, "criterion")
    by_competency = _group(seen, "competency")
    gaps = [gap for group in by_competency.values() if (gap := _largest(group)) and gap.size]
    within = [gap for group in by_criterion.values() if (gap := _largest(group))]
    return Disagreement(
        criteria=len(by_criterion),
        rated_twice=len(within),
        largest_gap=max((gap.size for gap in within), default=0),
        competencies=len(by_competency),
        seen_by_two=sum(_largest(group) is not None for group in by_competency.values()),
        largest_gap_in_competency=max((gap.size for gap in gaps), default=0),
        gaps=tuple(sorted(gaps, key=lambda gap: -gap.size)),
    )


def _group(seen: Iterable[Seen], name: str) -> dict[Hashable, list[Seen]]:
    groups: dict[Hashable, list[Seen]] = {}
    for one in seen:
        groups.setdefault(getattr(one, name), []).append(one)
    return groups


def _largest(seen: Sequence[Seen]) -> Gap | None:
    """Return the two ratings by different people that lie furthest apart; None if one rated.

    Of equally distant pairs one about the same criterion is taken, then the first given.
    """
    pairs = [(a, b) for a, b in combinations(seen, 2) if a.interviewer != b.interviewer]
    if not pairs:
        return None
    low, high = max(
        (tuple(sorted(pair, key=lambda one: one.level)) for pair in pairs),
        key=lambda pair: (pair[1].level - pair[0].level, pair[0].criterion == pair[1].criterion),
    )
    return Gap(low.competency, low, high, low.criterion == high.criterion)
