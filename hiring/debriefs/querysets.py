"""The query language of debriefs."""

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from hiring.accounts.models import TeamRole, User
from hiring.pipeline import blindness


class DebriefQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the debriefs a person may read: recruiters, those who lead the team, and the
        panel with all cards in, unless blind to the application (hiring/pipeline/blindness.py)."""
        requisition = "application__requisition"
        return self.filter(
            blindness.reads_findings(user, application="application", requisition=requisition)
        )

    def to_be_decided_by(self, user: User) -> Self:
        """Return those that wait for this person's decision as a hiring manager."""
        mine = _on_team(user, (TeamRole.HIRING_MANAGER,))
        return self.visible_to(user).waiting().filter(mine)

    def ready(self) -> Self:
        return self.filter(state="ready")

    def sealed_as(self, digest: str) -> Any:
        """Return the version whose PDF or content has this SHA-256; None for none."""
        found = self.ready().filter(Q(sha256=digest) | Q(fingerprint=digest))
        return found.order_by("-number").first()

    def in_the_making(self) -> Self:
        """Return those not ready: being made, or failed."""
        return self.exclude(state="ready")

    def newest(self) -> Self:
        """Return only the newest ready version of each application."""
        return self.ready().filter(~Exists(self._later()))

    def waiting(self) -> Self:
        """Return the newest versions that nobody has decided on, of open applications."""
        return self.newest().filter(
            ~Exists(self._decisions()),
            application__status="active",
            application__waiting_on="hiring_manager",
        )

    def decided(self) -> Self:
        return self.ready().filter(Exists(self._decisions()))

    def with_subject(self) -> Self:
        """Return them with whom and what they are about, in the same query."""
        return self.select_related(
            "application__candidate", "application__requisition", "application__stage"
        )

    def with_decision(self) -> Self:
        """Return them with who decided, in one more query for all."""
        decisions = apps.get_model("debriefs", "Decision").objects.select_related("decided_by")
        return self.prefetch_related(models.Prefetch("decisions", decisions))

    def without_content(self) -> Self:
        """Return them without what lists do not show."""
        return self.defer("content")

    def _later(self) -> models.QuerySet:
        return self.model._base_manager.filter(
            application=OuterRef("application"), number__gt=OuterRef("number"), state="ready"
        )

    def _decisions(self) -> models.QuerySet:
        return apps.get_model("debriefs", "Decision").objects.filter(debrief=OuterRef("pk"))


def _on_team(user: User, roles: Iterable[str]) -> Exists:
    members = apps.get_model("requisitions", "HiringTeamMember").objects
    return Exists(
        members.filter(requisition=OuterRef("application__requisition"), user=user, role__in=roles)
    )
