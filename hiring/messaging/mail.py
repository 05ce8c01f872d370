"""A message as a mail, with headers that tell what it is."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.encoding import punycode

from hiring.messaging.models import Message
from hiring.ui.mail import compose


def mail_of(message: Message) -> EmailMultiAlternatives:
    """Return the mail of a message, ready to be sent."""
    return compose(
        to=message.to_address,
        subject=message.subject,
        body=message.body,
        link=message.link,
        reply_to=message.reply_to,
        headers={"Message-ID": message_id(message)},
    )


def message_id(message: Message) -> str:
    """Return the Message-ID, the same at each attempt; the time tells databases made again
    apart.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<message.{message.pk}.{message.created_at:%Y%m%d%H%M%S%f}@{punycode(domain)}>"
