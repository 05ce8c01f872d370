"""How the lists of the API are filtered: what nothing can match gives an empty page."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from hiring.ui.filters import FilterSet, YesNoFilter

extend_schema_field(OpenApiTypes.BOOL)(YesNoFilter)


class Filters(filters.DjangoFilterBackend):
    """Narrows lists alone: a row that is asked for by its id is not hidden by a parameter."""

    filterset_base = FilterSet

    def names(self, view: Any, queryset: QuerySet[Any]) -> set[str]:
        """Return the parameters that the view's list takes."""
        found = self.get_filterset_class(view, queryset)
        return set(found.base_filters) if found else set()
