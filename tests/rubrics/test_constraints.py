"""What the tables refuse, no matter who writes to them."""

import pytest
from django.db import DataError, IntegrityError, transaction

from rubrics.models import ArchetypeInterview, ArchetypeStage, RoleArchetype
from tests.factories.rubrics import (
    WEEK,
    CompetencyFactory,
    CriterionFactory,
    ProfileEntryFactory,
    QuestionVersionFactory,
    RoleArchetypeFactory,
    RubricFactory,
    RubricVersionFactory,
    published_question,
    published_rubric,
)

pytestmark = pytest.mark.django_db


def refused(make, /, constraint, **values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(**values)


@pytest.mark.parametrize("week", [WEEK | {"people": 11}, WEEK | {"people": 9}])
def test_a_week_must_sum_to_a_hundred(week):
    refused(RoleArchetypeFactory, "week_sums_to_100", week=week)


def test_a_week_must_name_all_five_parts():
    refused(RoleArchetypeFactory, "week_sums_to_100", week={"modeling": 100})


def test_a_wrong_week_is_told_in_words_by_the_model():
    role = RoleArchetypeFactory.build(week=WEEK | {"people": 11})

    with pytest.raises(Exception, match="must add up to 100"):
        role.validate_constraints()


def test_a_week_of_words_is_refused():
    with pytest.raises((DataError, IntegrityError)), transaction.atomic():
        RoleArchetypeFactory(week=WEEK | {"people": "many"})


def test_one_profile_entry_for_a_role_level_and_competency():
    entry = ProfileEntryFactory()

    refused(
        ProfileEntryFactory,
        "profile_entry_once",
        archetype=entry.archetype,
        competency=entry.competency,
        level=entry.level,
    )


@pytest.mark.parametrize(
    ("field", "value", "constraint"),
    [
        ("weight", 0, "weight_1_to_5"),
        ("weight", 6, "weight_1_to_5"),
        ("bar_level", 1, "bar_2_to_4"),
        ("bar_level", 5, "bar_2_to_4"),
        ("level", "principal", "level_known"),
        ("stance", "hope", "stance_known"),
    ],
)
def test_a_profile_entry_stays_within_its_scales(field, value, constraint):
    refused(ProfileEntryFactory, constraint, **{field: value})


@pytest.mark.parametrize("position", [0, 5])
def test_at_most_four_criteria(position):
    refused(CriterionFactory, "at_most_four", position=position)


def test_two_criteria_cannot_share_a_position():
    criterion = CriterionFactory()

    refused(CriterionFactory, "criterion_position", version=criterion.version, position=1)


def test_one_draft_of_a_rubric_at_most():
    draft = RubricVersionFactory()

    refused(RubricVersionFactory, "one_draft_per_rubric", rubric=draft.rubric, number=2)


def test_a_draft_may_stand_beside_published_versions():
    version = published_rubric()

    draft = RubricVersionFactory(rubric=version.rubric, number=2)

    assert version.rubric.draft == draft
    assert version.rubric.current_version == version


def test_one_draft_of_a_question_at_most():
    draft = QuestionVersionFactory()

    refused(QuestionVersionFactory, "one_draft_per_question", question=draft.question, number=2)


def test_version_numbers_are_given_once():
    rubric, question = published_rubric(), published_question()

    refused(RubricVersionFactory, "rubric_version_number", rubric=rubric.rubric, number=1)
    refused(QuestionVersionFactory, "question_version_number", question=question.question, number=1)


@pytest.mark.parametrize("difficulty", [0, 6])
def test_difficulty_runs_from_one_to_five(difficulty):
    refused(QuestionVersionFactory, "difficulty_1_to_5", difficulty=difficulty)


def test_a_published_version_has_its_moment_and_a_draft_has_none():
    version = published_question()

    refused(QuestionVersionFactory, "published_at", published_at=version.published_at)
    refused(QuestionVersionFactory, "published_at", status="published")


def test_kinds_are_those_that_exist():
    refused(RubricFactory, "rubric_kind_known", kind="small_talk")


def test_stages_and_interviews_of_a_role_have_each_a_place():
    role = RoleArchetypeFactory()
    rubric = published_rubric().rubric
    stage = {"archetype": role, "name": "Onsite", "kind": "onsite", "target_days": 3}
    interview = {"archetype": role, "name": "Coding", "rubric": rubric, "minutes": 60}

    refused(ArchetypeStage.objects.create, "kind_known", **stage | {"kind": "lunch"}, position=1)
    refused(ArchetypeInterview.objects.create, "minutes", **interview | {"minutes": 5}, position=1)
    refused(ArchetypeInterview.objects.create, "level_known", **interview, level="boss", position=1)


@pytest.mark.django_db(transaction=True)
def test_stages_may_swap_places_within_a_transaction_and_not_share_one():
    role = RoleArchetypeFactory()
    first, second = (
        ArchetypeStage.objects.create(
            archetype=role, name=name, kind="screen", target_days=3, position=position
        )
        for position, name in enumerate(("A", "B"), start=1)
    )

    with transaction.atomic():
        ArchetypeStage.objects.filter(pk=first.pk).update(position=2)
        ArchetypeStage.objects.filter(pk=second.pk).update(position=1)

    assert [stage.name for stage in role.stages.all()] == ["B", "A"]
    with pytest.raises(IntegrityError, match="stage_position"):
        ArchetypeStage.objects.filter(pk=first.pk).update(position=1)


def test_a_competency_in_use_cannot_be_deleted():
    entry = ProfileEntryFactory()

    with pytest.raises(IntegrityError):
        entry.competency.delete()
    CompetencyFactory().delete()


def test_rows_call_themselves_by_name():
    version = published_rubric(name="ML coding")
    entry = ProfileEntryFactory(competency=CompetencyFactory(name="Statistics"))

    assert str(version) == "ML coding, version 1"
    assert str(version.criteria.get()).startswith("Criterion")
    assert str(entry) == "Statistics · Mid: Strength to validate"
    assert str(RoleArchetype.objects.get()).startswith("Role")
