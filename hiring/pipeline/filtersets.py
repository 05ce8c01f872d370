"""What applications are narrowed to, on pages and in the API."""

from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates.filtersets import tagged_with
from candidates.models import SourceChannel
from hiring.activity import clock
from hiring.pipeline import queues
from hiring.pipeline.models import Application, ApplicationStatus, Party, SheetRow
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.pipeline.waiting import roles_of, waits_for
from hiring.ui.filters import FilterSet, IdFilter, SearchFilter, YesNoFilter
from rubrics.models import StageKind

ACTIVE, ENDED, ALL, ME = "active", "ended", "all", "me"
_STATUSES = [
    (ACTIVE, _("Active")),
    (ENDED, _("Ended")),
    (ALL, _("All")),
    *((s.value, s.label.capitalize()) for s in ApplicationStatus if s != ACTIVE),
]
_PARTIES = [(ME, _("Me")), *((p.value, p.label.capitalize()) for p in Party)]


def _day(**kwargs: Any) -> django_filters.DateFilter:
    return django_filters.DateFilter(widget=forms.DateInput(), **kwargs)


class ApplicationFilter(FilterSet):
    """`status` also takes `ended` and `all`; `waiting_on=me` and each `queue` are of who asks."""

    q = SearchFilter(method="search", label=_("Name, contact, company, skill or place"))
    status = django_filters.ChoiceFilter(
        method="in_status", choices=_STATUSES, empty_label=None, label=_("Status")
    )
    stage_kind = django_filters.ChoiceFilter(
        field_name="stage__kind",
        choices=StageKind.choices,
        empty_label=_("All stages"),
        label=_("Stage"),
    )
    waiting_on = django_filters.ChoiceFilter(
        method="whose_turn",
        choices=_PARTIES,
        empty_label=_("Waiting on: anyone"),
        label=_("Waiting on"),
    )
    queue = django_filters.ChoiceFilter(
        method="to_do", choices=queues.choices, empty_label=_("To do: anything"), label=_("To do")
    )
    overdue = YesNoFilter(
        method="is_overdue",
        labels=(_("Any due date"), _("Overdue"), _("Not overdue")),
        label=_("Due"),
    )
    source_channel = django_filters.CharFilter(method="credited_to", label=_("Source"))
    owner = IdFilter(method="owned_by", label=_("Owner"))
    tag = django_filters.CharFilter(method="tagged", label=_("Tag"))
    applied_from = _day(method="from_day", label=_("Applied from"))
    applied_to = _day(method="to_day", label=_("Applied to"))
    imported = IdFilter(method="came_with", label=_("Import"))
    updated_after = django_filters.IsoDateTimeFilter(
        field_name="updated_at", lookup_expr="gte", label=_("Updated after")
    )

    class Meta:
        model = Application
        fields = ["candidate", "requisition", "stage", "source_system", "external_id"]

    def search(self, found: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        return found.search(value, user=self.request.user)

    def in_status(self, found: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        if value == ENDED:
            return found.ended()
        return found if value == ALL else found.filter(status=value)

    def whose_turn(self, found: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        if value == ME:
            user = self.request.user
            return found.active().filter(waits_for(user, roles_of(user)))
        return found.filter(waiting_on=value)

    def to_do(self, found: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        return queues.queue(value).narrow(found.active(), self.request.user)

    def is_overdue(self, found: ApplicationQuerySet, name: str, value: bool) -> ApplicationQuerySet:
        late = found.active().filter(due_at__lt=clock.now())
        return late if value else found.filter(Q(due_at=None) | Q(due_at__gte=clock.now()))

    def credited_to(self, found: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        # Where somebody came from is shown to those who recruit only; so is filtering by it.
        if not self.request.user.sees_everything:
            return found.none()
        # By its id: then the database knows how many it has.
        channel = SourceChannel.objects.filter(key=value).first()
        return found.filter(channel=channel) if channel else found.none()

    def owned_by(self, found: ApplicationQuerySet, name: str, value: int) -> ApplicationQuerySet:
        """Narrow to those whose recruiter or coordinator the person is, by the job or by itself."""
        return found.owned_by(value)

    def tagged(self, found: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        return found.filter(candidate__in=tagged_with(value, self.request.user))

    def came_with(self, found: ApplicationQuerySet, name: str, value: int) -> ApplicationQuerySet:
        return found.filter(pk__in=SheetRow.objects.filter(sheet=value).values("application"))

    def from_day(self, found: ApplicationQuerySet, name: str, value: date) -> ApplicationQuerySet:
        return found.filter(applied_at__gte=_start_of(value))

    def to_day(self, found: ApplicationQuerySet, name: str, value: date) -> ApplicationQuerySet:
        if value == date.max:
            return found
        return found.filter(applied_at__lt=_start_of(value + timedelta(days=1)))


def _start_of(day: date) -> datetime:
    """Return when the day begins where the viewer is; in the API, in UTC."""
    return timezone.make_aware(datetime.combine(day, time.min))


# Pages say job; the filter of the same name is made from the model's field.
ApplicationFilter.base_filters["requisition"].label = _("Job")
