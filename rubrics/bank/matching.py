"""Which rubrics and questions belong together, so that a page offers those that fit."""

from collections.abc import Collection

from django.db.models import QuerySet

from rubrics.models import ArchetypeInterview, Question, RoleArchetype, Rubric
from rubrics.querysets import QuestionQuerySet


def roles_with(rubric: Rubric) -> QuerySet[RoleArchetype]:
    """Return the roles in use whose default loop holds this rubric."""
    places = ArchetypeInterview.objects.filter(rubric=rubric)
    return RoleArchetype.objects.in_use().filter(pk__in=places.values("archetype"))


def questions_for(rubric: Rubric) -> QuestionQuerySet:
    """Return the current questions of the rubric's kind that it can record, for its roles.

    A rubric that no role uses takes the questions of every role.
    """
    questions = Question.objects.current().of_kind(rubric.kind)
    if version := rubric.current_version:
        questions = questions.recorded_by(version)
    roles = roles_with(rubric)
    return questions.for_archetypes(roles) if roles.exists() else questions


def rubrics_for(question: Question) -> list[Rubric]:
    """Return the rubrics that record the question, of these only its roles' where they use one."""
    version = question.current_version
    keys = [competency.key for competency in version.competencies.all()] if version else []
    recording = rubrics_recording(question.kind, keys)
    used = set(
        ArchetypeInterview.objects.filter(archetype__in=question.archetypes.all()).values_list(
            "rubric", flat=True
        )
    )
    return [rubric for rubric in recording if rubric.pk in used] or recording


def rubrics_recording(kind: str, competencies: Collection[str]) -> list[Rubric]:
    """Return the current rubrics of a kind with a criterion for each of these competencies.

    All of that kind where none has.
    """
    rubrics = list(Rubric.objects.current().of_kind(kind).with_list_facts())
    return [rubric for rubric in rubrics if set(competencies) <= _recorded(rubric)] or rubrics


def _recorded(rubric: Rubric) -> set[str]:
    version = rubric.current_version
    return {criterion.competency.key for criterion in version.criteria.all()} if version else set()
