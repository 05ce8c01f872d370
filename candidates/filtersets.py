"""What candidates and sources are narrowed to, on pages and in the API."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from candidates.keys import name_key
from candidates.models import Candidate, SourceChannel, Tagging, Touch
from candidates.querysets import CandidateQuerySet
from hiring.accounts.models import User
from hiring.ui.filters import FilterSet, SearchFilter


def tagged_with(name: str, user: User) -> QuerySet[Any, Any]:
    """Return the ids of the candidates who have the tag, as far as the person sees tags."""
    found = Tagging.objects.visible_to(user).filter(tag__key=name_key(name))
    return found.order_by().values("candidate")


class CandidateFilter(FilterSet):
    q = SearchFilter(method="search", label=_("Name, contact, company, skill or place"))
    source_channel = django_filters.CharFilter(method="through", label=_("Key of the source"))

    tag = django_filters.CharFilter(method="tagged", label=_("Tag"))

    class Meta:
        model = Candidate
        fields = ["q", "tag", "source_channel", "source_system", "external_id"]

    def search(self, found: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        return found.search(value, user=self.request.user)

    def tagged(self, found: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        return found.filter(pk__in=tagged_with(value, self.request.user))

    def through(self, found: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        # Where somebody came from is shown to those who recruit only; so is filtering by it.
        touches = Touch.objects.visible_to(self.request.user).filter(channel__key=value)
        return found.filter(pk__in=touches.values("candidate"))


class SourceChannelFilter(FilterSet):
    class Meta:
        model = SourceChannel
        fields = ["kind", "key"]
