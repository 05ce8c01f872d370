"""What candidates and sources are narrowed to, on pages and in the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate, SourceChannel, Touch
from candidates.querysets import CandidateQuerySet
from hiring.ui.filters import FilterSet, SearchFilter


class CandidateFilter(FilterSet):
    q = SearchFilter(method="search", label=_("Name, email address or phone number"))
    source_channel = django_filters.CharFilter(method="through", label=_("Key of the source"))

    class Meta:
        model = Candidate
        fields = ["q", "source_channel", "source_system", "external_id"]

    def search(self, found: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        return found.search(value, user=self.request.user)

    def through(self, found: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        # Where somebody came from is shown to those who recruit only; so is filtering by it.
        touches = Touch.objects.visible_to(self.request.user).filter(channel__key=value)
        return found.filter(pk__in=touches.values("candidate"))


class SourceChannelFilter(FilterSet):
    class Meta:
        model = SourceChannel
        fields = ["kind", "key"]
