"""What a list is narrowed to: one FilterSet for its page and for the API.

The API refuses a value that cannot be. A page says so at the filter and finds nothing: without that
filter it would show, and let people act on, more than was asked for. Only a filter that always has
a value, as a list's status, has its usual one then, which its menu shows.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self

import django_filters as filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db import models
from django.db.models import QuerySet
from django.db.models.fields import BigIntegerField
from django.http import HttpRequest, QueryDict

MAX_SEARCH_LENGTH = 100
# What a page offers for a filter: (value, label), the empty value first.
Offers = Mapping[str, Iterable[tuple[Any, Any]]]


class SearchFilter(filters.CharFilter):
    """Words to look for; on a page the field that "/" leads to."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "class": "narrow-words",
            "maxlength": MAX_SEARCH_LENGTH,
            "autocomplete": "off",
            "data-shortcut": "/",
            "placeholder": kwargs.get("label", ""),
        }
        super().__init__(widget=forms.TextInput(attrs | {"type": "search"}), **kwargs)


class IdFilter(filters.NumberFilter):
    """By the id of a related row, whether or not there is one."""

    field_class = forms.IntegerField

    def get_max_validator(self) -> None:
        return None

    def filter(self, qs: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        if value is not None and abs(value) > BigIntegerField.MAX_BIGINT:
            return qs.none()
        return super().filter(qs, value)


class YesNoFilter(filters.TypedChoiceFilter):
    """True or false; any other word is refused, where a checkbox would take it for neither.

    `labels` is what a page calls neither, true and false.
    """

    def __init__(
        self, *, labels: tuple[Any, Any, Any] = ("", "true", "false"), **kwargs: Any
    ) -> None:
        super().__init__(
            choices=list(zip(("", "true", "false"), labels, strict=True)),
            coerce=lambda word: word == "true",
            **kwargs,
        )


class FilterSet(filters.FilterSet):
    FILTER_DEFAULTS = filters.FilterSet.FILTER_DEFAULTS | {
        models.ForeignKey: {"filter_class": IdFilter},
        models.BooleanField: {"filter_class": YesNoFilter},
    }
    # What a page shows when nothing is chosen.
    defaults: Mapping[str, str] = {}

    def __init__(self, *args: Any, offers: Offers | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers or {}

    @classmethod
    def on_page(
        cls,
        request: HttpRequest,
        queryset: QuerySet[Any],
        *,
        offers: Offers | None = None,
        address: QueryDict | None = None,
        **defaults: str,
    ) -> Self:
        """Return it for a page, with what is shown when nothing is chosen.

        The address is the request's, unless it is about another page.
        """
        data = (request.GET if address is None else address).copy()
        wrong = cls(data, queryset, request=request, offers=offers).errors
        for name, value in defaults.items():
            data[name] = value if name in wrong else data.get(name) or value
        found = cls(data, queryset, request=request, offers=offers)
        found.defaults = defaults
        return found

    @property
    def qs(self) -> Any:
        """What is found: nothing, where a value cannot be."""
        return self.queryset.none() if self.errors else super().qs

    def get_form_class(self) -> type[forms.Form]:
        """Return the form; on a page with a choice for each filter that one is offered for."""
        form: type[forms.Form] = super().get_form_class()
        for name, choices in self.offers.items():
            form.base_fields[name] = forms.TypedChoiceField(
                label=form.base_fields[name].label,
                choices=list(choices),
                coerce=int if isinstance(self.filters[name], IdFilter) else str,
                empty_value=None,
                required=False,
            )
        return form

    @property
    def chosen(self) -> dict[str, Any]:
        """The values that narrow the list, by filter."""
        self.errors  # noqa: B018 - validates
        values = self.form.cleaned_data.items()
        return {name: value for name, value in values if value not in EMPTY_VALUES}

    @property
    def is_narrowed(self) -> bool:
        """Whether a page shows other than it does when nothing is chosen."""
        return bool(self.errors) or any(
            self.defaults.get(name) != value for name, value in self.chosen.items()
        )
