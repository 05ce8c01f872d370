"""The query language of requisitions."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q


class RequisitionQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Return the requisitions a person may see: all by site role, else their teams'."""
        if user.sees_everything:
            return self
        member = apps.get_model("requisitions", "HiringTeamMember")
        return self.filter(Exists(member.objects.filter(requisition=OuterRef("pk"), user=user)))

    def buildable_by(self, user) -> Self:
        """Return the requisitions a person may build: all by site role, else what they lead."""
        if user.is_recruiter:
            return self
        member = apps.get_model("requisitions", "HiringTeamMember")
        leads = member.objects.filter(
            requisition=OuterRef("pk"), user=user, role__in=("hiring_manager", "recruiter")
        )
        return self.filter(Exists(leads))

    def with_pay_for(self, user) -> Self:
        """Return them with `shows_pay`: whether their pay is this person's to see.

        It is for those who hire for the job: administrators, recruiters, its hiring managers.
        """
        every: Any = self.model._default_manager
        return self.annotate(shows_pay=Exists(every.buildable_by(user).filter(pk=OuterRef("pk"))))

    def listed_for(self, user) -> Self:
        """Return those that a person may see, drafts only where they may build them."""
        if user.is_recruiter:
            return self.visible_to(user)
        every: Any = self.model._default_manager
        mine = every.buildable_by(user).filter(pk=OuterRef("pk"))
        return self.visible_to(user).filter(~Q(status="draft") | Exists(mine))

    def open(self) -> Self:
        return self.filter(status="open")

    def drafts(self) -> Self:
        """Return those being drafted, which take no applications yet."""
        return self.filter(status="draft")

    def closed(self) -> Self:
        return self.filter(status="closed")

    def with_list_facts(self) -> Self:
        """Return them with archetype, team and hiring team, in a fixed number of queries."""
        return self.select_related("archetype", "team").prefetch_related("hiring_team__user")

    def search(self, text: str) -> Self:
        """Return the requisitions whose key or title holds every word of `text`."""
        found = self
        for word in text.split():
            found = found.filter(Q(key__icontains=word) | Q(title__icontains=word))
        return found
