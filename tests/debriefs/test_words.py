"""What states and counts are called."""

import pytest

from hiring.debriefs import words
from hiring.debriefs.report.facts import PanelSeat
from hiring.debriefs.report.model import Assessment
from rubrics.assessment.assessing import assess
from rubrics.assessment.states import Rating, State
from tests.debriefs.content import content


def assessed(*levels, bar=3):
    """How a competency stands, rated by different people, each with a level or several."""
    given = [one if isinstance(one, tuple) else (one,) for one in levels]
    ratings = [Rating(n, level) for n, mine in enumerate(given) for level in mine]
    return Assessment(**assess(ratings, bar).as_dict())


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((), "nobody rated it"),
        ((3,), "1 of 1 at or above"),
        ((2,), "0 of 1 at or above"),
        (((2, 3),), "0 of 1 at or above, 1 on both sides"),
        ((3, 4), "2 of 2 at or above"),
        ((3, 2), "1 of 2 at or above"),
        ((3, (2, 3)), "1 of 2 at or above, 1 on both sides"),
        ((3, 3, 4, 2), "mostly at or above, 3 of 4"),
        ((2, 2, 1, 3), "mostly below, 1 of 4 at or above"),
    ],
)
def test_a_state_is_told_with_its_count(levels, said):
    assert words.count_words(assessed(*levels)) == said


@pytest.mark.parametrize(
    ("levels", "bar", "said"),
    [
        ((3, 3), 3, "about 6 to 9 of 10"),
        ((4, 4, 4), 3, "at least 9 of 10"),
        ((1, 2), 3, "at most 1 of 10"),
        ((1, 1), 2, ""),
        ((), 3, ""),
    ],
)
def test_a_range_of_ten_is_told_unless_it_says_nothing(levels, bar, said):
    given = [Rating(n, level, n) for n, level in enumerate(levels)]

    assert words.of_ten_words(assess(given, bar).as_dict()["of_ten"]) == said


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_word(state):
    assert words.state_word(state)


def test_levels_are_words_and_none_is_not_observed():
    assert [words.level_word(n) for n in (1, 2, 3, 4, 0, None)] == [
        "strong no",
        "no",
        "yes",
        "strong yes",
        "not observed",
        "not observed",
    ]


def test_a_level_is_told_with_its_number():
    assert [words.numbered_level(n) for n in (3, None)] == ["3 Yes", "not observed"]


def test_overlap_is_told_in_sentences_and_has_no_coefficient():
    assert " ".join(words.overlap_words(content())) == (
        "3 of 8 criteria were rated by two people or more. The largest gap is 2 levels."
        " Of 4 competencies rated, 4 were rated by more than one person."
    )
    assert words.overlap_words(content(loop=[])) == ["Nothing was rated."]


@pytest.mark.parametrize(
    ("seat", "note"),
    [
        ({"status": "canceled", "submitted_at": None}, "replaced or canceled"),
        ({"status": "no_show", "submitted_at": None}, "no-show"),
        ({"status": "active", "submitted_at": None}, "no scorecard"),
        ({"status": "active", "submitted_at": "2026-11-12T12:00:00+00:00"}, ""),
    ],
)
def test_a_seat_says_what_became_of_it(seat, note):
    assert words.seat_note(PanelSeat("Ada", **seat)) == note
