"""How the lists of the API are filtered: what nothing can match gives an empty page."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.db.models.fields import BigIntegerField
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field


class IdFilter(filters.NumberFilter):
    """By the id of a related row, whether or not there is one."""

    field_class = forms.IntegerField

    def get_max_validator(self) -> None:
        return None

    def filter(self, qs: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        if value is not None and abs(value) > BigIntegerField.MAX_BIGINT:
            return qs.none()
        return super().filter(qs, value)


@extend_schema_field(OpenApiTypes.BOOL)
class YesNoFilter(filters.TypedChoiceFilter):
    """True or false; any other word is refused, where a checkbox would take it for neither."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("true", "true"), ("false", "false")],
            coerce=lambda word: word == "true",
            **kwargs,
        )


class FilterSet(filters.FilterSet):
    FILTER_DEFAULTS = filters.FilterSet.FILTER_DEFAULTS | {
        models.ForeignKey: {"filter_class": IdFilter},
        models.BooleanField: {"filter_class": YesNoFilter},
    }


class Filters(filters.DjangoFilterBackend):
    """Narrows lists alone: a row that is asked for by its id is not hidden by a parameter."""

    filterset_base = FilterSet

    def names(self, view: Any, queryset: QuerySet[Any]) -> set[str]:
        """Return the parameters that the view's list takes."""
        found = self.get_filterset_class(view, queryset)
        return set(found.base_filters) if found else set()
