"""Mails that come back: replies go into their thread, returned ones are marked as failed."""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import structlog
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.messaging.actions import notify, subject_of
from hiring.messaging.contacts import Contact
from hiring.messaging.delivery import record_message
from hiring.messaging.incoming import ReceivedMail, Returned, Unreadable, read_mail
from hiring.messaging.mail import message_id
from hiring.messaging.models import Message, MessageState
from hiring.messaging.replies import message_of
from hiring.messaging.verbs import Verb

log = structlog.get_logger(__name__)
_OURS = re.compile(r"<message\.(\d{1,18})\.\d{20}@")


class MessageKind(models.TextChoices):
    """What the mails of this app itself are about."""

    REPLIED = "candidate_replied", _lazy("a candidate replied")


class Unknown(Refused):
    """Nobody here has the address that a mail came to."""


@dataclass(frozen=True)
class Thread:
    """What the app that shows threads knows of one: its page, and who is told of a reply."""

    url: Callable[[Message], str]
    readers: Callable[[Message], Iterable[User]]


_threads: list[Thread] = []


def register_thread(thread: Thread) -> None:
    """Say where threads are read, and by whom; called once, when the app is ready."""
    _threads.append(thread)


# What becomes of a calendar's answer to an invitation: whether it was one of ours.
CalendarReader = Callable[[str], bool]
_calendar_readers: list[CalendarReader] = []


def register_calendar_reader(reader: CalendarReader) -> None:
    """Have answers to invitations read by the app that sent them; called when it is ready."""
    _calendar_readers.append(reader)


def receive(data: bytes, *, recipient: str = "") -> Message | None:
    """Put a mail into the thread that it answers; return it, or the one that it says failed.

    None for an answer to an invitation, which is noted where the invitation came from.

    `recipient` is whom the mail server delivers it to; else the mail's headers say so. Unknown
    when none of these addresses was made here; Unreadable when the mail can't be read. The same
    mail a second time changes nothing.
    """
    mail = read_mail(data)
    if mail.calendar and any(reader(mail.calendar) for reader in _calendar_readers):
        return None
    addresses = [recipient] if recipient else mail.recipients
    answered = next((found for one in addresses if (found := message_of(one))), None)
    if mail.returned:
        return _note_returned(mail.returned, answered)
    if answered is None or not answered.contact_key:
        log.warning("mail_refused", recipients=addresses[:5])
        raise Unknown(_("No candidate’s messages belong to this address."))
    return _keep(data, mail, answered=answered)


def receive_upload(
    data: bytes, *, contact: Contact, candidate_id: int, application_id: int, kind: str
) -> Message:
    """Put a mail that somebody has as a file into a candidate's thread; return it.

    A report on one of our mails marks that one instead. Refused when it can't be read.
    """
    try:
        mail = read_mail(data)
    except Unreadable as error:
        raise Refused(_(str(error)), field="file") from error
    if mail.returned:
        return _note_returned(mail.returned, None)
    like = Message(
        kind=kind,
        contact_key=contact.key,
        to_name=contact.name,
        candidate_id=candidate_id,
        application_id=application_id,
    )
    return _keep(data, mail, answered=like)


@transaction.atomic
def _keep(data: bytes, mail: ReceivedMail, *, answered: Message) -> Message:
    """Write down a reply to `answered`, once, and tell who wrote that."""
    digest = hashlib.sha256(mail.message_id.encode() or data).hexdigest()[:40]
    message, is_new = Message.objects.get_or_create(
        key=f"received:{answered.application_id}:{digest}",
        defaults={
            "state": MessageState.RECEIVED,
            # What tells of a decision is hidden with its answers.
            "kind": answered.kind,
            "contact_key": answered.contact_key,
            "to_name": answered.to_name,
            "to_address": mail.address,
            "subject": subject_of(mail.subject) or _("(no subject)"),
            "body": _with_attachments(mail),
            "candidate_id": answered.candidate_id,
            "application_id": answered.application_id,
        },
    )
    if is_new:
        message.original.save(f"{secrets.token_hex(16)}.eml", ContentFile(data))
        record_message(Verb.MESSAGE_RECEIVED, message)
        if not mail.automatic:
            _tell(message, answered)
    return message


def _with_attachments(mail: ReceivedMail) -> str:
    names = [_("[Attached: %(name)s]") % {"name": name} for name in mail.attachments]
    return "\n".join([mail.text, "", *names]).strip() if names else mail.text


def _tell(message: Message, answered: Message) -> None:
    for thread in _threads:
        notify(
            thread.readers(answered),
            kind=MessageKind.REPLIED,
            subject=_("%(name)s replied: %(subject)s"),
            paragraphs=[_("%(name)s replied to an email. Open the thread to read and answer it.")],
            facts={"name": message.to_whom, "subject": message.subject},
            link=thread.url(message),
            key=f"reply:{message.pk}",
            candidate_id=message.candidate_id,
            application_id=message.application_id,
        )


@transaction.atomic
def _note_returned(returned: Returned, answered: Message | None) -> Message:
    """Mark the mail that came back as failed, with the server's words."""
    message = answered or _named_by(returned.message_id)
    if message is None:
        log.warning("report_refused", message_id=returned.message_id[:200])
        raise Unknown(_("This report is about an email that was not sent from here."))
    sent = Message.objects.filter(pk=message.pk, state=MessageState.SENT)
    reason = returned.reason[:2000] or _("The email was returned.")
    if sent.update(state=MessageState.FAILED, sent_at=None, error=reason):
        record_message(Verb.MESSAGE_BOUNCED, message)
        message.refresh_from_db()
    return message


def _named_by(given: str) -> Message | None:
    """Return our message with exactly this Message-ID."""
    match = _OURS.match(given)
    message = Message.objects.filter(pk=int(match[1])).first() if match else None
    return message if message and message_id(message) == given else None
