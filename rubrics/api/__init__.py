"""The library over the REST API."""

from rubrics.bank.api.viewsets import QuestionViewSet, RubricViewSet
from rubrics.roles.api.viewsets import (
    CompetencyViewSet,
    OrganizationArchetypeViewSet,
    ProfileAdjustmentViewSet,
    RoleArchetypeViewSet,
)

routes = [
    ("role-archetypes", RoleArchetypeViewSet),
    ("organization-archetypes", OrganizationArchetypeViewSet),
    ("profile-adjustments", ProfileAdjustmentViewSet),
    ("competencies", CompetencyViewSet),
    ("rubrics", RubricViewSet),
    ("questions", QuestionViewSet),
]
