"""What rubrics and questions are narrowed to, on pages and in the API."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from hiring.ui.filters import FilterSet, SearchFilter
from rubrics.access import may_write
from rubrics.models import Competency, InterviewKind, RoleArchetype

IN_USE, DRAFT, ARCHIVED = "in_use", "draft", "archived"
STATES = [(IN_USE, _("In use")), (DRAFT, _("Drafts")), (ARCHIVED, _("Archived"))]


class RubricFilter(FilterSet):
    """`q` finds every word, or a longer word that begins with it.

    `state` is what is in use by default; drafts are none to those who do not write.
    """

    q = SearchFilter(method="matching", label=_("Search"))
    kind = django_filters.ChoiceFilter(
        choices=InterviewKind.choices, empty_label=_("All types"), label=_("Interview type")
    )
    state = django_filters.ChoiceFilter(
        choices=STATES, method="in_state", empty_label=None, label=_("State")
    )

    def in_state(self, found: Any, name: str, value: str) -> Any:
        if value == DRAFT:
            return found.being_written() if may_write(self.request) else found.none()
        return found.archived() if value == ARCHIVED else found.current()

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        return found if "state" in self.chosen else found.current()

    def matching(self, found: Any, name: str, value: str) -> Any:
        return found.search(value)


class QuestionFilter(RubricFilter):
    """As for rubrics, and by role and competency."""

    archetype = django_filters.CharFilter(method="for_role", label=_("Role"))
    competency = django_filters.CharFilter(method="evidence_of", label=_("Competency"))

    def for_role(self, found: Any, name: str, value: str) -> Any:
        role = RoleArchetype.objects.in_use().filter(key=value).first()
        return found.for_archetype(role) if role else found.none()

    def evidence_of(self, found: Any, name: str, value: str) -> Any:
        competency = Competency.objects.in_use().filter(key=value).first()
        return found.observing(competency) if competency else found.none()
