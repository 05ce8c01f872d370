"""How every mail of the product is made: plain text first, simple HTML beside it."""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def compose(
    *,
    to: str,
    subject: str,
    body: str,
    link: str = "",
    link_label: str = "",
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
    calendar: str = "",
) -> EmailMultiAlternatives:
    """Return a mail to one address; `body` is plain text, `link` a path on this installation."""
    context = {
        "subject": subject,
        "body": body.strip(),
        "link": f"{settings.BASE_URL}{link}" if link else "",
        "link_label": link_label or _("Open in Hiring"),
        "home": settings.BASE_URL,
    }
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("ui/mail.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        # RFC 3834: out-of-office replies and the like are not wanted.
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    mail.attach_alternative(render_to_string("ui/mail.html", context), "text/html")
    if calendar:
        attach_calendar(mail, calendar)
    return mail


def attach_calendar(mail: EmailMultiAlternatives, calendar: str) -> None:
    """Add an iTIP message (RFC 6047): as an alternative, which is what calendars look for."""
    method = next(
        line.partition(":")[2] for line in calendar.splitlines() if line.startswith("METHOD:")
    )
    mail.attach_alternative(calendar, f"text/calendar; method={method}")


def mail_stays_here() -> bool:
    """Say whether no mail server is set up: emails are written to files of this installation."""
    return settings.EMAIL_BACKEND.endswith(".filebased.EmailBackend")
