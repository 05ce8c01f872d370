"""What debriefs are narrowed to, on the page and in the API."""

import django_filters
from django.db import models
from django.utils.translation import gettext_lazy as _

from hiring.debriefs.models import Debrief
from hiring.debriefs.querysets import DebriefQuerySet
from hiring.ui.filters import FilterSet


class Shown(models.TextChoices):
    """Which debriefs the list shows."""

    WAITING = "waiting", _("Awaiting decision")
    MAKING = "making", _("In progress")
    DECIDED = "decided", _("Decided")
    ALL = "all", _("All")


class DebriefFilter(FilterSet):
    show = django_filters.ChoiceFilter(
        method="is_shown", choices=Shown.choices, empty_label=None, label=_("Show")
    )

    class Meta:
        model = Debrief
        fields = ["application", "state"]

    def is_shown(self, found: DebriefQuerySet, name: str, value: str) -> DebriefQuerySet:
        queries = {
            Shown.WAITING: found.waiting,
            Shown.MAKING: found.in_the_making,
            Shown.DECIDED: found.decided,
            Shown.ALL: found.ready,
        }
        return queries[Shown(value)]()
