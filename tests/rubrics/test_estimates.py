"""The estimate beside a state: published test values, and properties that always hold."""

from collections import defaultdict
from itertools import product
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rubrics.assessment.assessing import assess
from rubrics.assessment.estimates import History, Severity, rounded_range, weigh
from rubrics.assessment.states import Rating

SAME = 1e-9
ORDER = {"not_met": 0, "split": 1, "met": 2}


def seated(*seats, **changes):
    """Ratings from (person, interview, level), each of a criterion of its own."""
    return [Rating(who, level, where, n, **changes) for n, (who, where, level) in enumerate(seats)]


def apart(*levels):
    """Ratings by different people in different interviews."""
    return seated(*((n, n, level) for n, level in enumerate(levels)))


def figures(ratings, bar=3, history=None):
    found = assess(ratings, bar, history)
    return found.level, found.low, found.high, found.of_ten


@pytest.mark.parametrize(
    ("ratings", "level", "of_ten"),
    [
        (apart(3, 3), 2.774, (6, 9)),
        (seated(("a", 1, 3), ("b", 1, 3)), 2.733, (6, 9)),
        (apart(2, 4), 2.774, (6, 9)),
        (apart(2, 3), 2.500, (3, 7)),
        (apart(2, 2), 2.226, (1, 4)),
        (apart(1, 3), 2.226, (1, 4)),
        (apart(3), 2.689, (5, 8)),
        (seated(("a", 1, 3), ("a", 1, 3)), 2.713, (5, 9)),
        (apart(3, 4), 3.048, (9, 10)),
        (apart(3, 3, 3), 2.823, (7, 9)),
        (apart(3, 3, 2), 2.608, (5, 8)),
        (apart(3, 3, 3, 2), 2.677, (6, 8)),
        (apart(1, 2), 1.952, (0, 1)),
    ],
)
def test_the_published_values_come_out(ratings, level, of_ten):
    found = assess(ratings, 3)

    assert found.level == pytest.approx(level, abs=0.0005)
    assert (found.of_ten, found.before) == (of_ten, (3, 7))


def test_two_yeses_reach_from_2_389_to_3_159():
    found = assess(apart(3, 3), 3)

    assert (round(found.low, 3), round(found.high, 3)) == (2.389, 3.159)


def test_bars_of_2_and_4_say_nothing_that_helps():
    no, yes = assess(apart(1, 1), 2), assess(apart(4, 4), 4)

    assert (no.of_ten, no.before, no.says_something) == ((3, 10), (9, 10), False)
    assert (yes.of_ten, yes.before, yes.says_something) == ((0, 7), (0, 1), False)
    assert assess(apart(3, 3), 3).says_something


def test_without_a_rating_there_is_a_range_before_and_no_figure():
    found = assess([Rating("a", None, 1)], 3)

    assert (found.level, found.low, found.high, found.of_ten) == (None, None, None, None)
    assert found.before == (3, 7)
    assert not found.says_something


@pytest.mark.parametrize(
    ("least", "most", "printed"),
    [
        (0.02, 0.04, (0, 1)),
        (0.96, 0.99, (9, 10)),
        (0.61, 0.64, (6, 7)),
        (0.56, 0.59, (5, 6)),
        (0.25, 0.75, (3, 8)),
    ],
)
def test_a_range_is_never_one_figure(least, most, printed):
    assert rounded_range(least, most) == printed


# ---- Worked examples -------------------------------------------------------------------------

# Of an ML engineer's loop; a person's two ratings stand together.
PROGRAMMING = [("dee", 1), ("fay", 1)]
DATA_WORK = [("ben", 2), ("cho", 3)]
THEORY = [("ana", 4), ("ben", 2), ("eli", 5)]
EXAMPLES = [
    (PROGRAMMING, (3, 3), "met", (6, 9)),
    (PROGRAMMING, (2, 2), "not_met", (1, 4)),
    (DATA_WORK, (4, 3), "met", (9, 10)),
    (DATA_WORK, (2, 3), "split", (3, 7)),
    (DATA_WORK, (3, 4), "met", (9, 10)),
    (THEORY, (4, 3, 4), "met", (9, 10)),
    (THEORY, (3, 2, 3), "split", (5, 8)),
    (THEORY, (2, 3, 2), "split", (2, 5)),
    ([("ben", 2)], (3,), "one_view", (5, 8)),
    ([("ben", 2)], (2,), "one_view", (2, 5)),
    ([("ana", 4), ("eli", 5), ("eli", 5)], (3, 2, 2), "split", (3, 7)),
    ([("ana", 4), ("eli", 5), ("eli", 5)], (2, 3, 4), "split", (5, 8)),
    ([("ana", 4), ("eli", 5), ("eli", 5)], (2, 3, 2), "split", (2, 5)),
]


@pytest.mark.parametrize(("seats", "levels", "state", "of_ten"), EXAMPLES)
def test_the_worked_examples_read_as_printed(seats, levels, state, of_ten):
    ratings = seated(*((*seat, level) for seat, level in zip(seats, levels, strict=True)))

    found = assess(ratings, 3)

    assert (found.state, found.of_ten) == (state, of_ten)


# ---- Properties ------------------------------------------------------------------------------

people = st.sampled_from("abcde")
rooms = st.sampled_from([1, 2, 3, 4])
levels = st.integers(1, 4)
bars = st.integers(2, 4)
seatings = st.lists(st.tuples(people, rooms), min_size=1, max_size=9)
histories = st.builds(
    History,
    severities=st.dictionaries(
        people, st.builds(Severity, st.floats(-0.5, 0.5), st.floats(0.001, 0.04))
    ),
    shifts=st.dictionaries(st.integers(0, 8), st.floats(-0.5, 0.5)),
    centers=st.one_of(st.none(), st.just((2.3, 2.6, 2.9))),
)


@st.composite
def records(draw):
    """Ratings by one to five people in one to four interviews, people recurring."""
    return seated(*((*seat, draw(levels)) for seat in draw(seatings)))


def raised(ratings, at):
    old = ratings[at]
    assume(old.level < 4)
    better = Rating(old.interviewer, old.level + 1, old.interview, old.criterion)
    return [*ratings[:at], better, *ratings[at + 1 :]]


@given(records(), bars, histories, st.integers(0, 999))
def test_order_does_not_matter(ratings, bar, history, seed):
    other = Random(seed).sample(ratings, len(ratings))

    assert figures(other, bar, history) == figures(ratings, bar, history)


@given(records(), bars, bars, histories)
def test_the_estimate_is_free_of_the_bar(ratings, bar, other, history):
    assert figures(ratings, bar, history)[:3] == figures(ratings, other, history)[:3]


@given(records(), bars, histories, st.integers(0, 8))
def test_a_higher_rating_never_lowers_anything(ratings, bar, history, at):
    better = raised(ratings, at % len(ratings))

    level, low, high, of_ten = figures(ratings, bar, history)
    after = figures(better, bar, history)

    assert after[0] > level
    assert after[1] > low
    assert after[2] > high
    assert after[3][0] >= of_ten[0]
    assert after[3][1] >= of_ten[1]


@given(st.lists(rooms, min_size=2, max_size=5), st.data(), bars)
def test_equal_means_of_the_people_give_equal_estimates(seats, data, bar):
    agreed = [data.draw(levels) for _ in seats]
    up, down = data.draw(st.permutations(range(len(seats))))[:2]
    assume(agreed[up] < 4 and agreed[down] > 1)
    apart_by_more = [*agreed]
    apart_by_more[up] += 1
    apart_by_more[down] -= 1

    first, second = (
        seated(*((n, room, level) for n, (room, level) in enumerate(zip(seats, each, strict=True))))
        for each in (agreed, apart_by_more)
    )

    assert figures(first, bar)[:3] == pytest.approx(figures(second, bar)[:3], abs=SAME)
    assert figures(first, bar)[3] == figures(second, bar)[3]


@given(seatings, st.data(), bars)
def test_only_the_means_of_the_people_count(seats, data, bar):
    one = seated(*((*seat, data.draw(levels)) for seat in seats))
    turned = defaultdict(list)
    for rating in one:
        turned[rating.interviewer].append(rating.level)
    other = [
        Rating(r.interviewer, turned[r.interviewer].pop(), r.interview, r.criterion) for r in one
    ]

    assert figures(one, bar) == figures(other, bar)


@given(records(), st.data())
def test_the_interval_hangs_on_the_seating_alone(ratings, data):
    other = [Rating(r.interviewer, data.draw(levels), r.interview, r.criterion) for r in ratings]

    assert weigh(other).variance == weigh(ratings).variance


@given(levels, levels, levels, st.booleans())
def test_two_ratings_by_one_person_tell_less_than_two_peoples(first, second, third, two_rooms):
    rooms = (1, 2 if two_rooms else 1)
    alone = seated(("a", rooms[0], first), ("a", rooms[1], second))
    both = seated(("a", rooms[0], first), ("b", rooms[1], third))

    assert weigh(both).variance < weigh(alone).variance
    assert weigh(alone).variance < weigh(alone[:1]).variance


@given(records(), bars)
def test_what_was_not_observed_moves_nothing(ratings, bar):
    assert figures([*ratings, Rating("z", None, 9)], bar) == figures(ratings, bar)


@given(records(), bars, histories)
def test_history_never_changes_the_state(ratings, bar, history):
    bare, known = assess(ratings, bar), assess(ratings, bar, history)

    for name in ("state", "side", "people", "at_or_above", "below"):
        assert getattr(bare, name) == getattr(known, name)


# Who sits where in five loops of the catalog: pairs, one person in two interviews, four people.
SEATINGS = [
    [("a", 1), ("b", 1)],
    [("a", 1), ("b", 2), ("c", 3)],
    [("a", 1), ("a", 1), ("b", 2)],
    [("a", 1), ("b", 1), ("a", 2), ("c", 2)],
    [("a", 1), ("b", 2), ("c", 3), ("d", 4)],
]


@pytest.mark.parametrize("seats", SEATINGS)
def test_printed_states_and_ranges_never_fall_when_a_rating_rises(seats):
    found = {
        (mine, bar): assess(
            seated(*((*seat, level) for seat, level in zip(seats, mine, strict=True))), bar
        )
        for mine in product(range(1, 5), repeat=len(seats))
        for bar in (2, 3, 4)
    }

    for (mine, bar), before in found.items():
        for at, level in enumerate(mine):
            if level < 4:
                after = found[(*mine[:at], level + 1, *mine[at + 1 :]), bar]
                assert ORDER[after.state] >= ORDER[before.state]
                assert after.of_ten[0] >= before.of_ten[0]
                assert after.of_ten[1] >= before.of_ten[1]
        if bar > 2:
            assert ORDER[before.state] <= ORDER[found[mine, bar - 1].state]


@pytest.mark.parametrize("seats", SEATINGS)
def test_in_these_loops_a_further_rating_never_widens_the_interval(seats):
    for length in range(1, len(seats)):
        fewer, more = (seated(*((*seat, 3) for seat in seats[:n])) for n in (length, length + 1))
        assert weigh(more).variance <= weigh(fewer).variance + SAME


# ---- History ---------------------------------------------------------------------------------


def test_a_lenient_interviewer_counts_less_and_is_known_better():
    history = History(severities={0: Severity(0.4, 0.01), 1: Severity(0.0, 0.01)})

    found, bare = assess(apart(3, 3), 3, history), assess(apart(3, 3), 3)

    assert found.level < bare.level
    assert found.high - found.low < bare.high - bare.low


def test_a_lenient_criterion_is_taken_off():
    assert assess(apart(3, 3), 3, History(shifts={0: 0.2, 1: 0.2})).level < 2.774


def test_a_base_rate_of_ones_own_moves_the_range_and_the_middle():
    strong = History(centers=(2.8, 2.9, 3.0))

    found = assess(apart(3, 3), 3, strong)

    assert found.before == (7, 9)
    assert found.level > 2.774
    assert found.of_ten[1] - found.of_ten[0] <= 1
