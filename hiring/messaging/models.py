"""What was written to whom, and whether it got there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from hiring.activity import clock
from hiring.messaging.kinds import label_of
from hiring.messaging.notification_models import (  # noqa: F401 - tables
    Channel,
    Notification,
    NotificationSetting,
)
from hiring.messaging.querysets import MessageQuerySet, TemplateQuerySet
from hiring.ui.one_line import OneLineField


class MessageState(models.TextChoices):
    QUEUED = "queued", _("queued")
    # With the mail server at this moment, or with a worker that was lost: it is tried again.
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    # On purpose not sent: the person has left, or the candidate it speaks of was erased.
    WITHHELD = "withheld", _("not sent")
    # Taken back by Undo before it left.
    CANCELED = "canceled", _("canceled")
    # Written to us, by whom it names as its recipient.
    RECEIVED = "received", _("received")


def original_path(message: "Message", filename: str) -> str:
    """A random path: the name given to a mail is random already."""
    return f"mails/{filename[:2]}/{filename}"


class Message(models.Model):
    """One mail to one person, written in the transaction that caused it; a job delivers it.

    A mail that somebody wrote back is one, too, in the state *received*: `recipient` or
    `contact_key` then names who wrote it.

    Candidates live in a higher app, so the one it speaks of is a plain id.
    """

    # Registered by each app: hiring/messaging/kinds.py.
    kind = models.CharField(max_length=40)
    # Null when it goes to somebody without an account, whom `contact_key` then names.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages"
    )
    # Such as "candidate:12"; hiring/messaging/contacts.py finds them.
    contact_key = models.CharField(max_length=60, blank=True, db_collation="C")
    to_name = OneLineField(max_length=200, blank=True)
    # Who wrote it; null where the system did.
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    to_address = models.EmailField(max_length=254, blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = OneLineField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    # A path on this installation, shown as a link below the body.
    link = models.CharField(max_length=500, blank=True)
    # An event for the reader's calendar (iTIP), as it goes out with the mail.
    calendar = models.TextField(blank=True)
    # Names the request: the same key is written and sent once.
    key = models.CharField(max_length=150, unique=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    # What the mail server, or whatever stood in the way, said last.
    error = models.TextField(blank=True)
    # A received mail as it came, attachments included.
    original = models.FileField(upload_to=original_path, blank=True, max_length=120)
    candidate_id = models.BigIntegerField(null=True)
    application_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    # Not before then; until then it can be taken back.
    send_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="a_sent_message_says_when",
            ),
            models.CheckConstraint(
                condition=Q(recipient=None) | Q(contact_key=""),
                name="a_message_has_one_recipient",
            ),
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
    def is_scheduled(self) -> bool:
        """Whether it waits for its time, and can be taken back."""
        waits = self.send_at is not None and self.send_at > clock.now()
        return self.state == MessageState.QUEUED and waits

    @property
    def can_be_canceled(self) -> bool:
        """Whether it was written by a person and has not left."""
        return self.state == MessageState.QUEUED and self.sender_id is not None

    @property
    def kind_label(self) -> str:
        return label_of(self.kind)

    @property
    def to_whom(self) -> str:
        """The name of whom it goes to, else their address."""
        return self.recipient.name if self.recipient else self.to_name or self.to_address

    @property
    def can_be_sent_again(self) -> bool:
        """Whether it did not arrive, says something still, and somebody is there to read it."""
        reader = self.recipient is None or self.recipient.is_active
        stopped = self.state in (MessageState.FAILED, MessageState.WITHHELD)
        return stopped and reader and bool(self.subject)


class Template(models.Model):
    """The text that mails of one kind to candidates start from, with merge fields."""

    # Of the catalog; empty for an organization's own.
    key = models.SlugField(max_length=60, blank=True)
    # Registered with `with_templates`: hiring/messaging/kinds.py.
    kind = models.CharField(_("used for"), max_length=40)
    name = OneLineField(_("name"), max_length=80)
    subject = OneLineField(_("subject"), max_length=200)
    body = models.TextField(_("message"), max_length=10_000)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="one_template_per_catalog_key"
            ),
            models.UniqueConstraint(
                Lower("name"),
                name="one_template_per_name",
                violation_error_message=_("A template with this name already exists."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        return label_of(self.kind).capitalize()
