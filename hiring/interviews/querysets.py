"""The query language of interviews and seats."""

from datetime import datetime
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from hiring.pipeline.querysets import LEADING


class InterviewQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Return the interviews a person may see: by site role, leading the team, or a seat."""
        if user.sees_everything:
            return self
        team = apps.get_model("requisitions", "HiringTeamMember").objects.filter(
            requisition=OuterRef("loop__application__requisition"), user=user, role__in=LEADING
        )
        seat = apps.get_model("interviews", "Seat").objects.filter(
            interview=OuterRef("pk"), user=user, status="active"
        )
        return self.filter(Exists(team) | Exists(seat))

    def booked(self) -> Self:
        return self.filter(status="booked")


class SeatQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(status="active")

    def of(self, user) -> Self:
        return self.active().filter(user=user)

    def owing(self) -> Self:
        """Return the active seats without a submitted scorecard."""
        return self.active().filter(submitted_at=None)

    def overdue(self, *, since: datetime) -> Self:
        """Return the seats whose interview ended before `since` and whose scorecard is owed."""
        return self.owing().filter(during__endswith__lt=since)

    def clashing(self, *, users, during, but_not=None) -> Self:
        """Return the active seats of these people that overlap the range `during`."""
        found = self.active().filter(user__in=users, during__overlap=during)
        return found.exclude(interview=but_not) if but_not else found

    def with_interview(self) -> Self:
        return self.select_related(
            "user",
            "interview__loop__application__candidate",
            "interview__loop__application__requisition",
        )


OWES = Q(status="active", submitted_at=None)
