"""What colleagues and invitations are narrowed to, on the page and in the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import Invitation, InvitationState, User
from hiring.accounts.querysets import InvitationQuerySet, UserQuerySet
from hiring.ui.filters import FilterSet, SearchFilter


class UserFilter(FilterSet):
    q = SearchFilter(method="search", label=_("Part of the name or email"))
    email = django_filters.CharFilter(lookup_expr="iexact")

    class Meta:
        model = User
        fields = ["q", "email"]

    def search(self, found: UserQuerySet, name: str, value: str) -> UserQuerySet:
        return found.search(value)


class InvitationFilter(FilterSet):
    q = SearchFilter(method="search", label=_("Part of the name or email"))
    email = django_filters.CharFilter(lookup_expr="iexact")
    state = django_filters.ChoiceFilter(choices=InvitationState, method="in_state")

    class Meta:
        model = Invitation
        fields = ["q", "email", "state"]

    def search(self, found: InvitationQuerySet, name: str, value: str) -> InvitationQuerySet:
        return found.search(value)

    def in_state(self, found: InvitationQuerySet, name: str, value: str) -> InvitationQuerySet:
        return found.in_state(value)
