"""Getting a message to the mail server, once, and saying so when that does not work.

A refusal for good (5xx) ends the job with the server's words; everything else is tried again by
the ledger. When the server took the mail and we died before noting it, it goes out twice: both
copies carry the same Message-ID, so that the reader's mail program can tell.
"""

import smtplib
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import record
from hiring.activity.jobs import Permanent, heartbeat, job
from hiring.activity.models import BackgroundJob
from hiring.messaging.mail import mail_of
from hiring.messaging.models import Message, MessageState
from hiring.messaging.verbs import Verb

DELIVER = "messaging.deliver"
_ON_ITS_WAY = (MessageState.QUEUED, MessageState.SENDING)


@transaction.atomic
def on_failure(*, message_id: int) -> None:
    """Note that a message did not get there and why, in the transaction that ends its job."""
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.state not in _ON_ITS_WAY:
        return
    job = BackgroundJob.objects.latest_for(DELIVER, str(message_id))
    message.state = MessageState.FAILED
    message.error = message.error or job.error
    message.save(update_fields=["state", "error"])
    record_message(Verb.MESSAGE_FAILED, message)


@job(DELIVER, on_failure=on_failure)
def deliver(claimed: BackgroundJob, *, message_id: int) -> None:
    """Send a message that waits; one that was sent, withheld or erased meanwhile is left alone.

    Raises Permanent when the server refuses for good, OSError when it may take it later.
    """
    message = Message.objects.select_related("recipient", "sender").get(pk=message_id)
    if message.state not in _ON_ITS_WAY:
        return
    left = message.recipient and not message.recipient.is_active
    if left or not message.subject:  # Without a subject it was erased.
        _withhold(message)
        return
    heartbeat(claimed)  # A worker that stood still so long that another took over sends nothing.
    if not _take(message):
        return  # Canceled at this moment.
    try:
        _hand_over(message)
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors
        _give_back(message, words_of(error))
        if is_for_good(error):
            raise Permanent(words_of(error)) from error
        raise


def _hand_over(message: Message) -> None:
    """Give the mail to the server, and note that it was taken before anything else can fail."""
    mail = mail_of(message)
    mail.connection = connection = get_connection()
    try:
        connection.open()
        _be_patient(connection)
        mail.send()
        _mark_sent(message)
    finally:
        with suppress(OSError):
            connection.close()


def _be_patient(connection: Any) -> None:
    """Wait longer for an answer than for a connection (RFC 5321, 4.5.3.2): whoever hangs up on a
    server that is only slow, and sends again, sends twice."""
    sock = getattr(getattr(connection, "connection", None), "sock", None)
    if sock:
        sock.settimeout(settings.EMAIL_ANSWER_TIMEOUT)


def _take(message: Message) -> bool:
    """Say that it is being sent, unless it was canceled; from here on it can't be."""
    on_its_way = Message.objects.filter(pk=message.pk, state__in=_ON_ITS_WAY)
    return bool(on_its_way.update(state=MessageState.SENDING))


def _give_back(message: Message, trouble: str) -> None:
    """Let it wait for another try, and say what stood in the way."""
    Message.objects.filter(pk=message.pk).update(error=trouble[:2000])
    tried = Message.objects.filter(pk=message.pk, state=MessageState.SENDING)
    tried.update(state=MessageState.QUEUED)


def words_of(error: Exception) -> str:
    """Return what the mail server said ("550 5.1.1 No such user"), or what stood in the way."""
    code, text = _reply(error)
    if code:
        return f"{code} {text}".strip()
    return str(error) or type(error).__name__


def is_for_good(error: Exception) -> bool:
    """Whether sending the same mail again can't help: a 5xx reply, or a mail that can't be made."""
    code, _ = _reply(error)
    if code:
        return code >= 500
    return isinstance(error, ValueError | smtplib.SMTPNotSupportedError)


def _reply(error: Exception) -> tuple[int, str]:
    """Return the server's reply as code and text, (0, "") when it gave none."""
    code: int
    reply: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        # Each message goes to one address.
        code, reply = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, reply = error.smtp_code, error.smtp_error
    else:
        return 0, ""
    # smtplib takes -1 for a reply that is none.
    return max(code, 0), reply.decode(errors="replace") if isinstance(reply, bytes) else reply


@transaction.atomic
def _mark_sent(message: Message) -> None:
    # The mail has left, so this is true no matter who holds the job by now.
    sending = Message.objects.filter(pk=message.pk, state=MessageState.SENDING)
    if sending.update(state=MessageState.SENT, sent_at=clock.now(), error=""):
        record_message(Verb.MESSAGE_SENT, message)


def _withhold(message: Message) -> None:
    on_its_way = Message.objects.filter(pk=message.pk, state__in=_ON_ITS_WAY)
    on_its_way.update(state=MessageState.WITHHELD)


def record_message(verb: Verb, message: Message, actor: User | None = None) -> None:
    """Record what happened to a message, without what it says."""
    record(
        verb,
        on=message,
        actor=actor,
        candidate=message.candidate_id,
        application=message.application_id,
        kind=message.kind_label,
        about=message.kind,
    )
