"""What loops and interviews are narrowed to."""

from datetime import datetime

import django_filters
from django.db.models import QuerySet

from hiring.interviews.models import Interview, Loop, Seat, SeatStatus
from hiring.ui.filters import FilterSet, IdFilter


class LoopFilter(FilterSet):
    class Meta:
        model = Loop
        fields = ["application", "stage", "status"]


class InterviewFilter(FilterSet):
    application = IdFilter(field_name="loop__application")
    interviewer = django_filters.CharFilter(method="held_by", label="Email address")
    starts_after = django_filters.IsoDateTimeFilter(method="after")
    starts_before = django_filters.IsoDateTimeFilter(method="before")

    class Meta:
        model = Interview
        fields = ["loop", "application", "interviewer", "kind", "status"]

    def held_by(self, found: QuerySet, name: str, value: str) -> QuerySet:
        seats = Seat.objects.filter(user__email__iexact=value).exclude(status=SeatStatus.CANCELED)
        return found.filter(pk__in=seats.values("interview"))

    def after(self, found: QuerySet, name: str, value: datetime) -> QuerySet:
        return found.filter(during__startswith__gte=value)

    def before(self, found: QuerySet, name: str, value: datetime) -> QuerySet:
        return found.filter(during__startswith__lt=value)
