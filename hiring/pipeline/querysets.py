"""The query language of applications."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Value

from candidates.searching import found_by
from hiring.accounts.models import User
from hiring.pipeline import blindness
from hiring.requisitions.models import Stage
from hiring.requisitions.querysets import hiring_team, is_led_by

# The people whose lists it is on.
OWNERS = ("recruiter", "coordinator", "requisition__recruiter", "requisition__coordinator")

# The name of what marks a list whose rows are each tested as they are read (`search`).
WALKED = "is_walked"


def _participant() -> Any:
    return apps.get_model("pipeline", "Participant").objects


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
    def visible_to(self, user: User) -> Self:
        """Return the applications a person may see.

        All by site role; else those of requisitions whose hiring manager or recruiter they are,
        and those in whose interviews they hold an active seat.
        """
        if user.sees_everything:
            return self
        leads = is_led_by(user, requisition="requisition")
        sits = _participant().filter(application=OuterRef("pk"), user=user).seated()
        return self.filter(leads | Exists(sits))

    def led_by(self, user: User) -> Self:
        """Return those whose requisition the person leads; all by site role.

        Asks for the requisitions at once: with their ids the planner knows how many applications
        it deals with, where a subquery makes it read a whole index for somebody with few.
        """
        if user.sees_everything:
            return self
        led = hiring_team().leading().filter(user=user)
        return self.filter(requisition__in=list(led.values_list("requisition", flat=True)))

    def active(self) -> Self:
        return self.filter(status="active")

    def ended(self) -> Self:
        return self.exclude(status="active")

    def in_stage(self, stage: Stage) -> Self:
        return self.active().filter(requisition_id=stage.requisition_id, stage=stage)

    def waiting_on(self, party: str) -> Self:
        return self.active().filter(waiting_on=party)

    def owned_by(self, user_id: int) -> Self:
        """Return those whose recruiter or coordinator the person is: by themselves, or else by
        the job. Asks for the jobs at once, as `led_by` does."""
        mine = Q(pk__in=[])
        for role in ("recruiter", "coordinator"):
            jobs = apps.get_model("requisitions", "Requisition").objects.owned_by(user_id, role)
            by_job = Q(**{role: None, "requisition__in": list(jobs.values_list("pk", flat=True))})
            mine |= Q(**{role: user_id}) | by_job
        return self.filter(mine)

    def search(self, text: str, *, user: User) -> Self:
        """Return those whose candidate the words find for this person (candidates/searching.py)."""
        if not text.split():
            return self
        found = found_by(text, user=user)
        if found.ids is not None:
            return self.filter(candidate__pk__any=found.ids)
        people = apps.get_model("candidates", "Candidate").objects.filter(found.who).order_by()
        return self.alias(**{WALKED: Value(True)}).filter(candidate__in=people.values("pk"))

    def with_names(self) -> Self:
        """Return them with candidate, requisition and stage loaded, for lists."""
        return self.select_related("candidate", "requisition", "stage")

    def with_list_facts(self, user: User) -> Self:
        """Return them with what a list shows this person of each, in a fixed number of queries."""
        taggings = apps.get_model("candidates", "Tagging").objects.visible_to(user)
        tags = Prefetch(
            "candidate__taggings", taggings.select_related("tag"), to_attr="shown_taggings"
        )
        # What many rows share comes in queries of its own: to plan one with ten joins takes the
        # database longer than to answer all of these.
        return self.select_related("candidate", "stage", "touch").prefetch_related(
            tags, "requisition", "rejection_reason", "touch__channel", *OWNERS
        )

    def blind_for(self, user: User) -> Self:
        """Return those whose findings the person must not see yet (the rule of blindness)."""
        return self.filter(blindness.is_blind(user, application="pk"))

    def with_blindness(self, user: User) -> Self:
        """Return them with `is_blind` and, where their place would tell the person what others
        decided, `is_concealed`."""
        is_blind = blindness.is_blind(user, application="pk")
        by_others = ~Q(last_actor=user.pk)
        return self.alias(last_actor=blindness.last_actor()).annotate(
            is_blind=is_blind, is_concealed=is_blind & blindness.decided() & by_others
        )

    def not_concealed(self, user: User) -> Self:
        """Return them without those whose place alone would tell the person, who is blind to it,
        what others decided: ended ones, and those at an offer."""
        concealed = blindness.concealed_from(user)
        return self.exclude(pk__any=concealed) if concealed else self

    def concealed(self, user: User) -> Self:
        """Return those that `not_concealed` leaves out."""
        return self.filter(pk__any=blindness.concealed_from(user))

    def of_whom(self, user: User) -> Self:
        """Return them with `leads`: whether the person leads the requisition or sees all."""
        if user.sees_everything:
            return self.annotate(leads=Value(True))
        return self.annotate(leads=is_led_by(user, requisition="requisition"))


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the notes a person may read: of applications they lead or administer.

        Anyone who is blind to the application reads none but their own: a note may hold a verdict.
        """
        own, not_blind = Q(author=user), ~blindness.is_blind(user, application="application")
        if user.sees_everything:
            return self.filter(own | not_blind)
        return self.filter(
            own | (not_blind & blindness.leads(user, requisition="application__requisition"))
        )
