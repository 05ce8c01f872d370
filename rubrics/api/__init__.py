"""The library over the REST API."""

from rubrics.api.archetypes import CompetencyViewSet, RoleArchetypeViewSet
from rubrics.api.bank import QuestionViewSet, RubricViewSet

routes = [
    ("role-archetypes", RoleArchetypeViewSet),
    ("competencies", CompetencyViewSet),
    ("rubrics", RubricViewSet),
    ("questions", QuestionViewSet),
]
