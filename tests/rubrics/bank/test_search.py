"""Finding rubrics and questions by words, kind, role and competency."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from rubrics.models import InterviewKind, Question, QuestionVersion, Rubric
from rubrics.querysets import prefix_query
from tests.factories.rubrics import (
    CompetencyFactory,
    RoleArchetypeFactory,
    published_question,
    published_rubric,
)

pytestmark = pytest.mark.django_db


def titles(questions):
    return [question.title for question in questions]


@pytest.mark.parametrize("text", ["eigenvalues", "Eigenvalue", "eigenval", "gram EIGEN", "puzzle"])
def test_words_are_found_by_beginning_form_and_case(text):
    published_question(title="Gram puzzle", body="What are its eigenvalues?")
    published_question(title="Another", body="Nothing of that kind.")

    assert titles(Question.objects.search(text)) == ["Gram puzzle"]


def test_every_word_must_be_there():
    published_question(title="Gram puzzle", body="What are its eigenvalues?")

    assert not Question.objects.search("gram poisson").exists()


@pytest.mark.parametrize("text", ["", "   ", "!?", "&|", "'"])
def test_no_words_narrow_nothing(text):
    published_question(title="Gram puzzle")

    assert Question.objects.search(text).count() == 1


@pytest.mark.parametrize("text", ["a & | b", "gram:*", "(gram", "gram'); --", "\\gram", "<->"])
def test_signs_of_the_search_language_are_only_signs(text):
    published_question(title="Gram puzzle")

    assert Question.objects.search(text).count() in (0, 1)


@given(st.text(max_size=60))
def test_any_text_makes_a_query_or_none(text):
    query = prefix_query(text)

    assert query is None or ":*" in str(query)


def test_a_rubric_is_found_by_its_anchors():
    version = published_rubric(name="Coding")
    anchor = version.criteria.get().anchor_4

    assert Rubric.objects.search(anchor).get() == version.rubric


def test_a_title_changed_later_is_found():
    version = published_question(title="Old")
    Question.objects.filter(pk=version.question_id).update(title="Kernel trick")

    assert Question.objects.search("kernel").exists()


def test_of_kind_and_for_a_role():
    mine, other = RoleArchetypeFactory(), RoleArchetypeFactory()
    for_me = published_question(title="Mine", kind=InterviewKind.ML_THEORY)
    for_me.question.archetypes.set([mine, other])
    for_other = published_question(title="Other", kind=InterviewKind.ML_THEORY)
    for_other.question.archetypes.add(other)
    published_question(title="All", kind=InterviewKind.ML_THEORY)
    published_question(title="Coding", kind=InterviewKind.ML_CODING)

    theory = Question.objects.of_kind(InterviewKind.ML_THEORY)
    assert titles(theory.for_archetype(mine)) == ["All", "Mine"]
    assert titles(theory.for_archetypes([mine, other])) == ["All", "Mine", "Other"]
    assert QuestionVersion.objects.of_kind(InterviewKind.ML_CODING).count() == 1


def test_evidence_counts_in_the_current_version_only():
    statistics, debugging = CompetencyFactory(), CompetencyFactory()
    first = published_question(competencies=[statistics])
    published_question(question=first.question, number=2, competencies=[debugging])

    assert not Question.objects.observing(statistics).exists()
    assert Question.objects.observing(debugging).get() == first.question


def test_a_large_bank_is_searched_by_its_index():
    filler = " ".join(f"filler{n}" for n in range(40))
    Question.objects.bulk_create(
        Question(key=f"q-{n}", title=f"Question {n}", kind="ml_theory", words=f"word{n} {filler}")
        for n in range(5000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE rubrics_question")

    plan = Question.objects.search("word1234").explain()

    assert "rubrics_question_search" in plan
    assert "Seq Scan" not in plan
