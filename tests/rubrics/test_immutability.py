"""A published version stays as it was when somebody was interviewed with it, in the database."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from rubrics.bank.actions.publishing import publish
from rubrics.models import Criterion, QuestionCompetency, Rubric, RubricVersion, VersionStatus
from tests.factories.rubrics import (
    CompetencyFactory,
    CriterionFactory,
    QuestionVersionFactory,
    RubricVersionFactory,
    published_question,
    published_rubric,
)

pytestmark = pytest.mark.django_db


def update(table: str, changes: str, where: str = "id = %s") -> str:
    return f"UPDATE rubrics_{table} SET {changes} WHERE {where}"  # noqa: S608 - of this file


def refused(sql: str, *values) -> None:
    """Run a statement as any program with access to the database could; expect its refusal."""
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        run(sql, *values)


def run(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "change",
    [
        "note = 'later'",
        "number = 9",
        "published_at = now()",
        "status = 'draft', published_at = NULL",
    ],
)
def test_a_published_rubric_version_cannot_be_updated(change):
    version = published_rubric()

    refused(update("rubricversion", change), version.pk)


def test_a_published_rubric_version_cannot_move_to_another_rubric():
    version, other = published_rubric(), published_rubric()

    refused(
        "UPDATE rubrics_rubricversion SET rubric_id = %s, number = 7 WHERE id = %s",
        other.rubric_id,
        version.pk,
    )


def test_a_published_rubric_version_cannot_be_deleted():
    version = published_rubric()

    refused("DELETE FROM rubrics_rubricversion WHERE id = %s", version.pk)


@pytest.mark.parametrize("column", ["name", "look_for", "anchor_1", "anchor_4"])
def test_a_published_criterion_cannot_be_updated(column):
    version = published_rubric()

    refused(update("criterion", f"{column} = 'x'", "version_id = %s"), version.pk)


def test_a_published_criterion_cannot_be_deleted():
    version = published_rubric(criteria=2)

    refused("DELETE FROM rubrics_criterion WHERE version_id = %s AND position = 2", version.pk)


def test_a_criterion_cannot_be_added_to_a_published_version():
    version = published_rubric()

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        CriterionFactory(version=version, position=2)


def test_a_criterion_can_move_neither_into_nor_out_of_a_published_version():
    published, draft = published_rubric(criteria=2), RubricVersionFactory()
    loose = CriterionFactory(version=draft, position=4)

    refused("UPDATE rubrics_criterion SET version_id = %s WHERE id = %s", published.pk, loose.pk)
    refused(
        "UPDATE rubrics_criterion SET version_id = %s WHERE version_id = %s AND position = 2",
        draft.pk,
        published.pk,
    )


@pytest.mark.parametrize("column", ["body", "guide", "note"])
def test_a_published_question_version_cannot_be_updated(column):
    version = published_question()

    refused(update("questionversion", f"{column} = 'x'"), version.pk)


@pytest.mark.parametrize(
    "change", ["hints = '[]'", "follow_ups = '{}'", "details = '{}'", "minutes = 5"]
)
def test_the_rest_of_a_published_question_version_cannot_be_updated(change):
    version = published_question(hints=[{"text": "Try it.", "cost": "Nothing."}])

    refused(update("questionversion", change), version.pk)


def test_a_published_question_version_cannot_be_deleted():
    version = published_question()

    refused("DELETE FROM rubrics_questionversion WHERE id = %s", version.pk)


def test_the_competencies_of_a_published_question_cannot_change():
    competency = CompetencyFactory()
    version = published_question(competencies=[competency])

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        version.competencies.add(CompetencyFactory())
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        version.competencies.clear()
    refused(
        "UPDATE rubrics_questioncompetency SET competency_id = %s WHERE version_id = %s",
        CompetencyFactory().pk,
        version.pk,
    )
    assert list(version.competencies.all()) == [competency]


def test_a_rubric_with_a_published_version_cannot_be_deleted():
    version = published_rubric()

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        version.rubric.delete()
    assert Rubric.objects.filter(pk=version.rubric_id).exists()


def test_a_rubric_that_was_never_published_can_be_deleted():
    criterion = CriterionFactory()

    criterion.version.rubric.delete()

    assert not Criterion.objects.exists()


def test_drafts_can_be_changed_and_thrown_away():
    criterion = CriterionFactory()
    run("UPDATE rubrics_criterion SET name = 'Other' WHERE id = %s", criterion.pk)
    run("UPDATE rubrics_rubricversion SET note = 'Other' WHERE id = %s", criterion.version_id)
    question = QuestionVersionFactory()
    question.competencies.add(CompetencyFactory())

    criterion.version.delete()
    question.delete()

    assert not RubricVersion.objects.exists()
    assert not QuestionCompetency.objects.exists()


def test_not_even_sql_publishes_a_rubric_without_criteria():
    version = RubricVersionFactory()

    with pytest.raises(IntegrityError, match="without a criterion"), transaction.atomic():
        run(
            "UPDATE rubrics_rubricversion SET status = 'published', published_at = now() "
            "WHERE id = %s",
            version.pk,
        )


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_not_even_sql_publishes_a_blank_anchor(level):
    criterion = CriterionFactory(**{f"anchor_{level}": "  "})

    with pytest.raises(IntegrityError, match="all four anchors"), transaction.atomic():
        run(
            "UPDATE rubrics_rubricversion SET status = 'published', published_at = now() "
            "WHERE id = %s",
            criterion.version_id,
        )


def test_no_version_is_born_published():
    version = published_rubric()

    with pytest.raises(IntegrityError), transaction.atomic():
        run(
            "INSERT INTO rubrics_rubricversion (rubric_id, number, status, published_at, note) "
            "VALUES (%s, 2, 'published', now(), '')",
            version.rubric_id,
        )


@pytest.mark.django_db(transaction=True)
def test_a_change_that_races_with_publishing_waits_and_is_refused():
    criterion = CriterionFactory()
    outcome = []

    def change_late():
        try:
            run("UPDATE rubrics_criterion SET name = 'Late' WHERE id = %s", criterion.pk)
            outcome.append("changed")
        except IntegrityError:
            outcome.append("refused")
        finally:
            connection.close()

    late = threading.Thread(target=change_late)
    with transaction.atomic():
        publish(criterion.version, actor=None)
        late.start()
        late.join(timeout=0.5)
        assert outcome == []
    late.join(timeout=20)

    criterion.refresh_from_db()
    assert outcome == ["refused"]
    assert criterion.name != "Late"
    assert RubricVersion.objects.get().status == VersionStatus.PUBLISHED
