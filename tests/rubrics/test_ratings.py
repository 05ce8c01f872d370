"""How far ratings settle a hypothesis: properties that hold for every set of ratings."""

from math import isclose, sqrt
from random import Random
from statistics import NormalDist

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rubrics.latent import ASSUMED, Assumptions
from rubrics.ratings import (
    LIKELY_MET,
    Because,
    Hypothesis,
    Rating,
    State,
    assess,
    state_of,
)

STRONG_NO, NO, YES, STRONG_YES = 1, 2, 3, 4
levels = st.integers(1, 4)
bars = st.integers(2, 4)
ratings = st.builds(
    Rating,
    interviewer=st.sampled_from(["ada", "grace", "alan", "edsger"]),
    interview=st.sampled_from(["puzzle", "take-home", "probe"]),
    criterion=st.sampled_from("abcd"),
    level=levels,
)
records = st.lists(ratings, min_size=1, max_size=7)


def apart(*given_levels, bar=YES):
    """One rating each by different people in different interviews."""
    seen = [Rating(f"p{n}", f"i{n}", f"c{n}", level) for n, level in enumerate(given_levels)]
    return assess(Hypothesis("modelling", bar, seen))


def by_one(*given_levels, bar=YES):
    """All ratings by one person in one interview."""
    seen = [Rating("ada", "puzzle", f"c{n}", level) for n, level in enumerate(given_levels)]
    return assess(Hypothesis("modelling", bar, seen))


def in_one_interview(*given_levels, bar=YES):
    """One rating each by different people who sat in the same interview."""
    seen = [Rating(f"p{n}", "puzzle", "c", level) for n, level in enumerate(given_levels)]
    return assess(Hypothesis("modelling", bar, seen))


def probability(record, bar=YES):
    return assess(Hypothesis("modelling", bar, record)).probability


# ---- What a record can settle ---------------------------------------------------------------


def test_without_ratings_a_hypothesis_is_not_tested():
    estimate = assess(Hypothesis("modelling", YES))

    assert estimate.state == State.NOT_TESTED
    assert estimate.probability is None
    assert estimate.level is None
    assert estimate.prior_share == 1.0


def test_what_was_not_observed_is_counted_and_settles_nothing():
    missing = [Rating("ada", "puzzle", "a", None), Rating("alan", "probe", "b", None)]

    estimate = assess(Hypothesis("modelling", YES, missing))

    assert (estimate.state, estimate.not_observed) == (State.NOT_TESTED, 2)


@given(record=records, bar=bars)
def test_not_observed_changes_no_estimate(record, bar):
    with_gap = [*record, Rating("barbara", "design", "z", None)]

    assert probability(with_gap, bar) == probability(record, bar)


def test_one_yes_leaves_a_bar_unsettled():
    estimate = apart(YES)

    assert estimate.state == State.UNSETTLED
    assert estimate.because == Because.ONE_PERSON
    assert 0.6 < estimate.probability < LIKELY_MET


def test_two_independent_yes_confirm_a_bar():
    assert apart(YES, YES).state == State.LIKELY_MET
    assert apart(YES, STRONG_YES).state == State.LIKELY_MET
    assert apart(STRONG_YES, STRONG_YES).state == State.LIKELY_MET


def test_two_independent_no_refute_a_bar():
    assert apart(NO, NO).state == State.LIKELY_NOT_MET
    assert apart(STRONG_NO, NO).state == State.LIKELY_NOT_MET


@pytest.mark.parametrize("level", [STRONG_NO, STRONG_YES])
def test_nobody_settles_a_hypothesis_alone(level):
    estimate = by_one(level, level, level, level)

    assert state_of(estimate.probability) != State.UNSETTLED
    assert estimate.state == State.UNSETTLED
    assert estimate.because == Because.ONE_PERSON


def test_two_people_in_one_interview_are_not_two_observations():
    together, separately = in_one_interview(YES, YES), apart(YES, YES)

    assert together.probability < separately.probability
    assert together.state == State.UNSETTLED
    assert together.because == Because.NEAR


def test_a_strong_yes_does_not_outvote_a_no():
    estimate = apart(STRONG_YES, NO)

    assert estimate.state == State.UNSETTLED
    assert estimate.because == Because.SPLIT


def test_opposite_ratings_leave_even_odds():
    assert isclose(apart(YES, NO).probability, 0.5, abs_tol=1e-4)
    assert isclose(apart(STRONG_YES, STRONG_NO).probability, 0.5, abs_tol=1e-4)


def test_a_lower_bar_is_met_by_what_does_not_meet_a_higher_one():
    assert apart(NO, NO, bar=NO).state == State.LIKELY_MET
    assert apart(YES, YES, bar=STRONG_YES).state == State.LIKELY_NOT_MET


def test_everybody_reaches_the_lowest_level():
    assert apart(STRONG_NO, STRONG_NO, bar=STRONG_NO).probability == 1.0


def test_the_estimate_says_how_much_of_it_is_the_prior():
    one, two, three = apart(YES), apart(YES, YES), apart(YES, YES, YES)

    assert 0.5 < one.prior_share < 0.75
    assert one.prior_share > two.prior_share > three.prior_share


def test_an_estimate_that_hangs_on_the_prior_says_so():
    assert not apart(YES, YES).steady
    assert apart(STRONG_YES, STRONG_YES).steady


@pytest.mark.parametrize(("level", "bar"), [(0, 3), (5, 3), (3, 0), (3, 5)])
def test_what_is_off_the_scale_is_refused(level, bar):
    with pytest.raises(ValueError, match="from 1 to 4"):
        assess(Hypothesis("modelling", bar, [Rating("ada", "puzzle", "a", level)]))


def test_an_estimate_is_made_of_json_values():
    values = apart(YES, YES).as_dict()

    assert values["state"] == "likely_met"
    assert all(isinstance(v, str | int | float | bool | None) for v in values.values())


# ---- Properties -----------------------------------------------------------------------------


@given(record=records, at=st.integers(0, 6), bar=bars)
def test_a_higher_rating_never_lowers_the_probability(record, at, bar):
    at %= len(record)
    old = record[at]
    assume(old.level < STRONG_YES)
    better = [*record]
    better[at] = Rating(old.interviewer, old.interview, old.criterion, old.level + 1)

    assert probability(better, bar) >= probability(record, bar)


@given(record=records, newcomer=st.sampled_from(["interview", "new"]))
def test_one_more_strong_yes_never_lowers_the_probability(record, newcomer):
    interview = record[0].interview if newcomer == "interview" else "design"
    more = [*record, Rating("barbara", interview, "z", STRONG_YES)]

    assert probability(more) >= probability(record)


@given(level=levels, n=st.integers(1, 3))
def test_repeating_oneself_tells_less_than_a_second_person(level, n):
    once = [Rating("ada", "puzzle", "a", level)]
    again = [*once, *(Rating("ada", "puzzle", f"b{i}", level) for i in range(n))]
    another = [*once, *(Rating(f"p{i}", f"i{i}", "b", level) for i in range(n))]

    distances = [abs(probability(record) - 0.5) for record in (once, again, another)]

    assert distances[0] <= distances[1] < distances[2]


@given(record=records, bar=bars, seed=st.integers(0, 1000))
def test_neither_order_nor_names_matter(record, bar, seed):
    shuffled = [
        Rating(f"x{r.interviewer}", f"y{r.interview}", r.criterion, r.level) for r in record
    ]
    Random(seed).shuffle(shuffled)

    assert assess(Hypothesis("a", bar, shuffled)) == assess(Hypothesis("b", bar, record))


@given(record=records)
def test_mirrored_ratings_give_the_mirrored_probability(record):
    mirrored = [Rating(r.interviewer, r.interview, r.criterion, 5 - r.level) for r in record]

    here, there = (assess(Hypothesis("m", YES, r)) for r in (record, mirrored))

    assert isclose(here.probability, 1 - there.probability, abs_tol=2e-4)
    assert isclose(here.level - 2.5, 2.5 - there.level, abs_tol=2e-3)


@given(record=records, bar=bars)
def test_estimates_keep_inside_of_their_bounds(record, bar):
    estimate = assess(Hypothesis("m", bar, record))

    assert 0 <= estimate.probability <= 1
    assert 1 <= estimate.low <= estimate.level <= estimate.high <= 4
    assert 0 < estimate.prior_share <= 1
    assert estimate.people <= estimate.observations == len(record)


@given(record=records, bar=bars)
def test_a_stronger_prior_draws_towards_even_odds(record, bar):
    estimate = assess(Hypothesis("m", bar, record))
    assume(bar == YES)

    from_even = [
        abs(p - 0.5)
        for p in (estimate.under_half_prior, estimate.probability, estimate.under_double_prior)
    ]

    assert from_even[0] >= from_even[1] - 1e-4 >= from_even[2] - 2e-4


@given(record=records, bar=bars)
@example(record=[Rating("ada", "puzzle", "a", 4)], bar=3)
def test_a_settled_state_has_the_probability_and_two_people_behind_it(record, bar):
    estimate = assess(Hypothesis("m", bar, record))

    if estimate.state in (State.LIKELY_MET, State.LIKELY_NOT_MET):
        assert state_of(estimate.probability) == estimate.state
        assert estimate.people >= 2
        assert estimate.because is None
    else:
        assert estimate.because is not None


@given(record=records, lower=st.integers(2, 3))
def test_stance_and_weight_do_not_touch_the_estimate(record, lower):
    bar = assess(Hypothesis("m", lower, record, stance="bar", weight=1))
    strength = assess(Hypothesis("m", lower, record, stance="strength", weight=5))

    assert bar == strength


# ---- Against an independent reckoning -------------------------------------------------------


def test_the_parts_of_a_rating_are_the_whole():
    parts = (
        ASSUMED.person,
        ASSUMED.interview,
        ASSUMED.severity,
        ASSUMED.halo,
        ASSUMED.criterion,
    )

    assert isclose(sum(parts), 1.0)


def test_the_grid_agrees_with_simulated_candidates():
    """Draw candidates by the model itself; among those rated yes and yes, count who is there."""
    draw, found, there = Random(7), 0, 0
    error = sqrt(1 - ASSUMED.person)
    for _ in range(120_000):
        person = draw.gauss(0, sqrt(ASSUMED.person))
        first, second = (person + draw.gauss(0, error) for _ in range(2))
        if 0 < first < ASSUMED.spacing and 0 < second < ASSUMED.spacing:
            found += 1
            there += person > 0

    assert isclose(apart(YES, YES).probability, there / found, abs_tol=0.01)


def test_one_rating_agrees_with_the_bivariate_normal_by_hand():
    """P(person > 0 | rating > 0) of two normals with correlation r is 1/2 + asin(r)/π."""
    from math import asin, pi

    no_threshold_between = Assumptions(spacing=60.0)
    estimate = assess(
        Hypothesis("m", YES, [Rating("ada", "puzzle", "a", YES)]), no_threshold_between
    )

    assert isclose(estimate.probability, 0.5 + asin(sqrt(ASSUMED.person)) / pi, abs_tol=2e-3)


def test_the_levels_fall_as_often_as_the_assumption_says():
    below = NormalDist().cdf(-ASSUMED.spacing)

    assert round(100 * below) == 7
    assert round(100 * (0.5 - below)) == 43


def test_a_prior_that_is_not_even_moves_the_estimate_its_way():
    sceptical = Assumptions(at_bar=0.3)
    record = [Rating("ada", "puzzle", "a", YES)]

    assert assess(Hypothesis("m", YES, record), sceptical).probability < probability(record)
