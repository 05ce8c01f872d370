"""What was written to whom, and whether it got there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hiring.activity import clock
from hiring.messaging.querysets import MessageQuerySet
from hiring.ui.one_line import OneLineField


class Kind(models.TextChoices):
    """What a message is about."""

    INTERVIEW_BOOKED = "interview_booked", _("interview booked")
    INTERVIEW_MOVED = "interview_moved", _("interview moved")
    INTERVIEW_CANCELED = "interview_canceled", _("interview canceled")
    SCORECARD_DUE = "scorecard_due", _("scorecard due")
    DEBRIEF_READY = "debrief_ready", _("debrief ready")
    DECISION_DUE = "decision_due", _("decision due")
    DECIDED = "decided", _("decision made")
    TEAM_JOINED = "team_joined", _("joined a hiring team")


class MessageState(models.TextChoices):
    QUEUED = "queued", _("queued")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    # On purpose not sent: the person has left, or the candidate it speaks of was erased.
    WITHHELD = "withheld", _("not sent")


class Message(models.Model):
    """One mail to one person, written in the transaction that caused it; a job delivers it.

    Candidates live in a higher room, so the one it speaks of is a plain id.
    """

    kind = models.CharField(max_length=40, choices=Kind)
    # Null when it goes to somebody without an account.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages"
    )
    to_address = models.EmailField(max_length=254, blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = OneLineField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    # A path on this installation, shown as a link below the body.
    link = models.CharField(max_length=500, blank=True)
    # Names the request: the same key is written and sent once.
    key = models.CharField(max_length=150, unique=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    # What the mail server, or whatever stood in the way, said last.
    error = models.TextField(blank=True)
    candidate_id = models.BigIntegerField(null=True)
    application_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="a_sent_message_says_when",
            )
        ]
        indexes = [
            models.Index(F("created_at").desc(), F("id").desc(), name="message_newest"),
            models.Index(
                F("state"), F("created_at").desc(), F("id").desc(), name="message_by_state"
            ),
            models.Index(
                fields=["candidate_id"],
                condition=Q(candidate_id__isnull=False),
                name="message_of_candidate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"

    @property
    def can_be_sent_again(self) -> bool:
        """Whether it did not arrive, says something still, and somebody is there to read it."""
        reader = self.recipient is None or self.recipient.is_active
        stopped = self.state in (MessageState.FAILED, MessageState.WITHHELD)
        return stopped and reader and bool(self.subject)
