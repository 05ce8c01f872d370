"""The query language of applications."""

from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from candidates.querysets import name_has
from hiring.accounts.models import TeamRole
from rubrics.models import StageKind

LEADING = (TeamRole.HIRING_MANAGER, TeamRole.RECRUITER)
# Where an application stands here, the panel has been followed.
AFTER_THE_PANEL = (StageKind.OFFER, StageKind.HIRED)
_DECIDED = ~Q(status="active") | Q(stage__kind__in=AFTER_THE_PANEL)


def _participant():
    return apps.get_model("pipeline", "Participant").objects


def _team():
    return apps.get_model("requisitions", "HiringTeamMember").objects


class RejectionReasonQuerySet(models.QuerySet):
    def in_use(self) -> Self:
        """Return those that were not archived."""
        return self.filter(archived_at=None)

    def ours(self) -> Self:
        """Return those of a rejection, in use; the rest are the candidate's own."""
        return self.in_use().filter(by_candidate=False)

    def of_the_candidate(self) -> Self:
        """Return those of a withdrawal, in use."""
        return self.in_use().filter(by_candidate=True)


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

    def led_by(self, user) -> Self:
        """Return those whose requisition the person leads; all by site role.

        Asks for the requisitions at once: with their ids the planner knows how many applications
        it deals with, where a subquery makes it read a whole index for somebody with few.
        """
        if user.sees_everything:
            return self
        led = _team().filter(user=user, role__in=LEADING)
        return self.filter(requisition__in=list(led.values_list("requisition", flat=True)))

    def active(self) -> Self:
        return self.filter(status="active")

    def ended(self) -> Self:
        return self.exclude(status="active")

    def in_stage(self, stage) -> Self:
        return self.active().filter(requisition_id=stage.requisition_id, stage=stage)

    def waiting_on(self, party: str) -> Self:
        return self.active().filter(waiting_on=party)

    def named(self, text: str) -> Self:
        """Return those whose candidate's name holds every word of `text`."""
        found = self
        for word in text.split():
            found = found.filter(name_has(word, "candidate__"))
        return found

    def with_names(self) -> Self:
        """Return them with candidate, requisition and stage loaded, for lists."""
        return self.select_related("candidate", "requisition", "stage")

    def blind_for(self, user) -> Self:
        """Return those whose findings the person must not see yet: they owe a scorecard."""
        return self.filter(Exists(_owed(user, OuterRef("pk"))))

    def with_blindness(self, user) -> Self:
        """Return them with `is_blind`: whether the person owes a scorecard on it."""
        return self.annotate(is_blind=Exists(_owed(user, OuterRef("pk"))))

    def not_concealed(self, user) -> Self:
        """Return them without those whose place alone would tell the person, who still owes a
        scorecard, what was decided: ended ones, and those at an offer.

        Asks at once for what they owe, which is nothing or little, and keeps the query small.
        """
        owed_ids = _ids_owed_by(user)
        return self.exclude(_DECIDED & Q(pk__in=owed_ids)) if owed_ids else self

    def concealed(self, user) -> Self:
        """Return those that `not_concealed` leaves out."""
        owed_ids = _ids_owed_by(user)
        return self.filter(_DECIDED, pk__in=owed_ids) if owed_ids else self.none()

    def of_whom(self, user) -> Self:
        """Return them with `leads`: whether the person leads the requisition or sees all."""
        if user.sees_everything:
            return self.annotate(leads=Value(True))
        team = _team().filter(requisition=OuterRef("requisition"), user=user, role__in=LEADING)
        return self.annotate(leads=Exists(team))


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


def _ids_owed_by(user) -> list[int]:
    owed = _participant().filter(user=user, awaiting_scorecard=True)
    return list(owed.values_list("application", flat=True))


def _owed(user, application):
    return _participant().filter(application=application, user=user, awaiting_scorecard=True)
