"""Many ratings as columns of numbers: who rated whom on which criterion."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


class Graded(NamedTuple):
    """One rating of one criterion; levels may be on any scale."""

    candidate: Hashable
    criterion: Hashable
    interviewer: Hashable
    level: float


@dataclass(frozen=True)
class Table:
    """Ratings by column; a code is the place of a name in its list of names."""

    candidates: list[Hashable]
    criteria: list[Hashable]
    interviewers: list[Hashable]
    candidate: Codes
    criterion: Codes
    interviewer: Codes
    level: Floats

    def __len__(self) -> int:
        return len(self.level)


def tabulate(ratings: Iterable[Graded]) -> Table:
    """Return the ratings as columns, names in the order in which they come."""
    candidates: dict[Hashable, int] = {}
    criteria: dict[Hashable, int] = {}
    interviewers: dict[Hashable, int] = {}
    codes, levels = [], []
    for candidate, criterion, interviewer, level in ratings:
        codes.append(candidates.setdefault(candidate, len(candidates)))
        codes.append(criteria.setdefault(criterion, len(criteria)))
        codes.append(interviewers.setdefault(interviewer, len(interviewers)))
        levels.append(level)
    columns = np.array(codes, dtype=np.int64).reshape(-1, 3).T
    return Table(
        candidates=list(candidates),
        criteria=list(criteria),
        interviewers=list(interviewers),
        candidate=columns[0],
        criterion=columns[1],
        interviewer=columns[2],
        level=np.array(levels, dtype=np.float64),
    )


def paired(first: Codes, second: Codes) -> tuple[Codes, Codes]:
    """Return a code for each pair that occurs, and of which row each pair is first."""
    width = int(second.max(initial=0)) + 1
    _, places, code = np.unique(first * width + second, return_index=True, return_inverse=True)
    return code, places
