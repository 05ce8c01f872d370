"""What a debrief says by rule: the reading, quotes for and against, what is open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.debriefs.report.arguments import ROOM, contradiction, excerpt
from hiring.debriefs.report.metrics import lines, shortened, width
from hiring.debriefs.report.model import Card
from hiring.debriefs.report.people import initials
from hiring.debriefs.report.questions import Possible
from hiring.debriefs.report.reading import read
from tests.debriefs.content import content

A, B = ["Ada Lovelace", "Grace Hopper"], ["Alan Kay"]
PROFILE = [
    ("Data work", "strength", 3, 5),
    ("Debugging", "strength", 3, 5),
    ("ML theory", "strength", 3, 3),
    ("Python", "bar", 3, 2),
    ("Mathematics", "bar", 2, 1),
]


def loop(*levels, people=A):
    """One interview in which these people gave each competency their levels."""
    rows = [(f"Criterion {n}", n, list(given)) for n, given in enumerate(levels) if given]
    return [("Interview", people, rows)]


def said(*levels, overall=None, people=A, profile=PROFILE) -> str:
    made = content(
        loop=loop(*levels, people=people) if people else [],
        competencies=profile[: max(len(levels), 1)] if people else profile,
        overall=overall,
    )
    return " ".join(f"*{one.text}*" if one.strong else one.text for one in made.reading)


@pytest.mark.parametrize(
    ("levels", "reading"),
    [
        (((3, 4), (3, 3)), "Both strengths are met. Both interviewers recommend yes."),
        (
            ((3, 4), (3, 3), (2, 2)),
            "Two of three strengths are met. *ML theory is not met.*"
            " Both interviewers recommend yes.",
        ),
        (
            ((3, 4), (2, 3), ()),
            "Data work, one of three strengths, is met. *ML theory was not tested. Debugging is"
            " split.* Both interviewers recommend yes.",
        ),
        (
            ((2, 2), (2, 1), (2, None)),
            "*Data work and debugging are not met. ML theory rests on one view, below the level"
            " needed.* Both interviewers recommend yes.",
        ),
        (
            ((3, 3), (3, 3), (3, 3), (3, 2), (2, 2)),
            "All three strengths are met. Of two bars, python is split. On mathematics, only “no"
            " strong no” is needed, and nobody gave one. Both interviewers recommend yes.",
        ),
        (
            ((3, 3), (3, 3), (3, 3), (2, 2), (1, 1)),
            "All three strengths are met. Neither bar is met; every rating is below. Both"
            " interviewers recommend yes.",
        ),
    ],
)
def test_the_reading_counts_strengths_bars_and_people(levels, reading):
    assert said(*levels) == reading


BARS = [
    ("Programming", "bar", 3, 2),
    ("Experiment design", "bar", 3, 2),
    ("Collaboration and ownership", "bar", 3, 2),
    ("Mathematics", "bar", 2, 1),
    ("ML theory", "bar", 3, 1),
    ("Product sense", "bar", 2, 1),
]


@pytest.mark.parametrize(
    ("levels", "reading"),
    [
        (
            ((3, 3), (2, 3), (4, 2), (2, 2), (None, 4), (1, None)),
            "Programming, one of six bars, is met. Experiment design, and collaboration and"
            " ownership, are split. ML theory and product sense rest on one view each, one of"
            " them below the level needed. On mathematics, only “no strong no” is needed, and"
            " nobody gave one.",
        ),
        (
            ((2, 3), (2, 3), (2, 3), (1, 2), (), (2, 3)),
            "Of six bars, four are split. ML theory was not tested. On product sense, only “no"
            " strong no” is needed, and nobody gave one.",
        ),
        (
            ((2, 3), (), ()),
            "None of the three bars is met. Programming is split. Experiment"
            " design, and collaboration and ownership, were not tested.",
        ),
        (
            ((2, None), (2, None), (2, None)),
            "All three bars rest on one view each, all below the level needed.",
        ),
        (((3, 2),), "Programming, the only bar, is split."),
    ],
)
def test_each_state_of_the_bars_is_a_sentence_of_its_own(levels, reading):
    assert said(*levels, profile=BARS) == f"{reading} Both interviewers recommend yes."


def test_the_heaviest_strength_is_called_so_only_if_it_alone_is():
    alone = [("Data work", "strength", 3, 5), ("Debugging", "strength", 3, 4)]

    assert "*Data work, the heaviest strength, is split.*" in said((3, 2), (3, 3), profile=alone)
    assert "*Data work is split.*" in said((3, 2), (3, 3))


def answered(**overall) -> str:
    """The last sentences, where these people gave these recommendations, a digit a card."""
    names = list(overall)
    most = max(len(str(given)) for given in overall.values())
    cards = [
        (str(n), [name for name in names if len(str(overall[name])) > n], []) for n in range(most)
    ]
    made = content(loop=cards, competencies=PROFILE[:1])
    for card in made.recommendations:
        card.level = int(str(overall[card.interviewer])[int(card.interview)])
        card.observed = card.interviewer != "Idle"
    return read(made)[-1].text


@pytest.mark.parametrize(
    ("overall", "reading"),
    [
        ({"A": 33}, "The one interviewer recommends yes."),
        ({"A": 32}, "The one interviewer recommends yes after one interview and no after another."),
        ({"A": 2, "B": 1, "C": 2}, "All three interviewers recommend no."),
        ({"A": 2, "B": 4, "C": 3}, "Two of three interviewers recommend yes, one no."),
        (
            {"A": 3, "B": 12, "C": 31},
            "One of three interviewers recommends yes, one no. One differs by interview.",
        ),
        (
            {"A": 13, "B": 12, "C": 31},
            "One of three interviewers recommends no. Two differ by interview.",
        ),
        (
            {"A": 13, "B": 31},
            "Both interviewers recommend yes after one interview and no after another.",
        ),
        (
            {"A": 3, "Idle": 3},
            "Both interviewers recommend yes. One of them rated nothing.",
        ),
    ],
)
def test_people_are_counted_and_who_differs_by_interview_is_told(overall, reading):
    assert answered(**overall) == reading


def test_without_a_card_it_says_so():
    assert said(people=None) == (
        "*Data work, debugging, and ML theory were not tested.* Neither bar was tested."
        " No scorecards are in."
    )


def test_a_strong_no_that_is_not_counted_is_not_denied():
    made = content(loop=loop((3, 3), (), (), (), (2, 2)), competencies=PROFILE)
    made.hypotheses[-1].observations[0].after_reading = 1

    assert "and nobody gave one before reading other cards." in read(made)[-2].text


@pytest.mark.parametrize(
    ("text", "from_end", "found"),
    [
        ("Short. And sweet.", False, "Short. And sweet."),
        (
            "First part. " + "Second part is longer. " * 5,
            False,
            "First part. " + "Second part is longer. " * 3,
        ),
        ("Good. " * 30 + "What it cost she did not know.", True, "…"),
        ("```\nx = 1\n```", False, "A program: see the page."),
        ("```\nx = 1\n```\nFound it alone.", True, "Found it alone."),
        ("設計から始めた。次に測った。", False, "設計から始めた。 次に測った。"),
    ],
)
def test_an_excerpt_is_of_whole_sentences(text, from_end, found):
    said = excerpt(text, from_end=from_end)

    assert said.startswith(found.strip())
    assert len(said) <= ROOM
    if found == "…":
        assert said.endswith("What it cost she did not know.")


@given(st.text(max_size=400), st.booleans())
def test_an_excerpt_always_fits(text, from_end):
    assert len(excerpt(text, from_end=from_end)) <= ROOM


def test_a_no_is_always_quoted_and_takes_the_last_place():
    made = content(
        loop=loop((1, 1), (1, 1), (1, 1), (1, 1)),
        competencies=PROFILE[:4],
        overall={"Ada Lovelace": 1},
        summary="I would not hire.",
    )

    assert [one.competency for one in made.arguments_against] == ["Data work", "Debugging", ""]
    assert made.arguments_against[-1].text == "I would not hire."


def test_none_is_invented():
    made = content(loop=loop((3, 3)), competencies=PROFILE[:1])

    assert made.arguments_against == []
    assert [one.competency for one in made.arguments_for] == ["Data work"]


@pytest.mark.parametrize(
    ("overall", "ratings", "code"),
    [
        (2, [(3, 3), (4, 3)], "no_without_below"),
        (3, [(2, 3), (2, 3), (3, 3)], "yes_mostly_below"),
        (4, [(1, 2), (3, 3), (3, 3)], "strong_yes_with_strong_no"),
        (1, [(4, 3), (2, 3)], "strong_no_with_strong_yes"),
        (3, [(2, 3), (3, 3)], ""),
        (2, [(3, None)], ""),
    ],
)
def test_a_recommendation_that_contradicts_its_card_is_found(overall, ratings, code):
    card = Card(1, "Ada", 1, "Puzzle", overall)

    assert contradiction(card, ratings) == code


def test_what_would_change_it_is_told_by_weight_and_one_views_last_and_together():
    made = content(
        loop=[*loop((3, 2), (2, 2)), ("Other", B, [("Alone", 3, [3]), ("Also", 4, [3])])],
        competencies=PROFILE,
    )

    assert [(one.names, one.text) for one in made.open_questions] == [
        (
            "Data work",
            "1 of 2; one more person shows which way it leans (2 or 1 of 3), but it stays split.",
        ),
        ("Debugging", "0 of 2; one more person at 3 or more makes a split."),
        ("ML theory", "met with two people at 3 or more."),
        ("Python and mathematics", "one view each; a second person confirms or splits each."),
    ]


def test_competencies_of_which_the_same_is_to_be_said_stand_together():
    made = content(loop=loop((3, 2), (3, 3), (2, 3)), competencies=PROFILE[:4])

    assert [(one.names, one.text, one.competency_ids) for one in made.open_questions] == [
        (
            "Data work and ML theory",
            "1 of 2; one more person shows which way it leans (2 or 1 of 3), but it stays split.",
            [1, 3],
        ),
        ("Python", "met with two people at 3 or more.", [4]),
    ]


def test_splits_of_different_counts_share_what_is_to_be_said():
    made = content(
        loop=[*loop((3, 2), (3, 2)), ("Other", B, [("Alone", 1, [3])])], competencies=PROFILE[:2]
    )

    assert [(one.names, one.text) for one in made.open_questions] == [
        (
            "Data work (1 of 2) and debugging (2 of 3)",
            "one more person shows which way each leans, but they stay split.",
        )
    ]


def test_the_interview_that_settles_most_counts_strengths_twice_and_prefers_the_shorter():
    library = [
        Possible("Long", 90, 1, frozenset({1})),
        Possible("Short", 45, 2, frozenset({1})),
        Possible("Bars", 45, 3, frozenset({4, 5})),
    ]
    made = content(loop=[], competencies=PROFILE, library=library)

    assert (made.next_interview.name, made.next_interview.minutes) == ("Short", 45)
    assert (
        content(loop=loop((3, 3)), competencies=PROFILE[:1], library=library).next_interview is None
    )


def test_initials_are_base_letters_and_each_is_somebody():
    names = {1: "Élodie Åberg", 2: "Ed Ames", 3: "李明", 4: "Kit", 5: "प्रिया शर्मा"}

    assert initials(names) == {1: "EA1", 2: "EA2", 3: "李明", 4: "K", 5: "पश"}


@given(st.text(max_size=120), st.integers(20, 170))
def test_a_shortened_text_fits_its_line(text, room):
    assert width(shortened(text, room), 9) <= max(room, width("…", 9))
    assert lines(text, room) >= 1
