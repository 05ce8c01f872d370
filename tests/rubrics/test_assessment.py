"""The state of a competency: examples as the rule is written, and properties that always hold."""

import json
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rubrics.assessment.assessing import assess
from rubrics.assessment.states import Rating, Side, State

STRONG_NO, NO, YES, STRONG_YES = 1, 2, 3, 4
bars = st.integers(2, 4)
ratings = st.builds(
    Rating,
    interviewer=st.sampled_from(["ada", "grace", "alan", "edsger", "barbara"]),
    level=st.one_of(st.none(), st.integers(1, 4)),
)
records = st.lists(ratings, max_size=9)
ORDER = {State.NOT_MET: 0, State.SPLIT: 1, State.MET: 2}


def people(*levels: int | tuple[int, ...], bar: int = YES):
    """The assessment of ratings by different people, each with a level or several."""
    given = [one if isinstance(one, tuple) else (one,) for one in levels]
    return assess([Rating(n, level) for n, mine in enumerate(given) for level in mine], bar)


@pytest.mark.parametrize(
    ("levels", "bar", "state", "side", "counted"),
    [
        ((), 3, State.NOT_TESTED, None, (0, 0, 0)),
        ((YES,), 3, State.ONE_VIEW, Side.ABOVE, (1, 1, 0)),
        ((NO,), 3, State.ONE_VIEW, Side.BELOW, (1, 0, 1)),
        (((YES, NO),), 3, State.ONE_VIEW, Side.BOTH, (1, 0, 0)),
        (((STRONG_YES,) * 4,), 3, State.ONE_VIEW, Side.ABOVE, (1, 1, 0)),
        ((YES, YES), 3, State.MET, None, (2, 2, 0)),
        ((NO, NO), 3, State.NOT_MET, None, (2, 0, 2)),
        ((NO, NO), 2, State.MET, None, (2, 2, 0)),
        ((YES, YES), 4, State.NOT_MET, None, (2, 0, 2)),
        ((NO, STRONG_YES), 3, State.SPLIT, None, (2, 1, 1)),
        ((YES, (YES, NO)), 3, State.SPLIT, None, (2, 1, 0)),
        (((YES, NO), (YES, NO)), 3, State.SPLIT, None, (2, 0, 0)),
        ((YES, YES, NO), 3, State.SPLIT, None, (3, 2, 1)),
        ((YES, YES, YES, NO), 3, State.SPLIT, Side.ABOVE, (4, 3, 1)),
        ((NO, NO, NO, YES), 3, State.SPLIT, Side.BELOW, (4, 1, 3)),
        ((YES, YES, YES, (YES, NO)), 3, State.SPLIT, None, (4, 3, 0)),
        ((4, 1, 4, 1), 2, State.SPLIT, None, (4, 2, 2)),
        ((YES,) * 11 + (STRONG_NO,), 3, State.SPLIT, Side.ABOVE, (12, 11, 1)),
    ],
)
def test_states_are_counted_from_people(levels, bar, state, side, counted):
    found = people(*levels, bar=bar)

    assert (found.state, found.side) == (state, side)
    assert (found.people, found.at_or_above, found.below) == counted


def test_what_was_not_observed_is_counted_and_is_no_evidence():
    found = assess([Rating("ada", None), Rating("alan", None)], YES)

    assert (found.state, found.people, found.not_observed) == (State.NOT_TESTED, 0, 2)


@pytest.mark.parametrize("bar", [0, 1, 5])
def test_a_bar_is_from_2_to_4(bar):
    with pytest.raises(ValueError, match="2, 3 or 4"):
        people(YES, bar=bar)


@pytest.mark.parametrize("level", [0, 5, 2.5, "3"])
def test_what_is_off_the_scale_is_refused(level):
    with pytest.raises(ValueError, match="from 1 to 4"):
        people(level)


def test_it_is_made_of_json_values():
    values = people(YES, NO).as_dict()

    assert values["state"] == "split"
    assert json.loads(json.dumps(values)) == values


@given(records, bars, st.integers(0, 1000))
def test_neither_order_nor_names_matter(record, bar, seed):
    other = [Rating(f"x{one.interviewer}", one.level) for one in record]
    Random(seed).shuffle(other)

    assert assess(other, bar) == assess(record, bar)


@given(records, bars)
def test_what_was_not_observed_changes_no_state(record, bar):
    found = assess([*record, Rating("new", None)], bar)

    before = assess(record, bar)
    assert (found.state, found.side, found.people) == (before.state, before.side, before.people)


@given(records, bars)
def test_people_add_up_and_the_state_is_what_is_counted(record, bar):
    found = assess(record, bar)

    assert found.people == len({one.interviewer for one in record if one.level})
    assert found.at_or_above + found.below <= found.people
    assert (found.state == State.NOT_TESTED) == (found.people == 0)
    assert (found.state == State.ONE_VIEW) == (found.people == 1)
    if found.people > 1:
        assert (found.state == State.MET) == (found.at_or_above == found.people)
        assert (found.state == State.NOT_MET) == (found.below == found.people)


@given(records, bars, st.integers(0, 8))
def test_a_higher_rating_never_lowers_the_state(record, bar, at):
    assume(record)
    at %= len(record)
    old = record[at]
    assume(old.level is not None and old.level < STRONG_YES)
    better = [*record]
    better[at] = Rating(old.interviewer, old.level + 1)

    before, after = assess(record, bar), assess(better, bar)

    assert after.at_or_above >= before.at_or_above
    assert after.below <= before.below
    if before.people > 1:
        assert ORDER[after.state] >= ORDER[before.state]


@given(records, st.integers(2, 3))
def test_the_state_never_rises_with_the_bar(record, bar):
    lower, higher = assess(record, bar), assess(record, bar + 1)

    if lower.people > 1:
        assert ORDER[higher.state] <= ORDER[lower.state]
    assert higher.at_or_above <= lower.at_or_above


@given(records, bars, st.integers(1, 4))
def test_nobody_makes_two_people_of_themselves(record, bar, level):
    assume(len({one.interviewer for one in record if one.level}) == 1)
    who = next(one.interviewer for one in record if one.level)

    assert assess([*record, Rating(who, level)], bar).state == State.ONE_VIEW
