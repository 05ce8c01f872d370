"""What colleagues are told in the product, and how each kind reaches them besides."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.messaging.kinds import label_of
from hiring.ui.one_line import OneLineField


class Channel(models.TextChoices):
    """How a kind of notification reaches a person besides the page that lists them."""

    EMAIL = "email", _("Email at once")
    DIGEST = "digest", _("Daily email")
    PAGE = "page", _("Only in the app")
    OFF = "off", _("Off")


class NotificationQuerySet(models.QuerySet):
    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notification(models.Model):
    """Something that a colleague should know, with the page that it is about."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=40)
    text = OneLineField(max_length=200, blank=True)
    # A path on this installation, where rights are checked.
    link = models.CharField(max_length=500, blank=True)
    # Names the occasion: nobody is told of it twice.
    key = models.CharField(max_length=150, unique=True)
    candidate_id = models.BigIntegerField(null=True)
    application_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    # Waits for the daily email.
    in_digest = models.BooleanField(default=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                F("user"), F("created_at").desc(), F("id").desc(), name="notification_newest"
            ),
            models.Index(F("user"), condition=Q(read_at=None), name="notification_unread"),
            models.Index(F("user"), condition=Q(in_digest=True), name="notification_digest"),
            models.Index(
                F("candidate_id"),
                condition=Q(candidate_id__isnull=False),
                name="notification_candidate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def kind_label(self) -> str:
        return label_of(self.kind)


class NotificationSetting(models.Model):
    """How a person wants to hear of one kind; without a row, as the kind's app registered it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=8, choices=Channel)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_setting_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.channel}"
