"""Where the people who met a candidate saw different things.

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
class Pair:
    """Two ratings of one criterion by two people, `size` levels apart; the lower one first."""

    low: Seen
    high: Seen

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
    # Of each criterion that two people rated, the largest first.
    pairs: tuple[Pair, ...]


def compare(seen: Iterable[Seen]) -> Disagreement:
    """Return how far the ratings of different people lie apart, criterion by criterion.

    A largest gap of nought means that nothing was rated twice, or that all who rated it agree.
    """
    seen = list(seen)
    by_criterion = _group(seen, "criterion")
    by_competency = _group(seen, "competency")
    pairs = [pair for group in by_criterion.values() if (pair := _furthest(group))]
    return Disagreement(
        criteria=len(by_criterion),
        rated_twice=len(pairs),
        largest_gap=max((pair.size for pair in pairs), default=0),
        competencies=len(by_competency),
        seen_by_two=sum(
            len({one.interviewer for one in group}) > 1 for group in by_competency.values()
        ),
        pairs=tuple(sorted(pairs, key=lambda pair: -pair.size)),
    )


def _group(seen: Iterable[Seen], name: str) -> dict[Hashable, list[Seen]]:
    groups: dict[Hashable, list[Seen]] = {}
    for one in seen:
        groups.setdefault(getattr(one, name), []).append(one)
    return groups


def _furthest(seen: Sequence[Seen]) -> Pair | None:
    """Return the two ratings by different people that lie furthest apart; None if one rated."""
    pairs = [
        Pair(*sorted(pair, key=lambda one: one.level))
        for pair in combinations(seen, 2)
        if pair[0].interviewer != pair[1].interviewer
    ]
    return max(pairs, key=lambda pair: pair.size, default=None)
