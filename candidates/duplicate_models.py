"""Pairs who may be one person, and what became of them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from candidates.querysets import PossibleDuplicateQuerySet
from hiring.activity import clock

if TYPE_CHECKING:
    from candidates.models import Candidate


class DuplicateReason(models.TextChoices):
    """What two candidates have in common, the strongest first."""

    EMAIL = "email", _("same email")
    PHONE = "phone", _("same phone number")
    LINK = "link", _("same profile link")
    NAME = "name", _("same name")
    SIMILAR_NAME = "similar_name", _("similar name")


class PairState(models.TextChoices):
    OPEN = "open", _("to review")
    APART = "apart", _("different people")
    MERGED = "merged", _("merged")


class PossibleDuplicate(models.Model):
    """Two candidates who may be one; once somebody said that they are not, for good."""

    first = models.ForeignKey("Candidate", models.CASCADE, related_name="+")
    second = models.ForeignKey("Candidate", models.CASCADE, related_name="+")
    reasons = ArrayField(models.CharField(max_length=12, choices=DuplicateReason))
    # How much the reasons say: the queue begins with the surest.
    strength = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=PairState, default=PairState.OPEN)
    found_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PossibleDuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["-strength", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_row_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_pair_is_ordered"),
        ]
        indexes = [
            models.Index(
                F("strength").desc(), F("id"), condition=Q(state="open"), name="pairs_to_review"
            )
        ]

    # The one of the two whom a page is not about.
    other: "Candidate"

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"

    def get_absolute_url(self) -> str:
        return reverse("candidates:duplicate", kwargs={"pair_id": self.pk})

    @property
    def reason_labels(self) -> list[str]:
        return [str(DuplicateReason(reason).label) for reason in self.reasons]


class Merge(models.Model):
    """One candidate was taken for another: what moved, so that it can move back."""

    kept = models.ForeignKey("Candidate", models.CASCADE, related_name="+")
    gone = models.ForeignKey("Candidate", models.CASCADE, related_name="merges")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True)
    # The rows as they were: candidates/personal_data/merging.py.
    moved = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merged_into_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
