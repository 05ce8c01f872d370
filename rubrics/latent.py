"""The latent scale behind ratings: its assumed parts, and sums over a grid for its integrals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, sqrt
from statistics import NormalDist

NORMAL = NormalDist()
# So much of what is known of a person lies inside of an interval.
INTERVAL = 0.8
# The grid of the latent scale: nine deviations of the person either way.
STEP = 0.1
GRID = tuple(index * STEP for index in range(-60, 61))
# One interview: for each person in it the levels given.
Interview = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Assumptions:
    """The parts of one rating's variance (they sum to 1), and where the scale is cut."""

    # Huffcutt, Culbertson and Weyhrauch 2013: two people's ratings of one candidate correlate
    # by .44 when they interview separately. The same in kind: Roberts et al. 2010 (.19 in
    # five-minute stations, which do not tell a candidate from candidate by competency).
    person: float = 0.44
    # The same source: .74 when they sit in one interview; the difference is the interview's.
    interview: float = 0.30
    # Roberts et al. 2010: 8.9 % of the variance is the rater's severity.
    severity: float = 0.09
    # Assumption: what is left, the impression of one person by one person.
    halo: float = 0.09
    # Roberts et al. 2010: question 2.6 %, interviewer by question 5.1 %.
    criterion: float = 0.08
    # Assumption: the thresholds are evenly spaced, 1.5 deviations apart, so that of a hundred
    # ratings 7, 43, 43 and 7 fall on the four levels.
    spacing: float = 1.5
    # Assumption: before any rating it is even odds whether a candidate reaches a bar.
    at_bar: float = 0.5

    @property
    def interviewer(self) -> float:
        return self.severity + self.halo

    def threshold(self, level: int) -> float:
        """Return where `level` begins on the latent scale, -inf for the lowest."""
        if level <= 1:
            return -inf
        return inf if level > 4 else (level - 3) * self.spacing

    def as_level(self, latent: float) -> float:
        """Return a latent value on the scale from 1 to 4, where level n spans n ± ½."""
        return min(4.0, max(1.0, 2.5 + latent / self.spacing))


ASSUMED = Assumptions()


@lru_cache(maxsize=512)
def likelihood_of(shape: tuple[Interview, ...], assumed: Assumptions) -> tuple[float, ...]:
    """Return the probability of these levels for a person at each point of the grid."""
    interviews = []
    for people in shape:
        factors = [_of_person(levels, assumed) for levels in people]
        interviews.append(_smooth(_product(factors), assumed.interview))
    return tuple(_product(interviews))


@lru_cache(maxsize=512)
def _of_person(levels: tuple[int, ...], assumed: Assumptions) -> list[float]:
    factors = [_of_level(level, assumed) for level in levels]
    return _smooth(_product(factors), assumed.interviewer)


@lru_cache(maxsize=512)
def _of_level(level: int, assumed: Assumptions) -> list[float]:
    deviation = sqrt(assumed.criterion)
    low, high = assumed.threshold(level), assumed.threshold(level + 1)
    return [_below((high - at) / deviation) - _below((low - at) / deviation) for at in GRID]


def _below(value: float) -> float:
    return 0.0 if value == -inf else 1.0 if value == inf else NORMAL.cdf(value)


def _product(factors: Iterable[Sequence[float]]) -> list[float]:
    result = [1.0] * len(GRID)
    for factor in factors:
        result = [a * b for a, b in zip(result, factor, strict=True)]
    return result


def _smooth(values: Sequence[float], variance: float) -> list[float]:
    """Return the values averaged over a normal effect of this variance."""
    deviation = sqrt(variance)
    reach = int(4.5 * deviation / STEP) + 1
    weights = [exp(-0.5 * (n * STEP / deviation) ** 2) for n in range(-reach, reach + 1)]
    total, last = sum(weights), len(values) - 1
    padded = [values[0]] * reach + list(values) + [values[last]] * reach
    return [
        sum(w * v for w, v in zip(weights, padded[at : at + 2 * reach + 1], strict=True)) / total
        for at in range(len(values))
    ]


@dataclass(frozen=True)
class Posterior:
    probability: float
    mean: float
    variance: float
    low: float
    high: float


def posterior_of(
    likelihood: Sequence[float], bar: int, strength: float, assumed: Assumptions
) -> Posterior:
    """Return what is known of the person after the ratings.

    `strength` weighs the prior: 2 counts it double (half its variance). It is centred so that
    `at_bar` of the candidates reach the bar; a bar of 1 is reached by all, and is centred as 2.
    """
    edge = assumed.threshold(max(2, bar))
    deviation = sqrt(assumed.person / strength)
    centre = edge + deviation * NORMAL.inv_cdf(assumed.at_bar)
    mass = [
        exp(-0.5 * ((at - centre) / deviation) ** 2) * chance
        for at, chance in zip(GRID, likelihood, strict=True)
    ]
    total = sum(mass)
    mass = [m / total for m in mass]
    mean = sum(at * m for at, m in zip(GRID, mass, strict=True))
    variance = sum((at - mean) ** 2 * m for at, m in zip(GRID, mass, strict=True))
    # Each point stands for the half step on either side of it, the edge for half of its own.
    above = sum(m * _share_above(at - edge) for at, m in zip(GRID, mass, strict=True))
    low, high = (_quantile(mass, q) for q in ((1 - INTERVAL) / 2, (1 + INTERVAL) / 2))
    return Posterior(1.0 if bar == 1 else min(1.0, above), mean, variance, low, high)


def _share_above(distance: float) -> float:
    return min(1.0, max(0.0, distance / STEP + 0.5))


def _quantile(mass: Sequence[float], share: float) -> float:
    """Return the point below which `share` of the mass lies, between grid points by line."""
    below = 0.0
    for at, m in zip(GRID, mass, strict=True):
        if below + m >= share and m > 0:
            return at - STEP / 2 + STEP * (share - below) / m
        below += m
    return GRID[-1]
