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
        (((3, 4), (3, 3)), "Both strengths are met. Both people recommend yes."),
        (
            ((3, 4), (3, 3), (2, 2)),
            "Data work and debugging, two of three strengths, are met. *ML theory is not met.*"
            " Both people recommend yes.",
        ),
        (
            ((3, 4), (2, 3), ()),
            "Data work, one of three strengths, is met. *ML theory was not tested; debugging is"
            " split.* Both people recommend yes.",
        ),
        (
            ((3, 3), (3, 3), (3, 3), (3, 2), (2, 2)),
            "All three strengths are met. Neither bar is met; python is split, on mathematics"
            " nobody gave a strong no. Both people recommend yes.",
        ),
    ],
)
def test_the_reading_counts_strengths_bars_and_people(levels, reading):
    assert said(*levels) == reading


def test_the_heaviest_strength_is_called_so_only_if_it_alone_is():
    alone = [("Data work", "strength", 3, 5), ("Debugging", "strength", 3, 4)]

    assert "*Data work, the heaviest strength, is split.*" in said((3, 2), (3, 3), profile=alone)
    assert "*Data work is split.*" in said((3, 2), (3, 3))


def test_people_are_counted_and_who_differs_by_interview_is_told():
    names = ["Ada Lovelace", "Grace Hopper", "Alan Kay"]
    both = [("One", names, [("First", 0, [3, 3, 3])]), ("Two", names[:1], [("Second", 0, [3])])]
    made = content(loop=both, competencies=PROFILE[:1], overall={"Grace Hopper": 2})
    made.recommendations[-1].level = 1

    assert (
        read(made)[-1].text == "One of three people recommends yes, one recommends no,"
        " one says yes and no by interview."
    )


def test_without_a_card_it_says_so():
    assert said(people=None).endswith("No scorecards are in.")


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
        ("Data work", "1 of 2; with one more person 2 or 1 of 3, still split."),
        ("Debugging", "0 of 2; one more person at 3 or more makes a split."),
        ("ML theory", "met with two people at 3 or more."),
        ("Python and mathematics", "one view each; a second person decides each."),
    ]


def test_competencies_of_which_the_same_is_to_be_said_stand_together():
    made = content(loop=loop((3, 2), (3, 3), (2, 3)), competencies=PROFILE[:4])

    assert [(one.names, one.text, one.competency_ids) for one in made.open_questions] == [
        (
            "Data work and ML theory",
            "1 of 2; with one more person 2 or 1 of 3, still split.",
            [1, 3],
        ),
        ("Python", "met with two people at 3 or more.", [4]),
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
