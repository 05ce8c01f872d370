"""A message as a mail, with headers that tell what it is."""

import base64
from email.mime.image import MIMEImage
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.encoding import punycode

from hiring.accounts.models import Organization
from hiring.messaging.models import Message
from hiring.messaging.replies import reply_address
from hiring.ui.mail import attach_calendar, compose

LOGO = "logo"


def mail_of(message: Message) -> EmailMultiAlternatives:
    """Return the mail of a message, ready to be sent."""
    if message.contact_key:
        return _letter(message)
    return compose(
        to=message.to_address,
        subject=message.subject,
        body=message.body,
        link=message.link,
        reply_to=message.reply_to,
        headers={"Message-ID": message_id(message)},
        calendar=message.calendar,
    )


def message_id(message: Message) -> str:
    """Return the Message-ID, the same at each attempt; the time tells databases made again
    apart.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<message.{message.pk}.{message.created_at:%Y%m%d%H%M%S%f}@{punycode(domain)}>"


def _letter(message: Message) -> EmailMultiAlternatives:
    """Return a mail to somebody outside: from the organization, with its logo."""
    organization = Organization.present()
    answer_to = reply_address(message) or message.reply_to
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=render_to_string("messaging/letter.txt", _context(message, organization)),
        from_email=_sender(organization),
        to=[message.to_address],
        reply_to=[answer_to] if answer_to else None,
        headers={"Message-ID": message_id(message)},
    )
    logo = f"cid:{LOGO}" if organization.logo else ""
    mail.attach_alternative(letter_html(message, organization, logo=logo), "text/html")
    if message.calendar:
        attach_calendar(mail, message.calendar)
    if logo:
        mail.mixed_subtype = "related"  # type: ignore[attr-defined]
        mail.attach(_inline(organization))
    return mail


def html_of(message: Message) -> str:
    """Return the HTML of a message by itself, its logo in it."""
    if message.contact_key:
        organization = Organization.present()
        return letter_html(message, organization, logo=logo_data(organization))
    return str(mail_of(message).alternatives[0][0])


def letter_html(message: Message, organization: Organization, *, logo: str) -> str:
    """Return the mail as its reader sees it; `logo` is where its picture is."""
    context = {**_context(message, organization), "logo": logo}
    return render_to_string("messaging/letter.html", context)


def logo_data(organization: Organization) -> str:
    """Return the logo as an address that holds the picture itself; empty without one."""
    data = base64.b64encode(bytes(organization.logo)).decode()
    return f"data:{organization.logo_type};base64,{data}" if data else ""


def _context(message: Message, organization: Organization) -> dict[str, Any]:
    link = f"{settings.BASE_URL}{message.link}" if message.link else ""
    return {
        "subject": message.subject,
        "body": message.body.strip(),
        "link": link,
        "organization": organization,
    }


def _sender(organization: Organization) -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((organization.name or name, address))


def _inline(organization: Organization) -> MIMEImage:
    subtype = organization.logo_type.rpartition("/")[2]
    image = MIMEImage(bytes(organization.logo), _subtype=subtype)
    image.add_header("Content-ID", f"<{LOGO}>")
    image.add_header("Content-Disposition", "inline", filename=f"logo.{subtype}")
    return image
