"""Histories of scorecards: what correcting by them gains, and where it harms.

Organizations of simulated interviewers; then new candidates, each rated by two of them, judged by
the Brier score of the chance to be at or above a yes: with and without the correction, on the same
random numbers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt
from statistics import fmean

import numpy as np

from benchmarks import simulating
from benchmarks.simulating import World, rounded
from rubrics.assessment.estimates import (
    CANDIDATE,
    MIDDLE,
    NO_HISTORY,
    History,
    Severity,
    share_at_or_above,
    weigh,
)
from rubrics.assessment.history import (
    DIFFERENCE,
    OF_CANDIDATE,
    PastRating,
    ReferenceRating,
    Shift,
    fit_severities,
    fit_shifts,
    leniency,
)
from rubrics.assessment.states import Rating

Correction = Callable[[list[PastRating]], History]
STAFF = 20
LOOP = 5
NEW = 200
YES = 3
ASSUMED = World()
CARDS = (3, 5, 10, 15, 30)
DEVIATIONS = (0.0, 0.2, 0.4)


@dataclass
class Organization:
    """Interviewers with their severities, in sets that never meet, each with its pool."""

    severities: np.ndarray
    pools: tuple[float, ...] = (0.0,)
    draw: np.random.Generator = field(default_factory=np.random.default_rng)

    @property
    def sets(self) -> list[np.ndarray]:
        return np.array_split(np.arange(len(self.severities)), len(self.pools))

    def rate(self, true: float, people: np.ndarray) -> list[int]:
        """Return a level by each of these people, each in an interview of their own."""
        world, n = ASSUMED, len(people)
        rest = sqrt(world.interview + world.halo + world.rating)
        seen = true + self.severities[people] + self.draw.normal(0, rest, n)
        return [int(level) for level in rounded(seen, world)]

    def candidate(self, pool: float) -> float:
        return float(self.draw.normal(MIDDLE + pool, sqrt(CANDIDATE)))

    def past(self, cards: int) -> list[PastRating]:
        """Return so many cards of each interviewer, from loops of five."""
        ratings = []
        for pool, staff in zip(self.pools, self.sets, strict=True):
            for n in range(len(staff) * cards // LOOP):
                people = self.draw.choice(staff, LOOP, replace=False)
                name = (pool, n)
                for who, level in zip(people, self.rate(self.candidate(pool), people), strict=True):
                    ratings.append(PastRating(name, int(who), "r", "c", "k", level))
        return ratings

    def records(self) -> Iterator[tuple[list[Rating], bool]]:
        """Yield new candidates rated by two people, with whether they are at or above a yes."""
        for _ in range(NEW):
            at = int(self.draw.integers(len(self.pools)))
            true = self.candidate(self.pools[at])
            people = self.draw.choice(self.sets[at], 2, replace=False)
            levels = self.rate(true, people)
            ratings = [
                Rating(int(who), level, n, "c")
                for n, (who, level) in enumerate(zip(people, levels, strict=True))
            ]
            yield ratings, true >= YES - 0.5


def organization(seed: int, deviation: float, pools: tuple[float, ...] = (0.0,)) -> Organization:
    """Return one whose interviewers differ by this standard deviation."""
    draw = np.random.default_rng(seed)
    return Organization(draw.normal(0, deviation, STAFF * len(pools)), pools, draw)


def brier(records: list[tuple[list[Rating], bool]], history: History = NO_HISTORY) -> float:
    """Return the mean squared error of the chance, at single prior weight and the middle rate."""
    middle = history.centers[1] if history.centers else MIDDLE
    return fmean(
        (share_at_or_above(weigh(ratings, history), YES, middle, CANDIDATE) - true) ** 2
        for ratings, true in records
    )


def severities(organizations: int) -> Iterator[list[str]]:
    """Yield the change of the Brier score by cards an interviewer, and by true deviation."""
    for name, correct in (("shrunk", fitted), ("unshrunk mean", _means)):
        for cards in CARDS:
            gains = [
                fmean(gain(seed, deviation, cards, correct) for seed in range(organizations))
                for deviation in DEVIATIONS
            ]
            yield [str(cards), name, *(f"{gain:+.3f}" for gain in gains)]


def gain(seed: int, deviation: float, cards: int, correct: Correction) -> float:
    """Return the change of the Brier score in one organization."""
    made = organization(1000 * cards + seed, deviation)
    history = correct(made.past(cards))
    records = list(made.records())
    return brier(records, history) - brier(records)


def fitted(past: list[PastRating]) -> History:
    """Return the severities that a history gives, from the first card on."""
    return History(severities=fit_severities(past, least_cards=0))


def _means(past: list[PastRating]) -> History:
    """Return each one's mean less that of their candidates, as if it were sure."""
    of_candidate: dict[object, list[int]] = {}
    for rating in past:
        of_candidate.setdefault(rating.candidate, []).append(rating.level)
    apart: dict[object, list[float]] = {}
    for rating in past:
        off = rating.level - fmean(of_candidate[rating.candidate])
        apart.setdefault(rating.interviewer, []).append(off)
    return History(severities={who: Severity(fmean(off), 0.04) for who, off in apart.items()})


def unconnected_sets(organizations: int) -> Iterator[list[str]]:
    """Yield the Brier score where two sets of interviewers never met one candidate."""
    found: dict[str, list[float]] = {
        "no correction": [],
        "centered in each set": [],
        "one mean": [],
    }
    for seed in range(organizations):
        made = organization(70_000 + seed, 0.2, pools=(-0.2, 0.2))
        past = made.past(15)
        records = list(made.records())
        centered = fit_severities(past)
        found["no correction"].append(brier(records))
        found["centered in each set"].append(brier(records, History(severities=centered)))
        off = _set_means(past, made)
        moved = {who: Severity(s.level + off[who], s.variance) for who, s in centered.items()}
        found["one mean"].append(brier(records, History(severities=moved)))
    for name, scores in found.items():
        yield [name, f"{fmean(scores):.3f}"]


def _set_means(past: list[PastRating], made: Organization) -> Mapping[object, float]:
    """Return how far each one's set rates from all: what one common mean takes for severity."""
    every = fmean(rating.level for rating in past)
    of: dict[object, float] = {}
    for staff in made.sets:
        mine = fmean(r.level for r in past if r.interviewer in staff)
        of |= {int(who): mine - every for who in staff}
    return of


def references(organizations: int) -> Iterator[list[str]]:
    """Yield the Brier score without and with reference answers, where all are lenient."""
    for lenient in (0.3, 0.5):
        scores: list[list[float]] = []
        for seed in range(organizations):
            made = organization(90_000 + seed, 0.2)
            made.severities += lenient
            records = list(made.records())
            rated = list(_rated_references(made, 20))
            histories = [NO_HISTORY, *(_by_references(rated[:n]) for n in (10, 20))]
            scores.append([brier(records, history) for history in histories])
        yield [f"{lenient:g}", *(f"{fmean(each):.3f}" for each in zip(*scores, strict=True))]


def _rated_references(made: Organization, count: int) -> Iterator[ReferenceRating]:
    """Yield answers of which the level is agreed, each rated by somebody."""
    for _ in range(count):
        true = made.candidate(0.0)
        agreed = int(rounded(np.array([true]), ASSUMED)[0])
        level = made.rate(true, made.draw.integers(len(made.severities), size=1))[0]
        yield ReferenceRating("r", level, agreed)


def _by_references(rated: list[ReferenceRating]) -> History:
    shift = leniency(rated, least_ratings=0).get("r", Shift(0.0, 0))
    return History(shifts={"c": shift.level})


def own_leniency(organizations: int) -> Iterator[list[str]]:
    """Yield what centering everybody on one's own scorecards would do: why it is not done.

    A house that centers its own cards takes a strong pool for lenient interviewers.
    """
    for lenient, base_rate in ((0.0, 0.7), (0.0, 0.85), (0.3, 0.7), (0.3, 0.5)):
        scores = []
        for seed in range(organizations):
            made = organization(110_000 + seed, 0.2, pools=(simulating.pool(base_rate) - MIDDLE,))
            made.severities += lenient
            mean = fmean(rating.level for rating in made.past(8)[:30])
            shift = DIFFERENCE / (DIFFERENCE + OF_CANDIDATE / 30) * (mean - MIDDLE)
            records = list(made.records())
            scores.append((brier(records), brier(records, History(shifts={"c": shift}))))
        without, centered = (fmean(each) for each in zip(*scores, strict=True))
        yield [f"{lenient:g}", f"{base_rate:g}", f"{without:.3f}", f"{centered:.3f}"]


def criteria(organizations: int) -> Iterator[list[str]]:
    """Yield the Brier score where two criteria of a competency differ by .25, by candidates."""
    for count in (5, 10, 30):
        scores = []
        for seed in range(organizations):
            made = organization(130_000 + seed, 0.2)
            by = float(made.draw.normal(0, 0.25))
            off = {"c": by, "d": -by}
            past = [rating for n in range(count) for rating in _by_both(made, n, off)]
            shifts = fit_shifts(past, [r.level for r in past], least_cards=1)
            history = History(shifts={key: shift.level for key, shift in shifts.items()})
            records = list(_unevenly_rated(made, off))
            scores.append((brier(records), brier(records, history)))
        without, corrected = (fmean(each) for each in zip(*scores, strict=True))
        yield [str(count), f"{without:.3f}", f"{corrected:.3f}"]


def _by_both(made: Organization, name: int, off: Mapping[str, float]) -> Iterator[PastRating]:
    """Yield one candidate's ratings by each criterion, each by somebody else."""
    true = made.candidate(0.0)
    people = made.draw.choice(STAFF, len(off), replace=False)
    for who, (criterion, by) in zip(people, off.items(), strict=True):
        [level] = made.rate(true + by, np.array([who]))
        yield PastRating(name, int(who), criterion, criterion, "k", level)


def _unevenly_rated(
    made: Organization, off: Mapping[str, float]
) -> Iterator[tuple[list[Rating], bool]]:
    """Yield new candidates rated by two people, both by the same criterion."""
    for n in range(NEW):
        criterion = "cd"[n % 2]
        true = made.candidate(0.0)
        people = made.draw.choice(STAFF, 2, replace=False)
        levels = made.rate(true + off[criterion], people)
        ratings = [
            Rating(int(who), level, place, criterion)
            for place, (who, level) in enumerate(zip(people, levels, strict=True))
        ]
        yield ratings, true >= YES - 0.5
