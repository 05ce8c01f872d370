"""Getting a message to the mail server, once, and saying so when that does not work.

A refusal for good (5xx) ends the job with the server's words; everything else is tried again by
the ledger. When the server took the mail and we died before noting it, it goes out twice: both
copies carry the same Message-ID, so that the reader's mail program can tell.
"""

import smtplib

from django.db import transaction

from hiring.activity import clock
from hiring.activity.actions import record
from hiring.activity.jobs import Permanent, heartbeat, job
from hiring.activity.models import BackgroundJob
from hiring.messaging.mail import mail_of
from hiring.messaging.models import Message, MessageState
from hiring.messaging.verbs import Verb

DELIVER = "messaging.deliver"


@transaction.atomic
def on_failure(*, message_id: int) -> None:
    """Note that a message did not get there and why, in the transaction that ends its job."""
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.state != MessageState.QUEUED:
        return
    job = BackgroundJob.objects.latest_for(DELIVER, str(message_id))
    message.state = MessageState.FAILED
    message.error = message.error or job.error
    message.save(update_fields=["state", "error"])
    _record(Verb.MESSAGE_FAILED, message)


@job(DELIVER, on_failure=on_failure)
def deliver(claimed: BackgroundJob, *, message_id: int) -> None:
    """Send a message that waits; one that was sent, withheld or erased meanwhile is left alone.

    Raises Permanent when the server refuses for good, OSError when it may take it later.
    """
    message = Message.objects.select_related("recipient").get(pk=message_id)
    if message.state != MessageState.QUEUED:
        return
    if message.recipient and not message.recipient.is_active:
        _withhold(message)
        return
    heartbeat(claimed)  # A worker that stood still so long that another took over sends nothing.
    try:
        mail_of(message).send()
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors
        _note(message, words_of(error))
        if is_for_good(error):
            raise Permanent(words_of(error)) from error
        raise
    _mark_sent(message)


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
    said: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        # Each message goes to one address.
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return 0, ""
    # smtplib takes -1 for a reply that is none.
    return max(code, 0), said.decode(errors="replace") if isinstance(said, bytes) else said


def _note(message: Message, trouble: str) -> None:
    Message.objects.filter(pk=message.pk).update(error=trouble[:2000])


@transaction.atomic
def _mark_sent(message: Message) -> None:
    # The mail has left, so this is true no matter who holds the job by now.
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.QUEUED)
    if waiting.update(state=MessageState.SENT, sent_at=clock.now(), error=""):
        _record(Verb.MESSAGE_SENT, message)


def _withhold(message: Message) -> None:
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.QUEUED)
    waiting.update(state=MessageState.WITHHELD)


def _record(verb: Verb, message: Message) -> None:
    record(
        verb,
        on=message,
        actor=None,
        candidate=message.candidate_id,
        application=message.application_id,
        kind=message.kind_label,
        about=message.kind,
    )
