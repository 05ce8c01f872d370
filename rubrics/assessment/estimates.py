"""What many more interviewers would say: a level with an interval, and a range of ten.

A linear mixed model with Gaussian effects of the candidate in the competency, the interview, the
interviewer (severity and halo) and the criterion, shrunk toward a prior (Lindley and Smith 1972).
The estimate is about what most of your interviewers would say, had many more of them met this
candidate; not about whether their bar is right.

Levels are equally spaced scores, and the interval depends on who sat where, never on the levels
given: with any other choice two people who agree can read worse than two who contradict each
other. Each person weighs the same, whatever the number of their ratings; that costs at most a few
percent of precision and keeps a higher rating from ever lowering the estimate.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from math import floor, fsum, sqrt
from statistics import NormalDist

from rubrics.assessment.states import Rating

# Variances in squared levels; with CANDIDATE they sum to .53, the variance of four levels given
# in 7, 43, 43 and 7 of a hundred ratings. The interview's share is that of Huffcutt, Culbertson
# and Weyhrauch 2013 (reliability of interviews by separate interviewers).
CANDIDATE = 0.20
INTERVIEW = 0.13
SEVERITY = 0.04
HALO = 0.04
# What is left of a rating, and the rounding to whole levels (1/12).
RATING = 0.04 + 0.08

MIDDLE = 2.5
NORMAL = NormalDist()
# Half of what an 80 % interval spans, in standard deviations.
EIGHTY = 1.2816
# The share of candidates at or above a "yes" in the pool, and the weight of that assumption.
BASE_RATES = (0.3, 0.5, 0.7)
PRIOR_WEIGHTS = (0.5, 1.0, 2.0)


@dataclass(frozen=True)
class Severity:
    """How far above the others of their set a person rates, in levels, and how sure that is."""

    level: float
    variance: float


@dataclass(frozen=True)
class History:
    """What earlier scorecards say of those who rated, the same for every candidate.

    `severities` by interviewer and `shifts` by criterion are taken off a rating; `centers` are
    the low, middle and high mean of candidates in this competency, instead of the base rates.
    """

    severities: Mapping[Hashable, Severity] = field(default_factory=dict)
    shifts: Mapping[Hashable, float] = field(default_factory=dict)
    centers: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Evidence:
    """Ratings in two figures: the mean of the people's means, and the variance of its error."""

    mean: float
    variance: float


@dataclass(frozen=True)
class Estimate:
    """A level with the ends of its 80 % interval; they may lie off the scale."""

    level: float
    low: float
    high: float


NO_HISTORY = History()


def weigh(ratings: Iterable[Rating], history: History = NO_HISTORY) -> Evidence | None:
    """Return what the observed ratings say together, None when there are none.

    A rating weighs 1 / (people x ratings by its person). The error is that of the weights: what
    an interview, a person or a rating adds counts by the square of the weight that it has.
    """
    seen = [rating for rating in ratings if rating.level]
    if not seen:
        return None
    by_person = _grouped((rating.interviewer, rating) for rating in seen)
    share = {who: 1 / (len(by_person) * len(given)) for who, given in by_person.items()}
    in_interview = _grouped((rating.interview, share[rating.interviewer]) for rating in seen)
    return Evidence(
        mean=fsum(_mean(given, history) for given in by_person.values()) / len(by_person),
        variance=fsum(
            [
                *(INTERVIEW * fsum(weights) ** 2 for weights in in_interview.values()),
                *(_person(who, history) / len(by_person) ** 2 for who in by_person),
                *(RATING * share[rating.interviewer] ** 2 for rating in seen),
            ]
        ),
    )


def _grouped(pairs: Iterable[tuple]) -> dict[Hashable, list]:
    groups: dict[Hashable, list] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _mean(given: list[Rating], history: History) -> float:
    return fsum(_corrected(rating, history) for rating in given) / len(given)


def _corrected(rating: Rating, history: History) -> float:
    known = history.severities.get(rating.interviewer)
    severity = known.level if known else 0.0
    return (rating.level or 0) - severity - history.shifts.get(rating.criterion, 0.0)


def _person(who: Hashable, history: History) -> float:
    known = history.severities.get(who)
    return (known.variance if known else SEVERITY) + HALO


def estimate(evidence: Evidence | None, history: History = NO_HISTORY) -> Estimate | None:
    """Return level and interval at single prior weight and the middle base rate.

    It does not depend on any bar.
    """
    if evidence is None:
        return None
    center = history.centers[1] if history.centers else MIDDLE
    level, deviation = _posterior(evidence, center, CANDIDATE)
    return Estimate(level, level - EIGHTY * deviation, level + EIGHTY * deviation)


def range_of_ten(
    evidence: Evidence | None, bar: int, history: History = NO_HISTORY
) -> tuple[int, int]:
    """Return of how many in ten candidates with these ratings most would say: at or above the bar.

    The least and the most over three base rates and three weights of the prior; without evidence
    the range before any interview.
    """
    shares = [share_at_or_above(evidence, bar, *prior) for prior in _priors(history)]
    return rounded_range(min(shares), max(shares))


def rounded_range(least: float, most: float) -> tuple[int, int]:
    """Return a range of shares in whole tenths, never of one single figure."""
    low, high = min(9, _half_up(10 * least)), max(1, _half_up(10 * most))
    if low < high:
        return low, high
    return (low, high + 1) if 5 * (least + most) >= low else (low - 1, high)


def _half_up(value: float) -> int:
    return floor(value + 0.5)


def _priors(history: History) -> Iterable[tuple[float, float]]:
    """Yield the mean and the variance of the nine priors."""
    for weight in PRIOR_WEIGHTS:
        variance = CANDIDATE / weight
        if history.centers:
            yield from ((center, variance) for center in history.centers)
        else:
            for rate in BASE_RATES:
                yield MIDDLE + sqrt(variance) * NORMAL.inv_cdf(rate), variance


def share_at_or_above(evidence: Evidence | None, bar: int, center: float, variance: float) -> float:
    """Return the chance of a true level above the middle between the bar and the one below."""
    mean, deviation = center, sqrt(variance)
    if evidence is not None:
        mean, deviation = _posterior(evidence, center, variance)
    return NORMAL.cdf((mean - bar + 0.5) / deviation)


def _posterior(evidence: Evidence, center: float, variance: float) -> tuple[float, float]:
    """Return mean and standard deviation of a normal prior with one normal observation."""
    share = variance / (variance + evidence.variance)
    return center + share * (evidence.mean - center), sqrt(share * evidence.variance)
