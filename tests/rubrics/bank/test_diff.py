"""Two texts word by word, and two versions part by part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.bank.actions import starting
from rubrics.bank.diff import Part, compared, rows_of, word_diff
from rubrics.models import Question
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import published_question, published_rubric

WORDS = st.lists(st.sampled_from(["a", "b", "shape", "x²", "\n", " ", ". ", "ä-ö"])).map("".join)


def texts(pieces):
    return "".join(piece.text for piece in pieces)


def marked(pieces):
    return [piece.text for piece in pieces if piece.marked]


@given(WORDS, WORDS)
def test_both_sides_are_whole_and_what_is_unmarked_is_the_same(before, after):
    left, right = word_diff(before, after)

    assert (texts(left), texts(right)) == (before, after)
    same = [[p.text for p in side if not p.marked] for side in (left, right)]
    assert same[0] == same[1]
    assert bool(marked(left) or marked(right)) == (before != after)


def test_only_the_words_that_changed_are_marked():
    left, right = word_diff("Names the objects after being asked.", "Names the shapes unasked.")

    assert (marked(left), marked(right)) == (
        ["objects", "after being asked"],
        ["shapes", "unasked"],
    )


def test_texts_that_have_little_in_common_are_marked_whole():
    left, right = word_diff("Says nothing.", "Restates the question and draws what is given")

    assert (len(left), len(right)) == (1, 1)


def test_what_was_dropped_stands_where_it_stood():
    before = [Part(key, key, key) for key in "abcd"]
    after = [Part(key, key, key) for key in "acxd"]

    assert [row.label for row in compared(before, after)] == list("abcxd")


@pytest.mark.django_db
def test_a_criterion_is_known_by_its_name_wherever_it_stands_else_by_its_competency():
    first = published_rubric(criteria=3)
    actor = UserFactory()
    draft = starting.start_draft(item=first.rubric, actor=actor)
    draft.criteria.filter(position=2).update(position=4, name="Renamed")

    rows = rows_of(first, draft)

    changed = [(row.label, marked(row.before), marked(row.after)) for row in rows if row.changed]
    old = first.criteria.get(position=2).name
    assert changed == [("Name", [old], ["Renamed"])]


@pytest.mark.django_db
def test_a_version_of_every_kind_of_question_is_the_same_as_itself(library):
    for question in Question.objects.prefetch_related("archetypes"):
        version = question.current_version
        rows = rows_of(version, version)
        assert rows
        assert not any(row.changed for row in rows), question


@pytest.mark.django_db
def test_what_a_question_gained_is_marked_on_one_side():
    first = published_question(hints=[])
    draft = starting.start_draft(item=first.question, actor=UserFactory())
    draft.hints = [{"text": "Look.", "cost": "A point."}]

    [row] = [row for row in rows_of(first, draft) if row.changed]

    assert (row.before, texts(row.after)) == ([], "Look.\nAfter this hint: A point.")
