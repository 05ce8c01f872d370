"""The query language of scorecards."""

from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from hiring.accounts.models import User
from hiring.pipeline import blindness


class ScorecardQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the scorecards whose content a person may read: their own, and of others those
        that are in, as far as the rule of blindness opens them (hiring/pipeline/blindness.py)."""
        loop = "seat__interview__loop"
        reads = blindness.reads_cards(
            user, loop=loop, requisition=f"{loop}__application__requisition"
        )
        return self.filter(Q(author=user) | (Q(seat__submitted_at__isnull=False) & reads))

    def submitted(self) -> Self:
        return self.filter(seat__submitted_at__isnull=False, seat__status="active")

    def with_evidence(self) -> Self:
        """Return the submitted ones on which something was observed."""
        ratings = apps.get_model("scorecards", "Rating").objects
        newest = apps.get_model("scorecards", "ScorecardVersion").objects.submitted()
        current = newest.filter(scorecard=OuterRef(OuterRef("pk"))).values("pk")[:1]
        rated = ratings.filter(version=models.Subquery(current), level__isnull=False)
        return self.submitted().filter(Exists(rated))

    def of_application(self, application_id: int) -> Self:
        return self.filter(seat__interview__loop__application=application_id)

    def with_subject(self) -> Self:
        """Return them with whose, of whom and for what they are, in the same query."""
        return self.select_related(
            "author",
            "seat__user",
            "seat__interview__loop__application__candidate",
            "seat__interview__loop__application__requisition",
        )

    def with_versions(self) -> Self:
        """Return them with their submitted versions, newest first, and the versions' ratings."""
        versions = apps.get_model("scorecards", "ScorecardVersion").objects
        return self.prefetch_related(
            Prefetch("versions", versions.submitted().with_ratings(), to_attr="submitted_versions")
        )


class VersionQuerySet(models.QuerySet):
    def submitted(self) -> Self:
        """Return what stands as evidence, the newest first."""
        return self.filter(state="submitted").order_by("scorecard_id", "-number")

    def shown_to(self, user: User) -> Self:
        """Return, of cards that the person may read, the versions: drafts of their own only."""
        return self.filter(Q(state="submitted") | Q(scorecard__author=user))

    def drafts(self) -> Self:
        return self.filter(state="draft")

    def with_ratings(self) -> Self:
        """Return them with their ratings in the rubric's order; two more queries for all."""
        ratings = apps.get_model("scorecards", "Rating").objects.with_criterion()
        return self.prefetch_related(Prefetch("ratings", ratings))


class RatingQuerySet(models.QuerySet):
    def with_criterion(self) -> Self:
        return self.select_related("criterion__competency").order_by(
            "version_id", "criterion__position"
        )


class QuestionUseQuerySet(models.QuerySet):
    def of_interview(self, interview_id: int) -> Self:
        return self.filter(interview=interview_id)

    def with_version(self) -> Self:
        return self.select_related("version__question")

    def with_subject(self) -> Self:
        """Return them with question, interview, candidate and requisition, in the same query."""
        return self.select_related(
            "version__question",
            "interview__loop__application__candidate",
            "interview__loop__application__requisition",
        )
