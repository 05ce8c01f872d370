"""Telling colleagues: in the product, by an email at once, or in the email of the day.

Each app registers its kinds; each person chooses for each kind how they hear of it. A text never
says what others found: it links to the page, where rights are checked.
"""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.messaging import kinds
from hiring.messaging.actions import send, subject_of
from hiring.messaging.models import Channel, Notification, NotificationSetting

# By the clock of the reader's zone.
DIGEST_HOUR = 8
MAX_LINES = 40


class DigestMail(models.TextChoices):
    """The mail of the day."""

    DIGEST = "digest", gettext_lazy("daily summary")


_defaults: dict[str, Channel] = {}
# What else a digest says, such as tasks that are due: lines of text for a person on a day.
Lines = Callable[[User, date], list[str]]
_lines: list[Lines] = []


def register(kind: str, *, usually: Channel = Channel.EMAIL) -> None:
    """Let people choose how they hear of a kind that was registered with `kinds`."""
    _defaults[str(kind)] = usually


def register_lines(lines: Lines) -> None:
    """Add lines to the email of the day; called once, when the app is ready."""
    _lines.append(lines)


@transaction.atomic
def notify_person(
    *,
    kind: str,
    to: User,
    text: str,
    key: str,
    link: str,
    body: str = "",
    candidate_id: int | None = None,
    application_id: int | None = None,
    sender: User | None = None,
) -> Notification | None:
    """Tell a colleague, in the way that they chose; the same `key` once. None where it is off."""
    channel = channel_of(to, kind)
    if channel == Channel.OFF or not to.is_active:
        return None
    notification, is_new = Notification.objects.get_or_create(
        key=key,
        defaults={
            "user": to,
            "kind": kind,
            "text": subject_of(text),
            "in_digest": channel == Channel.DIGEST,
            "link": link,
            "candidate_id": candidate_id,
            "application_id": application_id,
        },
    )
    if is_new and channel == Channel.EMAIL:
        send(
            kind=kind,
            to=to,
            subject=text,
            body=body or text,
            key=key,
            link=link,
            candidate_id=candidate_id,
            application_id=application_id,
            sender=sender,
        )
    return notification


def channel_of(user: User, kind: str) -> Channel:
    """Return how the person hears of a kind."""
    own = NotificationSetting.objects.filter(user=user, kind=kind).first()
    return Channel(own.channel) if own else _defaults.get(kind, Channel.EMAIL)


def settings_of(user: User) -> list[tuple[str, str, Channel]]:
    """Return each kind with its label and how the person hears of it; one query."""
    own = dict(NotificationSetting.objects.filter(user=user).values_list("kind", "channel"))
    return [
        (kind, kinds.label_of(kind).capitalize(), Channel(own.get(kind, usual)))
        for kind, usual in _defaults.items()
    ]


@transaction.atomic
def set_channel(*, user: User, kind: str, channel: str) -> None:
    """Say how the person hears of a kind from now on."""
    if kind in _defaults:
        NotificationSetting.objects.update_or_create(
            user=user, kind=kind, defaults={"channel": Channel(channel)}
        )


def mark_read(notifications: models.QuerySet) -> None:
    """Mark them as read; a second time changes nothing."""
    notifications.filter(read_at=None).update(read_at=clock.now())


def send_digests() -> int:
    """Send the email of the day to those whose morning it is; return how many.

    Called every hour; the day in the key makes it one a day.
    """
    sent = 0
    for user in User.objects.active().order_by("pk"):
        now = clock.now().astimezone(ZoneInfo(user.zone))
        if now.hour == DIGEST_HOUR and now.weekday() < 5:
            sent += _send_digest(user, now.date())
    return sent


@transaction.atomic
def _send_digest(user: User, day: date) -> int:
    waiting = Notification.objects.of(user).filter(in_digest=True)
    lines = [line for find in _lines for line in find(user, day)]
    news = list(waiting.unread().order_by("created_at", "id").values_list("text", flat=True))
    waiting.update(in_digest=False)
    if channel_of(user, DigestMail.DIGEST) == Channel.OFF or not (lines or news):
        return 0
    shown = [*lines, *news]
    count = len(shown)
    more = [_("… and %(n)d more") % {"n": count - MAX_LINES}] if count > MAX_LINES else []
    send(
        kind=DigestMail.DIGEST,
        to=user,
        subject=ngettext("Your day: %(n)d thing", "Your day: %(n)d things", count) % {"n": count},
        body="\n".join(f"• {line}" for line in [*shown[:MAX_LINES], *more]),
        link=reverse("accounts:home"),
        key=f"digest:{user.pk}:{day.isoformat()}",
    )
    return 1
