"""A message as a mail: plain text first, simple HTML beside it, headers that tell what it is."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.encoding import punycode

from hiring.messaging.models import Message


def mail_of(message: Message) -> EmailMultiAlternatives:
    """Return the mail of a message, ready to be sent."""
    context = {
        "subject": message.subject,
        "body": message.body.strip(),
        "link": f"{settings.BASE_URL}{message.link}" if message.link else "",
        "home": settings.BASE_URL,
    }
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=render_to_string("messaging/mail.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to_address],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": message_id(message),
            # RFC 3834: out-of-office replies and the like are not wanted.
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("messaging/mail.html", context), "text/html")
    return mail


def message_id(message: Message) -> str:
    """Return the Message-ID, the same at each attempt; the time tells databases made anew apart."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<message.{message.pk}.{message.created_at:%Y%m%d%H%M%S%f}@{punycode(domain)}>"
