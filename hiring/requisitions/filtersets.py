"""What requisitions and stages are narrowed to, on pages and in the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from hiring.requisitions.models import Requisition, RequisitionStatus, Stage
from hiring.requisitions.querysets import RequisitionQuerySet
from hiring.ui.filters import FilterSet, IdFilter, SearchFilter

ALL = "all"
# What the page shows first comes first.
_STATUSES = sorted(RequisitionStatus, key=lambda status: status != RequisitionStatus.OPEN)


class RequisitionFilter(FilterSet):
    q = SearchFilter(method="search", label=_("Words in the title or job ID"))
    status = django_filters.ChoiceFilter(
        method="in_status",
        choices=[*((s.value, s.label.capitalize()) for s in _STATUSES), (ALL, _("All"))],
        empty_label=None,
        label=_("Status"),
    )
    archetype = django_filters.CharFilter(field_name="archetype__key", label=_("Key of the role"))

    owner = IdFilter(method="owned_by", label=_("Owner"))

    class Meta:
        model = Requisition
        fields = ["q", "owner", "key", "status", "archetype", "level", "team"]

    def search(self, found: RequisitionQuerySet, name: str, value: str) -> RequisitionQuerySet:
        return found.search(value)

    def owned_by(self, found: RequisitionQuerySet, name: str, value: int) -> RequisitionQuerySet:
        return found.owned_by(value)

    def in_status(self, found: RequisitionQuerySet, name: str, value: str) -> RequisitionQuerySet:
        return found if value == ALL else found.filter(status=value)


class StageFilter(FilterSet):
    class Meta:
        model = Stage
        fields = ["requisition", "kind"]
