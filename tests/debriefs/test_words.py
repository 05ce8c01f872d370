"""What states and counts are called."""

import pytest

from hiring.debriefs import words
from rubrics.assessment import Rating, State, assess


def hypothesis(*levels, bar=3, stance="bar"):
    """A hypothesis rated by different people, each with a level or several."""
    given = [one if isinstance(one, tuple) else (one,) for one in levels]
    ratings = [Rating(n, level) for n, mine in enumerate(given) for level in mine]
    return {
        "competency": {"name": f"Bar {bar}"},
        "stance": stance,
        "bar": bar,
        "assessment": assess(ratings, bar).as_dict(),
    }


@pytest.mark.parametrize(
    ("levels", "bar", "said"),
    [
        ((), 3, "not tested"),
        ((3,), 3, "one view: at or above"),
        ((2,), 3, "one view: below"),
        (((2, 3),), 3, "one view: on both sides"),
        ((3, 4), 3, "met"),
        ((2, 1), 3, "not met"),
        ((2, 2), 2, "no strong no"),
        ((1, 1), 2, "not met"),
        ((3, 2), 3, "split: 1 of 2 at or above"),
        ((3, 3, 2), 3, "split: 2 of 3 at or above"),
        ((3, (2, 3)), 3, "split: 1 of 2 at or above, 1 on both sides of the bar"),
        ((3, 3, 4, 2), 3, "split, mostly at or above (3 of 4)"),
        ((2, 2, 1, 3), 3, "split, mostly below (1 of 4 at or above)"),
        ((4, 1, 4, 1), 2, "split: 2 of 4 at or above"),
    ],
)
def test_a_state_is_told_with_its_count(levels, bar, said):
    assert words.state_words(hypothesis(*levels, bar=bar)) == said


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
    assert [words.numbered_level(n) for n in (3, None)] == ["3 yes", "not observed"]


def test_a_tally_counts_states_of_one_stance_and_no_met_bar_of_2():
    hypotheses = [
        hypothesis(3, 2, stance="strength"),
        hypothesis(3, 3, stance="strength"),
        hypothesis(3, stance="strength"),
        hypothesis(),
        hypothesis(2, 2, bar=2),
        hypothesis(1, 1, bar=2),
    ]

    assert words.tally(hypotheses, "strength") == ["1 met", "1 split", "1 one view"]
    assert words.tally(hypotheses, "bar") == ["1 not met", "1 not tested"]
    assert words.no_strong_no(hypotheses) == ["Bar 2"]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            (9, 2, 2, 5, 3),
            "2 of 9 criteria were rated by two or more people. The largest gap is 2 levels."
            " Of 5 competencies rated, 3 were rated by more than one person.",
        ),
        (
            (9, 2, 0, 5, 2),
            "2 of 9 criteria were rated by two or more people. There are no differences."
            " Of 5 competencies rated, 2 were rated by more than one person.",
        ),
        (
            (1, 0, 0, 1, 0),
            "0 of 1 criterion was rated by two or more people."
            " Of 1 competency rated, 0 was rated by more than one person.",
        ),
    ],
)
def test_disagreement_is_told_in_sentences_and_has_no_coefficient(found, said):
    names = ("criteria", "rated_twice", "largest_gap", "competencies", "seen_by_two")

    assert " ".join(words.comparison(dict(zip(names, found, strict=True)))) == said


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
    assert words.seat_note(seat) == note
