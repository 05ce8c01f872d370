"""What the numbers are called: frequencies, never promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.debriefs import words
from rubrics.ratings import Because, State


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "fewer than 1 in 10"),
        (0.049, "fewer than 1 in 10"),
        (0.05, "about 1 in 10"),
        (0.5, "about 5 in 10"),
        (0.2, "about 2 in 10"),
        (0.21, "just over 2 in 10"),
        (0.249, "just over 2 in 10"),
        (0.74, "about 7 in 10"),
        (0.76, "nearly 8 in 10"),
        (0.7999, "nearly 8 in 10"),
        (0.8, "about 8 in 10"),
        (0.85, "about 9 in 10"),
        (0.949, "about 9 in 10"),
        (0.95, "more than 9 in 10"),
        (1.0, "more than 9 in 10"),
        (None, ""),
    ],
)
def test_a_probability_is_a_share_of_ten_candidates(probability, said):
    assert words.in_ten(probability) == said


@given(st.floats(0, 1))
def test_a_probability_is_never_certain(probability):
    assert "10 in 10" not in words.in_ten(probability)
    assert "0 in 10" not in words.in_ten(probability).replace("10 in 10", "")


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_words(state):
    assert words.state_word(state)


@pytest.mark.parametrize("because", Because)
def test_every_reason_has_its_words(because):
    assert words.because_word(because)


def test_what_is_settled_needs_no_reason():
    assert words.because_word(None) == ""


def test_levels_are_words_and_none_is_not_observed():
    assert [words.level_word(n) for n in (1, 2, 3, 4, 0, None)] == [
        "strong no",
        "no",
        "yes",
        "strong yes",
        "not observed",
        "not observed",
    ]


def test_a_tally_counts_states_of_one_stance():
    hypotheses = [
        {"stance": "strength", "estimate": {"state": "unsettled"}},
        {"stance": "strength", "estimate": {"state": "likely_met"}},
        {"stance": "strength", "estimate": {"state": "unsettled"}},
        {"stance": "bar", "estimate": {"state": "not_tested"}},
    ]

    assert words.tally(hypotheses, "strength") == ["1 likely met", "2 unsettled"]
    assert words.tally(hypotheses, "bar") == ["1 not tested"]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            (9, 2, 2, 5, 3),
            "2 of 9 criteria were rated by two people or more. The largest gap is 2 levels."
            " Of 5 competencies rated, 3 were seen by more than one person.",
        ),
        (
            (9, 2, 0, 5, 2),
            "2 of 9 criteria were rated by two people or more. They agree."
            " Of 5 competencies rated, 2 were seen by more than one person.",
        ),
        (
            (1, 0, 0, 1, 0),
            "0 of 1 criterion was rated by two people or more."
            " Of 1 competency rated, 0 was seen by more than one person.",
        ),
    ],
)
def test_disagreement_is_told_in_sentences_and_has_no_coefficient(found, said):
    names = ("criteria", "rated_twice", "largest_gap", "competencies", "seen_by_two")

    assert " ".join(words.comparison(dict(zip(names, found, strict=True)))) == said


@pytest.mark.parametrize(
    ("probability", "said"), [(0.999, "> 0.99"), (0.001, "< 0.01"), (0.567, "0.57")]
)
def test_two_digits_and_no_false_certainty(probability, said):
    assert words.chance(probability) == said


@pytest.mark.parametrize(
    ("seat", "note"),
    [
        ({"status": "cancelled", "submitted_at": None}, "replaced or cancelled"),
        ({"status": "no_show", "submitted_at": None}, "did not come"),
        ({"status": "active", "submitted_at": None}, "no scorecard"),
        ({"status": "active", "submitted_at": "2026-11-12T12:00:00+00:00"}, ""),
    ],
)
def test_a_seat_says_what_became_of_it(seat, note):
    assert words.seat_note(seat) == note
