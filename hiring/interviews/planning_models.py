"""Times that are proposed for a loop, and times that are kept for it."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Value
from django.utils.translation import gettext_lazy as _

from hiring.activity import clock
from hiring.interviews.querysets import HoldQuerySet, PlanningQuerySet
from hiring.pipeline.models import Application
from hiring.requisitions.models import Stage


class Proposal(models.Model):
    """Times and people for a loop that somebody asked for; `answer` comes from a worker."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="proposals")
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    # What was asked of the times beyond the plan (wishes.py).
    wishes = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    # Ids of people, times and rules (proposals.as_json); nothing until it is found.
    answer = models.JSONField(null=True)

    objects = PlanningQuerySet.as_manager()

    class Meta:
        ordering = ["application_id", "id"]

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class Holder(models.TextChoices):
    """Whose word a hold waits for."""

    CANDIDATE = "candidate", _("candidate")
    STAFF = "staff", _("recruiter or coordinator")


class Hold(models.Model):
    """Times that are kept for one application until they are booked, or for a while only."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="hold")
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="+")
    # As a proposal has it: ids of people, times, and of which planned interview.
    plan = models.JSONField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(db_index=True)
    # The candidate sees their own, not what colleagues keep for them.
    holder = models.CharField(
        max_length=10, choices=Holder, default=Holder.STAFF, db_default=Holder.STAFF
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class HeldTime(models.Model):
    """The time of one person, candidate or room that a hold keeps: each is held once."""

    hold = models.ForeignKey(Hold, models.CASCADE, related_name="times")
    # Such as user:5, candidate:12 or room:2.
    resource = models.CharField(max_length=40, db_collation="C")
    during = DateTimeRangeField()

    class Meta:
        ordering = ["hold_id", "id"]
        constraints = [
            ExclusionConstraint(
                name="held_once_at_a_time",
                expressions=[
                    (F("resource"), RangeOperators.EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource} held"
