"""How far a few ratings settle a hypothesis about one candidate. No Django, no database.

The model, on a latent scale whose unit is the deviation of one rating:

    rating = level of (person + interview + interviewer + criterion), cut at three thresholds

- *person*: how the candidate stands in this competency; what the bar is about.
- *interview*: what only this conversation showed; shared by all who sat in it.
- *interviewer*: severity, and the impression (halo) that colours everything one person writes
  down about one candidate; shared by all of one person's ratings.
- *criterion*: what is left of a single rating.

So two ratings by one person tell less than two by two people, and two people in one interview
tell less than two in two. Each competency is estimated from its own ratings alone: borrowing
from the others would let an impression of one thing move the estimate of another, and would
let a "yes" to one lower the estimate of the next. All effects are normal and nested, hence more
favourable ratings never lower an estimate. The integrals are sums over a grid.

What it is not: nothing here was fitted to this organisation's own ratings. The parts are taken
from the literature or assumed, as each says, and are shown with every estimate.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from statistics import fmean

from rubrics.latent import ASSUMED, Assumptions, Interview, likelihood_of, posterior_of

LEVELS = (1, 2, 3, 4)
# Where a likely state begins, and how many people it takes: nobody settles a hypothesis alone.
LIKELY_MET = 0.8
LIKELY_NOT_MET = 0.2
PEOPLE_TO_SETTLE = 2


class State(StrEnum):
    """What the ratings say of one hypothesis; not a pass mark."""

    LIKELY_MET = "likely_met"
    UNSETTLED = "unsettled"
    LIKELY_NOT_MET = "likely_not_met"
    NOT_TESTED = "not_tested"


class Because(StrEnum):
    """Why a hypothesis is unsettled."""

    NEAR = "near"  # the ratings lie too near the bar, or are too few
    ONE_PERSON = "one_person"  # nobody settles a hypothesis alone
    SPLIT = "split"  # not two people on the side to which the ratings lean


@dataclass(frozen=True)
class Rating:
    """What one person saw of one criterion in one interview; `level` None: not observed."""

    interviewer: Hashable
    interview: Hashable
    criterion: Hashable
    level: int | None


@dataclass(frozen=True)
class Hypothesis:
    """One competency with its bar (1 to 4) and the ratings that are evidence of it."""

    competency: Hashable
    bar: int
    ratings: Sequence[Rating] = ()
    stance: str = "bar"
    weight: int = 1


@dataclass(frozen=True)
class Estimate:
    """How a hypothesis stands. Probabilities are of being at or above the bar; None: not tested.

    `level`, `low` and `high` are on the scale from 1 to 4 (an interval that holds 8 in 10).
    `prior_share` is how much of the estimate is the assumption: posterior over prior variance,
    in a Gaussian model the weight of the prior's mean.
    """

    state: State
    because: Because | None = None
    probability: float | None = None
    under_half_prior: float | None = None
    under_double_prior: float | None = None
    level: float | None = None
    low: float | None = None
    high: float | None = None
    prior_share: float = 1.0
    # Whether half and double the prior leave the probability on the same side of both limits.
    steady: bool = True
    people: int = 0
    observations: int = 0
    not_observed: int = 0

    def as_dict(self) -> dict:
        """Return the estimate as JSON values."""
        return asdict(self)


def assess(hypothesis: Hypothesis, assumed: Assumptions = ASSUMED) -> Estimate:
    """Return how the ratings leave the hypothesis; ValueError for a level or bar off the scale.

    The order of the ratings does not matter; those not observed are only counted.
    """
    seen = [rating for rating in hypothesis.ratings if rating.level is not None]
    if hypothesis.bar not in LEVELS or any(rating.level not in LEVELS for rating in seen):
        raise ValueError("levels and bars are whole numbers from 1 to 4")
    missing = len(hypothesis.ratings) - len(seen)
    if not seen:
        return Estimate(State.NOT_TESTED, not_observed=missing)
    likelihood = likelihood_of(_shape(seen), assumed)
    normal, half, double = (
        posterior_of(likelihood, hypothesis.bar, strength, assumed) for strength in (1, 0.5, 2)
    )
    state, because = _judge(normal.probability, seen, hypothesis.bar)
    return Estimate(
        state=state,
        because=because,
        probability=round(normal.probability, 4),
        under_half_prior=round(half.probability, 4),
        under_double_prior=round(double.probability, 4),
        level=round(assumed.as_level(normal.mean), 3),
        low=round(assumed.as_level(normal.low), 3),
        high=round(assumed.as_level(normal.high), 3),
        prior_share=round(min(1.0, normal.variance / assumed.person), 4),
        steady=len({state_of(p.probability) for p in (normal, half, double)}) == 1,
        people=len({rating.interviewer for rating in seen}),
        observations=len(seen),
        not_observed=missing,
    )


def state_of(probability: float) -> State:
    """Return the state that a probability alone would give."""
    if probability >= LIKELY_MET:
        return State.LIKELY_MET
    return State.LIKELY_NOT_MET if probability <= LIKELY_NOT_MET else State.UNSETTLED


def _judge(probability: float, seen: list[Rating], bar: int) -> tuple[State, Because | None]:
    """Return the state: the probability's, if two people saw the candidate on that side."""
    people = {rating.interviewer for rating in seen}
    state = state_of(probability)
    if state == State.UNSETTLED:
        return state, Because.ONE_PERSON if len(people) < PEOPLE_TO_SETTLE else Because.NEAR
    if len(people) < PEOPLE_TO_SETTLE:
        return State.UNSETTLED, Because.ONE_PERSON
    above = [_mean_level(person, seen) >= bar - 0.5 for person in people]
    if above.count(state == State.LIKELY_MET) < PEOPLE_TO_SETTLE:
        return State.UNSETTLED, Because.SPLIT
    return state, None


def _mean_level(person: Hashable, seen: Iterable[Rating]) -> float:
    return fmean(rating.level or 0 for rating in seen if rating.interviewer == person)


def _shape(seen: Iterable[Rating]) -> tuple[Interview, ...]:
    """Return levels by person by interview, sorted, so that order and names do not matter.

    Interviews that share an interviewer count as one: that person's impression runs through
    both. This keeps the effects nested.
    """
    groups: list[tuple[set, list[Rating]]] = []
    for rating in seen:
        keys = {("interview", rating.interview), ("person", rating.interviewer)}
        apart, together = [], [rating]
        for names, ratings in groups:
            if names & keys:
                keys |= names
                together += ratings
            else:
                apart.append((names, ratings))
        groups = [*apart, (keys, together)]
    return tuple(sorted(_by_person(ratings) for _, ratings in groups))


def _by_person(ratings: Iterable[Rating]) -> Interview:
    levels: dict[Hashable, list[int]] = {}
    for rating in ratings:
        levels.setdefault(rating.interviewer, []).append(rating.level or 0)
    return tuple(sorted(tuple(sorted(given)) for given in levels.values()))
