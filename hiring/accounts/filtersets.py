"""What colleagues are narrowed to, on the page and in the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import User
from hiring.accounts.querysets import UserQuerySet
from hiring.ui.filters import FilterSet, SearchFilter


class UserFilter(FilterSet):
    q = SearchFilter(method="search", label=_("Part of the name or email"))
    email = django_filters.CharFilter(lookup_expr="iexact")

    class Meta:
        model = User
        fields = ["q", "email"]

    def search(self, found: UserQuerySet, name: str, value: str) -> UserQuerySet:
        return found.search(value)
