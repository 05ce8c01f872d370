"""The versions of an amended card, side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hiring.scorecards.models import Rating, ScorecardVersion
from rubrics.models import Criterion


@dataclass(frozen=True)
class Cell:
    """One criterion in one version, and whether the version before said something else."""

    rating: Rating | None
    level_changed: bool = False
    words_changed: bool = False


@dataclass(frozen=True)
class Line:
    criterion: Criterion
    cells: list[Cell]

    @property
    def changed(self) -> bool:
        return any(cell.level_changed or cell.words_changed for cell in self.cells)


def lines(versions: Sequence[ScorecardVersion]) -> list[Line]:
    """Return a line for each criterion, with a cell for each version in the order given.

    `versions` go from the newest to the first, their ratings at hand; a cell is compared with
    the one after it, which is older.
    """
    by_version = [{r.criterion_id: r for r in version.ratings.all()} for version in versions]
    return [
        Line(criterion, list(_cells([ratings.get(criterion.pk) for ratings in by_version])))
        for criterion in _criteria(versions)
    ]


def _criteria(versions: Iterable[ScorecardVersion]) -> list[Criterion]:
    found = {r.criterion_id: r.criterion for v in versions for r in v.ratings.all()}
    return sorted(found.values(), key=lambda criterion: criterion.position)


def _cells(ratings: list[Rating | None]) -> Iterable[Cell]:
    """A submitted version rates every criterion, so only the first one has none to compare to."""
    for newer, older in zip(ratings, [*ratings[1:], ratings[-1]], strict=True):
        if newer is None or older is None:
            yield Cell(newer)
        else:
            yield Cell(
                newer,
                level_changed=newer.level != older.level,
                words_changed=newer.evidence != older.evidence,
            )
