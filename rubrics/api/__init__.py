"""The library over the REST API."""

from rubrics.api.archetypes import (
    CompetencyViewSet,
    OrganisationArchetypeViewSet,
    RoleArchetypeViewSet,
    ShiftViewSet,
)
from rubrics.api.bank import QuestionViewSet, RubricViewSet

routes = [
    ("role-archetypes", RoleArchetypeViewSet),
    ("organisation-archetypes", OrganisationArchetypeViewSet),
    ("shifts", ShiftViewSet),
    ("competencies", CompetencyViewSet),
    ("rubrics", RubricViewSet),
    ("questions", QuestionViewSet),
]
