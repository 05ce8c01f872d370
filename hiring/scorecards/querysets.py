"""The query language of scorecards; the one place where blindness is decided."""

from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from hiring.pipeline.querysets import LEADING


class ScorecardQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Return the scorecards whose content a person may read.

        Their own always. Those of others only
        - when the person may see the application's findings: a recruiter or administrator,
          leading its hiring team, or holding an active seat in the same loop,
        - and they hold no active seat of that loop whose scorecard is still owed — whoever they
          are, administrators included,
        - and either they sat in the loop themselves (and so have submitted), or the loop's last
          card is in: until then recruiters and hiring managers see *that*, not *what*.
        """
        seats = apps.get_model("interviews", "Seat").objects.filter(
            interview__loop=OuterRef("seat__interview__loop"), status="active"
        )
        mine = seats.filter(user=user)
        related = Q(Exists(mine))
        if user.is_recruiter:
            related |= ~Exists(seats.filter(submitted_at=None))
        else:
            leads = apps.get_model("requisitions", "HiringTeamMember").objects.filter(
                requisition=OuterRef("seat__interview__loop__application__requisition"),
                user=user,
                role__in=LEADING,
            )
            related |= Exists(leads) & ~Exists(seats.filter(submitted_at=None))
        blind = Exists(mine.filter(submitted_at=None))
        return self.filter(Q(author=user) | (related & ~Q(blind)))

    def submitted(self) -> Self:
        return self.filter(seat__submitted_at__isnull=False, seat__status="active")

    def of_application(self, application_id: int) -> Self:
        return self.filter(seat__interview__loop__application=application_id)
