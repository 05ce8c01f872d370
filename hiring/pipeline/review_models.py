"""Asking a hiring manager what they think of a résumé, and who answers while they are away."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import User
from hiring.activity import clock


class Opinion(models.TextChoices):
    ADVANCE = "advance", _("advance")
    REJECT = "reject", _("do not advance")


class ReviewRequestQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(answered_at=None, application__status="active")

    def of(self, user: User) -> Self:
        """Return those that the person is to answer."""
        return self.filter(reviewer=user)


class ReviewRequest(models.Model):
    """Somebody is asked to read a résumé and to say whether to go on with the candidate."""

    application = models.ForeignKey(
        "pipeline.Application", models.CASCADE, related_name="review_requests"
    )
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Who was asked, where somebody else answers while they are away.
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    opinion = models.CharField(max_length=8, choices=Opinion, blank=True)
    reason = models.TextField(max_length=2_000, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer"],
                condition=Q(answered_at=None),
                name="one_open_review_per_person",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, opinion="")
                | (Q(answered_at__isnull=False) & ~Q(opinion="")),
                name="an_answered_review_has_an_opinion",
            ),
        ]
        indexes = [
            models.Index(
                F("reviewer"),
                F("due_at"),
                F("id"),
                condition=Q(answered_at=None),
                name="review_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("pipeline:review", kwargs={"review_id": self.pk})


class Absence(models.Model):
    """While somebody is away, another one reviews in their place."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    delegate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="an_absence_ends_later"
            ),
            models.CheckConstraint(
                condition=~Q(delegate=F("user")), name="nobody_stands_in_for_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} away"
