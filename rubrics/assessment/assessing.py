"""What a debrief says of one competency: how it stands, and what more interviewers would say."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rubrics.assessment.estimates import NO_HISTORY, History, estimate, range_of_ten, weigh
from rubrics.assessment.states import Rating, Standing, stand

# Ranges of more tenths than this are not worth printing: these ratings cannot say.
WIDEST_RANGE = 4
DIGITS = 4


@dataclass(frozen=True)
class Assessment(Standing):
    """The state, counted, and beside it the estimate.

    `level`, `low` and `high` are an estimate with its 80 % interval, `of_ten` the range of how
    many in ten are at or above the bar; all four are None when nothing was observed. `before` is
    that range before any interview.
    """

    level: float | None = None
    low: float | None = None
    high: float | None = None
    of_ten: tuple[int, int] | None = None
    before: tuple[int, int] | None = None

    @property
    def says_something(self) -> bool:
        """Return whether the range is narrow enough to be printed."""
        return self.of_ten is not None and self.of_ten[1] - self.of_ten[0] <= WIDEST_RANGE

    def as_dict(self) -> dict[str, Any]:
        """Return the assessment as JSON values."""
        return {name: _json(value) for name, value in asdict(self).items()}


def assess(ratings: Iterable[Rating], bar: int, history: History | None = None) -> Assessment:
    """Return state and estimate; ValueError for a level or a bar off the scale.

    History corrects the estimate and never the state. The order of ratings does not matter.
    """
    ratings = list(ratings)
    standing = stand(ratings, bar)
    known = history or NO_HISTORY
    evidence = weigh(ratings, known)
    estimated = estimate(evidence, known)
    return Assessment(
        **asdict(standing),
        **(asdict(estimated) if estimated else {}),
        of_ten=range_of_ten(evidence, bar, known) if evidence else None,
        before=range_of_ten(None, bar, known),
    )


def _json(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    return list(value) if isinstance(value, tuple) else value
