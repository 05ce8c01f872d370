"""The query language of applications."""

from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from hiring.accounts.models import TeamRole

LEADING = (TeamRole.HIRING_MANAGER, TeamRole.RECRUITER)


def _participant():
    return apps.get_model("pipeline", "Participant").objects


def _team():
    return apps.get_model("requisitions", "HiringTeamMember").objects


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Return the applications a person may see.

        All by site role; else those of requisitions whose hiring manager or recruiter they are,
        and those in whose interviews they hold an active seat.
        """
        if user.sees_everything:
            return self
        leads = _team().filter(requisition=OuterRef("requisition"), user=user, role__in=LEADING)
        sits = _participant().filter(application=OuterRef("pk"), user=user)
        return self.filter(Exists(leads) | Exists(sits))

    def active(self) -> Self:
        return self.filter(status="active")

    def in_stage(self, stage) -> Self:
        return self.active().filter(requisition_id=stage.requisition_id, stage=stage)

    def waiting_on(self, party: str) -> Self:
        return self.active().filter(waiting_on=party)

    def with_names(self) -> Self:
        """Return them with candidate, requisition and stage loaded, for lists."""
        return self.select_related("candidate", "requisition", "stage")

    def count_by_stage(self) -> dict[int, int]:
        """Return stage id → number of active applications."""
        rows = self.active().order_by().values("stage").annotate(n=Count("pk"))
        return {row["stage"]: row["n"] for row in rows}

    def blind_for(self, user) -> Self:
        """Return those whose findings the person must not see yet: they owe a scorecard."""
        return self.filter(Exists(_owed(user, OuterRef("pk"))))


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Return the notes a person may read: of applications they lead or administer.

        Whoever still owes a scorecard on the application reads none but their own, whatever
        their role: a note may hold somebody's verdict.
        """
        own = Q(author=user)
        not_blind = ~Exists(_owed(user, OuterRef("application")))
        if user.sees_everything:
            return self.filter(own | Q(not_blind))
        leads = _team().filter(
            requisition=OuterRef("application__requisition"), user=user, role__in=LEADING
        )
        return self.filter(own | (Q(not_blind) & Exists(leads)))


def _owed(user, application):
    return _participant().filter(application=application, user=user, awaiting_scorecard=True)
