"""Blind evidence capture: one card a seat, in versions that never change once submitted."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hiring.activity import clock
from hiring.activity.immutable import Immutable
from hiring.interviews.models import Interview, Seat
from hiring.scorecards.querysets import (
    QuestionUseQuerySet,
    RatingQuerySet,
    ScorecardQuerySet,
    VersionQuerySet,
)
from hiring.ui.rating_widget import NOT_OBSERVED, RatingLevel
from rubrics.models import Criterion, QuestionVersion


class Scorecard(models.Model):
    """One interviewer's ratings and evidence of one interview."""

    seat = models.OneToOneField(Seat, models.PROTECT, related_name="scorecard")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = ScorecardQuerySet.as_manager()
    # Filled by `with_versions()`: what stands as evidence, newest first.
    submitted_versions: list["ScorecardVersion"]

    class Meta:
        ordering = ["seat_id"]
        triggers = [
            Immutable(
                name="card_with_evidence_never_changes",
                rows=(
                    "EXISTS (SELECT 1 FROM scorecards_scorecardversion v"
                    " WHERE v.scorecard_id = OLD.id AND v.state = 'submitted')"
                ),
                message="a submitted scorecard never changes",
            )
        ]

    def __str__(self) -> str:
        return str(self.seat)

    def get_absolute_url(self) -> str:
        return reverse("scorecards:card", kwargs={"scorecard_id": self.pk})


class VersionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")


class ScorecardVersion(models.Model):
    """A scorecard as it was at one time. Once submitted it stands; an amendment is a new one."""

    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    overall = models.PositiveSmallIntegerField(
        _("overall"), choices=RatingLevel, null=True, blank=True
    )
    summary = models.TextField(_("main reason"), blank=True, max_length=10_000)
    # Why a submitted card was amended; empty for the first version.
    amendment = models.TextField(_("reason for the change"), blank=True, max_length=2_000)
    saved_at = models.DateTimeField(default=clock.now)
    # Counts what was saved, so that anyone who writes a draft whole undoes nothing unseen.
    revision = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["scorecard_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["scorecard"], condition=Q(state="draft"), name="one_draft_per_scorecard"
            ),
            models.CheckConstraint(
                condition=Q(state="submitted", submitted_at__isnull=False, overall__isnull=False)
                | Q(state="draft", submitted_at__isnull=True),
                name="a_submitted_version_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(overall__isnull=True) | Q(overall__range=(1, 4)), name="overall_range"
            ),
        ]
        triggers = [
            Immutable(
                name="submitted_version_never_changes",
                rows="OLD.state = 'submitted'",
                message="a submitted scorecard never changes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scorecard} v{self.number}"


class Rating(models.Model):
    """What was seen of one criterion: a level with its evidence, or that it was not observed."""

    version = models.ForeignKey(ScorecardVersion, models.PROTECT, related_name="ratings")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    # Null means "not observed", unless it is open: evidence typed before a level was chosen,
    # which only a draft holds. A criterion without either has no row.
    level = models.PositiveSmallIntegerField(choices=RatingLevel, null=True, blank=True)
    is_open = models.BooleanField(default=False)
    evidence = models.TextField(blank=True, max_length=10_000)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["version_id", "criterion__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "criterion"], name="one_rating_per_criterion"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(1, 4)), name="rating_range"
            ),
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(level__isnull=True),
                name="an_open_rating_has_no_level",
            ),
        ]
        triggers = [
            Immutable(
                name="rating_of_submitted_never_changes",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                rows=(
                    # Locked before it is looked at, so that a rating that comes late waits for a
                    # submission under way and then sees it. OFFSET 0 keeps the two in this order.
                    "EXISTS (SELECT 1 FROM (SELECT state FROM scorecards_scorecardversion"
                    " WHERE id IN (OLD.version_id, NEW.version_id) OFFSET 0 FOR SHARE) v"
                    " WHERE v.state = 'submitted')"
                ),
                message="a submitted scorecard never changes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level or NOT_OBSERVED}"


# Nine digits can still be read out; the library's pages take no more.
MAX_SEED = 999_999_999


class QuestionInstance(models.Model):
    """Which instance of a question one interview uses, the same one for everybody in it.

    `seed` gives the numbers of a puzzle's family or the data of a take-home; it is null where
    the question is the same for every candidate. It is no secret to the panel and one to the
    candidate: anyone who has it can make the answer.
    """

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="+")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    seed = models.PositiveIntegerField(null=True, blank=True)
    # Of the family or generator that the seed was drawn for: another one gives other numbers.
    generator_version = models.PositiveSmallIntegerField(null=True, blank=True)
    # Seeds that were drawn first and not used, so that this candidate never meets them again.
    replaced = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    # The numbers of the hints that the candidate was given, counted from 1.
    hints_given = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = QuestionUseQuerySet.as_manager()

    class Meta:
        ordering = ["interview_id", "version__question__title", "version_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "version"], name="one_use_of_a_question_per_interview"
            ),
            models.CheckConstraint(
                condition=Q(seed__isnull=True, generator_version__isnull=True)
                # A range alone is unknown, and so fulfilled, where there is no seed.
                | Q(
                    seed__isnull=False,
                    seed__range=(0, MAX_SEED),
                    generator_version__isnull=False,
                ),
                name="a_seed_is_of_a_version",
            ),
        ]
        triggers = [
            Immutable(
                name="question_of_rated_interview_never_changes",
                rows=(
                    "EXISTS (SELECT 1 FROM interviews_seat s"
                    " WHERE s.interview_id = OLD.interview_id AND s.submitted_at IS NOT NULL)"
                ),
                message="what a submitted scorecard is about never changes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.interview}"
