"""The library over the REST API."""

from rubrics.bank.api.viewsets import QuestionViewSet, RubricViewSet
from rubrics.roles.api.viewsets import (
    CompetencyViewSet,
    OrganisationArchetypeViewSet,
    RoleArchetypeViewSet,
    ShiftViewSet,
)

routes = [
    ("role-archetypes", RoleArchetypeViewSet),
    ("organisation-archetypes", OrganisationArchetypeViewSet),
    ("shifts", ShiftViewSet),
    ("competencies", CompetencyViewSet),
    ("rubrics", RubricViewSet),
    ("questions", QuestionViewSet),
]
