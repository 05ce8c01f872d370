"""What debriefs are narrowed to, on the page and in the API."""

import django_filters
from django.db import models
from django.utils.translation import gettext_lazy as _

from hiring.debriefs.models import Debrief
from hiring.debriefs.querysets import DebriefQuerySet
from hiring.ui.filters import FilterSet


class DebriefTab(models.TextChoices):
    """The tabs of the list: which debriefs each shows."""

    WAITING = "waiting", _("Awaiting decision")
    MAKING = "making", _("In progress")
    DECIDED = "decided", _("Decided")
    ALL = "all", _("All")


class DebriefFilter(FilterSet):
    show = django_filters.ChoiceFilter(
        method="in_tab", choices=DebriefTab.choices, empty_label=None, label=_("Show")
    )

    class Meta:
        model = Debrief
        fields = ["application", "state"]

    def in_tab(self, found: DebriefQuerySet, name: str, value: str) -> DebriefQuerySet:
        queries = {
            DebriefTab.WAITING: found.waiting,
            DebriefTab.MAKING: found.in_the_making,
            DebriefTab.DECIDED: found.decided,
            DebriefTab.ALL: found.ready,
        }
        return queries[DebriefTab(value)]()
