"""What earlier scorecards say of those who rate, what they rate by, and who comes.

History corrects differences, never the level that all share: a lenient house and a strong pool
give the same cards. Only answers with an agreed key tell the two apart.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from math import sqrt
from statistics import fmean
from typing import Any, NamedTuple

from rubrics.assessment.estimates import MIDDLE, SEVERITY, History, Severity

# From so many on a figure is used at all.
CARDS_FOR_SEVERITY = 15
CARDS_FOR_SHIFT = 30
CANDIDATES_FOR_CENTER = 30
REFERENCES_FOR_LENIENCY = 20

# How much criteria, pools and houses differ, in squared levels (a deviation of a quarter level).
DIFFERENCE = 0.0625
# The variance of one candidate's mean, and of one rating of a reference answer against its key.
OF_CANDIDATE = 0.36
OF_REFERENCE = 0.20
# As many interviewers, or criteria, known to differ as assumed.
PRIOR_SIZE = 10
LEAST_UNCERTAINTY = 0.10
# Between the middle and the outer ones lie 40 % of the pools that there may be.
OUTER = 1.28


class PastRating(NamedTuple):
    """One observed rating of a submitted scorecard."""

    candidate: Hashable
    interviewer: Hashable
    rubric: Hashable
    criterion: Hashable
    competency: Hashable
    level: int


class ReferenceRating(NamedTuple):
    """A recorded or written answer, rated by one person, beside the level that was agreed."""

    rubric: Hashable
    level: int
    agreed: int


@dataclass(frozen=True)
class Shift:
    """How far above the others something is rated, in levels, and from how many cards."""

    level: float
    cards: int


@dataclass(frozen=True)
class Fitted:
    """What a history of scorecards gives; keys are those of the ratings."""

    ratings: int = 0
    severities: Mapping[Hashable, Severity] = field(default_factory=dict)
    shifts: Mapping[Hashable, Shift] = field(default_factory=dict)
    centers: Mapping[Hashable, tuple[float, float, float]] = field(default_factory=dict)
    lenient: Mapping[Hashable, Shift] = field(default_factory=dict)

    def of(self, competency: Hashable, rubrics: Mapping[Any, Hashable]) -> History:
        """Return what is known for a competency; `rubrics` names that of each criterion."""
        nothing = Shift(0.0, 0)
        return History(
            severities=self.severities,
            shifts={
                criterion: self.shifts.get(criterion, nothing).level
                + self.lenient.get(rubric, nothing).level
                for criterion, rubric in rubrics.items()
            },
            centers=self.centers.get(competency),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON values; keys become strings."""
        return {
            "ratings": self.ratings,
            "severities": {str(key): asdict(value) for key, value in self.severities.items()},
            "shifts": {str(key): asdict(value) for key, value in self.shifts.items()},
            "centers": {str(key): list(value) for key, value in self.centers.items()},
            "lenient": {str(key): asdict(value) for key, value in self.lenient.items()},
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Fitted":
        """Return what `as_dict` gave, its keys as whole numbers."""
        return cls(
            ratings=values["ratings"],
            severities={int(k): Severity(**v) for k, v in values["severities"].items()},
            shifts={int(k): Shift(**v) for k, v in values["shifts"].items()},
            centers={int(k): (v[0], v[1], v[2]) for k, v in values["centers"].items()},
            lenient={int(k): Shift(**v) for k, v in values["lenient"].items()},
        )


def fit_history(
    ratings: Iterable[PastRating], references: Iterable[ReferenceRating] = ()
) -> Fitted:
    """Return severities, shifts and centers where there is enough to say."""
    ratings = list(ratings)
    lenient = leniency(references)
    severities = fit_severities(ratings)
    levels = [_corrected(rating, severities, lenient) for rating in ratings]
    shifts = fit_shifts(ratings, levels)
    return Fitted(
        ratings=len(ratings),
        severities=severities,
        shifts=shifts,
        centers=fit_centers(
            (rating, level - (shifts[rating.criterion].level if rating.criterion in shifts else 0))
            for rating, level in zip(ratings, levels, strict=True)
        ),
        lenient=lenient,
    )


def _corrected(
    rating: PastRating,
    severities: Mapping[Hashable, Severity],
    lenient: Mapping[Hashable, Shift],
) -> float:
    severity, shift = severities.get(rating.interviewer), lenient.get(rating.rubric)
    return rating.level - (severity.level if severity else 0) - (shift.level if shift else 0)


def fit_severities(
    ratings: Iterable[PastRating], *, least_cards: int = CARDS_FOR_SEVERITY
) -> dict[Hashable, Severity]:
    """Return the severity of everybody with enough cards of candidates whom others met, too.

    A crossed mixed model, shrunk, centered within each connected set (crossed.py); the variance of
    severities with a prior of ten interviewers who differ as assumed. Criteria are compared within
    candidates, so that a hard rubric does not make those severe who rate by it.
    """
    from rubrics.assessment.crossed import Prior, fit
    from rubrics.assessment.tables import Graded, tabulate

    table = tabulate(Graded(r.candidate, r.criterion, r.interviewer, r.level) for r in ratings)
    linked = _linked((r.candidate, r.interviewer) for r in ratings)
    if max(linked.values(), default=0) < max(1, least_cards):
        return {}
    found = fit(table, Prior(PRIOR_SIZE, SEVERITY), by_candidate=True)
    return {
        who: Severity(float(found.severity[at]), float(found.severity_error[at]))
        for at, who in enumerate(table.interviewers)
        if linked[who] >= least_cards
    }


def _linked(pairs: Iterable[tuple[Hashable, Hashable]]) -> Counter[Hashable]:
    """Return how many candidates each one shares with at least one other."""
    by_candidate: dict[Hashable, set[Hashable]] = defaultdict(set)
    for candidate, who in pairs:
        by_candidate[candidate].add(who)
    return Counter(who for people in by_candidate.values() if len(people) > 1 for who in people)


def fit_shifts(
    ratings: Iterable[PastRating],
    levels: Iterable[float],
    *,
    least_cards: int = CARDS_FOR_SHIFT,
) -> dict[Hashable, Shift]:
    """Return how criteria of one competency differ, from candidates rated by both, shrunk."""
    from rubrics.assessment.crossed import Prior, fit
    from rubrics.assessment.tables import Graded, tabulate

    groups: dict[Hashable, list[Graded]] = defaultdict(list)
    for rating, level in zip(ratings, levels, strict=True):
        # The criterion stands where the interviewer does, and everything else is alike.
        groups[rating.competency].append(Graded(rating.candidate, None, rating.criterion, level))
    shifts: dict[Hashable, Shift] = {}
    for graded in groups.values():
        linked = _linked((each.candidate, each.interviewer) for each in graded)
        if max(linked.values(), default=0) < least_cards:
            continue
        table = tabulate(graded)
        found = fit(table, Prior(PRIOR_SIZE, DIFFERENCE))
        for at, criterion in enumerate(table.interviewers):
            if linked[criterion] >= least_cards:
                shifts[criterion] = Shift(float(found.severity[at]), linked[criterion])
    return shifts


def fit_centers(
    ratings: Iterable[tuple[PastRating, float]],
) -> dict[Hashable, tuple[float, float, float]]:
    """Return low, middle and high mean of the candidates of each competency."""
    by_candidate: dict[tuple[Hashable, Hashable], list[float]] = defaultdict(list)
    for rating, level in ratings:
        by_candidate[rating.competency, rating.candidate].append(level)
    means: dict[Hashable, list[float]] = defaultdict(list)
    for (competency, _candidate), levels in by_candidate.items():
        means[competency].append(fmean(levels))
    return {
        competency: center(found)
        for competency, found in means.items()
        if len(found) >= CANDIDATES_FOR_CENTER
    }


def center(means: list[float]) -> tuple[float, float, float]:
    """Return the three centers from the means of candidates, shrunk toward the middle."""
    share = DIFFERENCE / (DIFFERENCE + OF_CANDIDATE / len(means))
    middle = MIDDLE + share * (fmean(means) - MIDDLE)
    spread = OUTER * max(LEAST_UNCERTAINTY, sqrt(DIFFERENCE * (1 - share)))
    return middle - spread, middle, middle + spread


def leniency(
    references: Iterable[ReferenceRating], *, least_ratings: int = REFERENCES_FOR_LENIENCY
) -> dict[Hashable, Shift]:
    """Return how far above the agreed levels all rate by a rubric, from enough ratings, shrunk."""
    apart: dict[Hashable, list[int]] = defaultdict(list)
    for reference in references:
        apart[reference.rubric].append(reference.level - reference.agreed)
    return {
        rubric: Shift(fmean(found) * _reference_share(len(found)), len(found))
        for rubric, found in apart.items()
        if len(found) >= least_ratings
    }


def _reference_share(count: int) -> float:
    return DIFFERENCE / (DIFFERENCE + OF_REFERENCE / count)
