"""The same for many applications at once: what was asked for, and how each one went."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from candidates.models import Tag
from hiring.activity import clock
from hiring.requisitions.models import OwnerRole, Requisition, Stage

UNDO_FOR = timedelta(minutes=10)


class BulkKind(models.TextChoices):
    ADVANCE = "advance", _("advance")
    REJECT = "reject", _("reject")
    TAG = "tag", _("tag")
    ASSIGN = "assign", _("assign")
    MOVE = "move", _("move to another job")


class BulkAction(models.Model):
    """The same for many applications at once, done in the background; can be undone for a while."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=BulkKind)
    reason = models.ForeignKey(
        "pipeline.RejectionReason", models.PROTECT, null=True, related_name="+"
    )
    sends_email = models.BooleanField(default=False)
    tag = models.ForeignKey(Tag, models.PROTECT, null=True, related_name="+")
    # To whom they are assigned, and as what.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=12, choices=OwnerRole, blank=True)
    requisition = models.ForeignKey(Requisition, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("pipeline:bulk_progress", kwargs={"bulk_id": self.pk})

    @property
    def undo_until(self) -> datetime:
        """Until when it can be undone; its mails wait as long."""
        return self.created_at + UNDO_FOR


class BulkState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    FAILED = "failed", _("not done")
    UNDONE = "undone", _("undone")


class BulkItem(models.Model):
    """One application of a bulk action, and how it went."""

    action = models.ForeignKey(BulkAction, models.CASCADE, related_name="items")
    application = models.ForeignKey("pipeline.Application", models.CASCADE, related_name="+")
    # Where it stood, and where it was put: an undo gives back only what is still so.
    from_stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    to_stage = models.ForeignKey(Stage, models.PROTECT, null=True, related_name="+")
    # What an undo takes away: that it was tagged, the owner it had, the application it became.
    was_new = models.BooleanField(default=False)
    had_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    became = models.ForeignKey("pipeline.Application", models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=BulkState, default=BulkState.WAITING)
    # Why it was not done, in a sentence.
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["action_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["action", "application"], name="one_item_per_bulk")
        ]
        indexes = [models.Index(fields=["action", "state", "id"], name="bulk_item_state")]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.application_id} ({self.state})"
