"""The query language of requisitions."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from hiring.accounts.models import LEADING_ROLES, User


class HiringTeamQuerySet(models.QuerySet):
    def leading(self) -> Self:
        """Return the roles that lead: hiring managers and recruiters."""
        return self.filter(role__in=LEADING_ROLES)

    def of(self, user: User, *, requisition: str) -> Self:
        """Return the person's roles on the team of the requisition at this path of a query."""
        return self.filter(requisition=OuterRef(requisition), user=user)


def hiring_team() -> HiringTeamQuerySet:
    return apps.get_model("requisitions", "HiringTeamMember").objects.all()


def is_led_by(user: User, *, requisition: str) -> Exists:
    """Whether the person leads the hiring team of the requisition at this path."""
    return Exists(hiring_team().of(user, requisition=requisition).leading())


class RequisitionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the requisitions a person may see: all by site role, else their teams'."""
        if user.sees_everything:
            return self
        return self.filter(Exists(hiring_team().of(user, requisition="pk")))

    def buildable_by(self, user: User) -> Self:
        """Return the requisitions a person may build: all by site role, else what they lead."""
        if user.is_recruiter:
            return self
        return self.filter(is_led_by(user, requisition="pk"))

    def with_pay_for(self, user: User) -> Self:
        """Return them with `shows_pay`: whether their pay is this person's to see.

        It is for those who hire for the job: administrators, recruiters, its hiring managers.
        """
        every: Any = self.model._default_manager
        return self.annotate(shows_pay=Exists(every.buildable_by(user).filter(pk=OuterRef("pk"))))

    def listed_for(self, user: User) -> Self:
        """Return those that a person may see, drafts only where they may build them."""
        if user.is_recruiter:
            return self.visible_to(user)
        every: Any = self.model._default_manager
        mine = every.buildable_by(user).filter(pk=OuterRef("pk"))
        return self.visible_to(user).filter(~Q(status="draft") | Exists(mine))

    def owned_by(self, user_id: int, role: str = "") -> Self:
        """Return those whose recruiter or coordinator the person is; of a role, only by it."""
        if role:
            return self.filter(**{role: user_id})
        return self.filter(Q(recruiter=user_id) | Q(coordinator=user_id))

    def open(self) -> Self:
        return self.filter(status="open")

    def drafts(self) -> Self:
        """Return those being drafted, which take no applications yet."""
        return self.filter(status="draft")

    def closed(self) -> Self:
        return self.filter(status="closed")

    def with_list_facts(self) -> Self:
        """Return them with archetype, team and hiring team, in a fixed number of queries."""
        named = self.select_related("archetype", "team", "recruiter", "coordinator")
        return named.prefetch_related("hiring_team__user")

    def search(self, text: str) -> Self:
        """Return the requisitions whose key or title holds every word of `text`."""
        found = self
        for word in text.split():
            found = found.filter(Q(key__icontains=word) | Q(title__icontains=word))
        return found
