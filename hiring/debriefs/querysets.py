"""The query language of debriefs."""

from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from hiring.pipeline.querysets import LEADING


class DebriefQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Return the debriefs a person may read: recruiters, or leading the team.

        Whoever owes a scorecard on the application sees none of its debriefs, administrators
        included (the rule of blindness; see Scorecard.visible_to).
        """
        owed = apps.get_model("pipeline", "Participant").objects.filter(
            application=OuterRef("application"), user=user, awaiting_scorecard=True
        )
        visible = self.filter(~Exists(owed))
        if user.is_recruiter:
            return visible
        leads = apps.get_model("requisitions", "HiringTeamMember").objects.filter(
            requisition=OuterRef("application__requisition"), user=user, role__in=LEADING
        )
        return visible.filter(Exists(leads))

    def ready(self) -> Self:
        return self.filter(state="ready")
