"""Publishing a draft: what it needs, what it leaves behind, and doing it twice."""

from datetime import UTC, datetime

import pytest

from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from rubrics.bank.actions.publishing import publish
from rubrics.models import Question, QuestionVersion, Rubric, RubricVersion
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import (
    CompetencyFactory,
    CriterionFactory,
    QuestionVersionFactory,
    RubricVersionFactory,
    published_question,
    published_rubric,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def author():
    return UserFactory(recruiter=True)


def test_publishing_a_rubric_makes_it_current_and_is_recorded(author):
    version = CriterionFactory().version
    with clock.set_to(NOON):
        publish(version, actor=author)

    version.refresh_from_db()
    event = Event.objects.get()
    assert version.published_at == NOON
    assert version.rubric.current_version == version
    assert (event.actor, event.object_id) == (author, version.rubric_id)
    assert event.sentence() == "published version 1 of the rubric"


def test_publishing_a_question_makes_it_current_and_is_recorded(author):
    version = QuestionVersionFactory()
    version.competencies.add(CompetencyFactory())
    publish(version, actor=author)

    assert version.question.current_version == version
    assert Event.objects.get().sentence() == "published version 1 of the question"


def test_the_newest_published_version_is_current():
    first = published_rubric()
    second = published_rubric(rubric=first.rubric, number=2)
    RubricVersionFactory(rubric=first.rubric, number=3)

    assert first.rubric.current_version == second
    assert list(RubricVersion.objects.current()) == [second]
    assert Rubric.objects.with_current().get().current_version == second


def test_a_draft_alone_is_not_current():
    version = CriterionFactory().version

    assert version.rubric.current_version is None
    assert Rubric.objects.with_current().get().current_version is None
    assert not Rubric.objects.current().exists()
    assert not RubricVersion.objects.current().exists()


def test_what_is_archived_is_not_offered_and_can_still_be_read():
    version = published_question()
    Question.objects.update(archived_at=NOON)

    assert not QuestionVersion.objects.current().exists()
    assert not Question.objects.current().exists()
    assert Question.objects.get().current_version == version


def test_a_rubric_without_criteria_is_refused(author):
    with pytest.raises(Refused, match="at least one criterion"):
        publish(RubricVersionFactory(), actor=author)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_an_empty_anchor_is_refused_at_its_field(author, level):
    criterion = CriterionFactory(name="Checks", **{f"anchor_{level}": " \n"})

    with pytest.raises(Refused, match=f"“Checks” has no anchor for level {level}") as refusal:
        publish(criterion.version, actor=author)

    assert refusal.value.field == f"criteria.0.anchor_{level}"
    assert not Event.objects.exists()


def test_a_question_that_says_nothing_is_refused_at_its_field(author):
    with pytest.raises(Refused) as refusal:
        publish(QuestionVersionFactory(body="  "), actor=author)

    assert refusal.value.field == "body"


def test_publishing_twice_is_a_conflict_and_has_the_effect_of_once(author):
    version = CriterionFactory().version
    again = RubricVersion.objects.get(pk=version.pk)
    publish(version, actor=author)

    with pytest.raises(Conflict):
        publish(again, actor=author)

    assert Event.objects.count() == 1


def test_publishing_makes_the_text_findable(author):
    version = QuestionVersionFactory(
        body="Factor a covariance matrix.", follow_ups=["Would you ever invert it?"]
    )
    version.competencies.add(CompetencyFactory(name="Mathematics"))
    assert not Question.objects.search("covariance").exists()

    publish(version, actor=author)

    for words in ("covariance", "invert", "mathematics"):
        assert Question.objects.search(words).get() == version.question
