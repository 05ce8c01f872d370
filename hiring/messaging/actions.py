"""The actions of messages: write one, send it again, forget what it said."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import models, transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock, jobs
from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import BackgroundJob, JobState
from hiring.messaging.contacts import Contact, contact_of
from hiring.messaging.delivery import DELIVER, record_message
from hiring.messaging.models import Message, MessageState
from hiring.messaging.querysets import MessageQuerySet
from hiring.messaging.verbs import Verb
from hiring.ui.one_line import one_line

SUBJECT_LENGTH = 200
# How many failed messages one press of a button sends again.
AT_ONCE = 200
_PATH = re.compile(r"/(?![/\\])[^\s\x00-\x1f\\]*")


class Application(Protocol):
    """What a message is about: one candidate’s application, a row of an app above."""

    pk: int
    candidate_id: int


@transaction.atomic
def send(
    *,
    kind: str,
    to: User | Contact,
    subject: str,
    body: str,
    key: str,
    link: str = "",
    candidate_id: int | None = None,
    application_id: int | None = None,
    reply_to: User | None = None,
    sender: User | None = None,
    delay: timedelta = timedelta(0),
    calendar: str = "",
) -> Message:
    """Write a message and have it delivered after the commit; return it.

    `body` is plain text, `link` a path on this installation. A `key` that was used before gives
    the message of then, and sends nothing. Somebody who may no longer sign in, or whose address
    nobody knows, is written nothing: the message is kept as withheld. With `delay` it leaves so
    much later, and can be taken back until then; `sender` is who wrote it. `calendar` is an event
    for the reader's calendar.

    A mail cannot be taken back and is read by anyone who holds the phone: it says that a debrief or
    a decision is there and links to it, where blindness and rights are checked. It never says
    what is in it.
    """
    if link and not _PATH.fullmatch(link):
        raise ValueError(f"{link!r} is no path on this installation")
    message, created = Message.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            **_recipient(to),
            "reply_to": reply_to.email if reply_to else "",
            "subject": subject_of(subject),
            "body": body.replace("\x00", "").replace("\r\n", "\n"),
            "link": link,
            "calendar": calendar,
            "candidate_id": candidate_id,
            "application_id": application_id,
            "sender": sender,
            "send_at": clock.now() + delay if delay else None,
        },
    )
    if created and message.state == MessageState.QUEUED:
        jobs.enqueue(DELIVER, key=str(message.pk), delay=delay, message_id=message.pk)
    return message


def notify(
    people: Iterable[User],
    *,
    kind: str,
    subject: str,
    paragraphs: Iterable[str],
    facts: Mapping[str, Any],
    key: str,
    application: Application | None = None,
    **options: Any,
) -> None:
    """Write the same to each of these people: a subject and paragraphs with these facts in them.

    `key` names the cause: each of them is written once about it. The rest is as `send` takes it.
    """
    body = "\n\n".join(paragraphs) % facts
    if application:
        options |= {"candidate_id": application.candidate_id, "application_id": application.pk}
    for person in people:
        send(
            kind=kind,
            to=person,
            subject=subject % facts,
            body=body,
            key=f"{key}:{person.pk}",
            **options,
        )


def _recipient(to: User | Contact) -> dict[str, Any]:
    """Return the columns that say whom a message goes to; nobody there withholds it."""
    if isinstance(to, User):
        state = MessageState.QUEUED if to.is_active else MessageState.WITHHELD
        return {"recipient": to, "to_name": to.name, "to_address": to.email, "state": state}
    state = MessageState.QUEUED if to.address else MessageState.WITHHELD
    return {
        "contact_key": to.key,
        "to_name": to.name,
        "to_address": to.address,
        "state": state,
    }


def subject_of(text: str) -> str:
    """Return `text` as a subject: one line, nothing that could begin another header, cut to fit."""
    line = " ".join(one_line(text).split())
    return line if len(line) <= SUBJECT_LENGTH else line[: SUBJECT_LENGTH - 1].rstrip() + "…"


@transaction.atomic
def send_again(*, message: Message, actor: User) -> Message:
    """Have a message that did not arrive delivered once more, to the person's address of now."""
    message = (
        Message.objects.select_for_update(of=["self"])
        .select_related("recipient")
        .get(pk=message.pk)
    )
    _refuse_unless_it_can_be_sent_again(message)
    message.to_address = _present_address(message) or message.to_address
    message.state, message.error, message.send_at = MessageState.QUEUED, "", None
    message.save(update_fields=["state", "error", "to_address", "send_at"])
    jobs.enqueue(DELIVER, key=str(message.pk), message_id=message.pk)
    record_message(Verb.MESSAGE_AGAIN, message, actor)
    return message


@transaction.atomic
def cancel(*, message: Message, actor: User | None) -> None:
    """Take a mail back that has not left; a second time changes nothing. Conflict once it has."""
    if Message.objects.waiting().filter(pk=message.pk).update(state=MessageState.CANCELED):
        record_message(Verb.MESSAGE_CANCELED, message, actor)
        return
    message.refresh_from_db()
    if message.state != MessageState.CANCELED:
        raise Conflict(_("This email was already sent."))


def cancel_all(messages: MessageQuerySet, *, actor: User | None) -> int:
    """Take back those of these mails that have not left; return how many."""
    canceled = 0
    for message in messages.waiting():
        with suppress(Conflict):
            cancel(message=message, actor=actor)
            canceled += 1
    return canceled


def hold(messages: MessageQuerySet, *, until: datetime) -> None:
    """Let those of these mails that have not left wait longer; nothing is recorded."""
    waiting = messages.waiting()
    keys = [str(pk) for pk in waiting.values_list("pk", flat=True)]
    waiting.update(send_at=until)
    BackgroundJob.objects.filter(task=DELIVER, key__in=keys, state=JobState.QUEUED).update(
        run_after=until
    )


def _present_address(message: Message) -> str:
    if message.recipient:
        return message.recipient.email
    contact = contact_of(message.contact_key)
    return contact.address if contact else ""


def _refuse_unless_it_can_be_sent_again(message: Message) -> None:
    if message.can_be_sent_again:
        return
    if message.state == MessageState.SENT:
        raise Conflict(_("This message was already sent."))
    if message.state in (MessageState.QUEUED, MessageState.SENDING):
        raise Conflict(_("This message is already on its way."))
    if message.subject and message.recipient:
        raise Refused(
            _("%(name)s’s account is deactivated, so no email can be sent.")
            % {"name": message.to_whom}
        )
    if message.subject:
        raise Refused(_("This message can’t be resent. Write a new one."))
    raise Refused(_("This message’s content was erased, so it can’t be sent."))


def send_failed_again(*, actor: User) -> int:
    """Send what failed again, the oldest first and `AT_ONCE` at most; return how many."""
    failed = Message.objects.visible_to(actor).failed().select_related("recipient")
    sent = 0
    for message in failed.order_by("created_at", "id")[:AT_ONCE]:
        # Each by itself: one that someone else was faster with does not stop the others.
        with suppress(Refused):
            send_again(message=message, actor=actor)
            sent += 1
    return sent


def erase(messages: models.QuerySet) -> None:
    """Blank what these messages say; those still waiting are withheld.

    Dates, kinds and staff recipients stay.
    """
    keys = [str(pk) for pk in messages.values_list("pk", flat=True)]
    BackgroundJob.objects.filter(task=DELIVER, key__in=keys).update(error="")
    messages.filter(recipient=None).update(to_address="", to_name="")
    messages.filter(state=MessageState.QUEUED).update(state=MessageState.WITHHELD)
    messages.update(subject="", body="", link="", calendar="", error="", original="")


def repoint(messages: models.QuerySet, into: models.Model) -> None:
    """Point these messages at another candidate, on a merge."""
    messages.update(candidate_id=into.pk)
