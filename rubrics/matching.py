"""Which rubrics and questions belong together, so that a page offers those that fit."""

from django.db.models import QuerySet

from rubrics.models import ArchetypeInterview, Question, RoleArchetype, Rubric
from rubrics.querysets import QuestionQuerySet


def roles_with(rubric: Rubric) -> QuerySet[RoleArchetype]:
    """Return the roles in use whose default loop holds this rubric."""
    places = ArchetypeInterview.objects.filter(rubric=rubric)
    return RoleArchetype.objects.in_use().filter(pk__in=places.values("archetype"))


def questions_for(rubric: Rubric) -> QuestionQuerySet:
    """Return the current questions of the rubric's kind that were written for its roles.

    A rubric that no role uses takes every question of its kind.
    """
    questions = Question.objects.current().of_kind(rubric.kind)
    roles = roles_with(rubric)
    return questions.for_archetypes(roles) if roles.exists() else questions


def rubrics_for(question: Question) -> list[Rubric]:
    """Return the current rubrics of the question's kind, only its roles' where they use one."""
    rubrics = list(Rubric.objects.current().of_kind(question.kind).defer("search", "words"))
    used = set(
        ArchetypeInterview.objects.filter(archetype__in=question.archetypes.all()).values_list(
            "rubric", flat=True
        )
    )
    return [rubric for rubric in rubrics if rubric.pk in used] or rubrics
