"""What the home page says of mails that did not arrive."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.home import RAIL, HomeCard, HomeRow
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.messaging.models import Message, Notification

SHOWN = 5
# What nobody minded for so long is in the list, and no longer news.
NEWS_FOR = timedelta(days=14)


def failed_card(user: User) -> HomeCard | None:
    """Return the newest failed messages for those who can do something about them; one query."""
    if not user.sees_everything:
        return None
    since = clock.now() - NEWS_FOR
    visible = Message.objects.visible_to(user)
    failed = visible.failed().filter(created_at__gte=since).select_related("recipient")
    rows = [_row(message) for message in failed[:SHOWN]]
    if not rows:
        return None
    return HomeCard(
        title=_("Failed emails"),
        icon="mail",
        rows=rows,
        url=_failed_list(),
        label=_("View all failed emails"),
        count=str(len(rows)),
        figure=ngettext("email failed", "emails failed", len(rows)),
    )


def news_card(user: User) -> HomeCard | None:
    """Return what the person was told and has not read, newest first; one query."""
    unread = list(Notification.objects.of(user).unread()[:SHOWN])
    if not unread:
        return None
    return HomeCard(
        title=_("Notifications"),
        icon="bell",
        rows=[_news(notification) for notification in unread],
        url=reverse("messaging:notifications"),
        label=_("All"),
        place=RAIL,
    )


def _news(notification: Notification) -> HomeRow:
    url = reverse("messaging:notification_open", kwargs={"notification_id": notification.pk})
    return HomeRow(
        title=notification.text or notification.kind_label, url=url, when=notification.created_at
    )


def _row(message: Message) -> HomeRow:
    return HomeRow(
        title=message.subject or message.kind_label,
        url=_failed_list(),
        note=_("to %(to)s: %(reason)s") % {"to": message.to_whom, "reason": message.error},
        badge=(_("failed"), "negative"),
        when=message.created_at,
        action=(_("Open"), _failed_list()),
    )


def _failed_list() -> str:
    return reverse("messaging:list") + "?state=failed"
