"""Remarks on an application."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.pipeline.actions.locking import locked
from hiring.pipeline.mentions import notify_mentioned
from hiring.pipeline.models import Application, Note
from hiring.pipeline.verbs import Verb

MAX_LENGTH = 10_000
# The same words of the same person within this time are a second click.
ONE_CLICK = timedelta(minutes=1)


@transaction.atomic
def add_note(*, application: Application, body: str, actor: User | None) -> Note:
    """Return the note; sent twice at once it is the one that is there. Who is named gets a mail."""
    body = body.replace("\r\n", "\n").strip()
    if not body:
        raise Refused(_("Enter a note."), field="body")
    if len(body) > MAX_LENGTH:
        raise Refused(_("Notes can have at most 10,000 characters."), field="body")
    current = locked(application)
    just_now = clock.now() - ONE_CLICK
    last = current.notes.filter(author=actor, created_at__gte=just_now).first()
    if last and last.body == body:
        return last
    note = Note.objects.create(application=current, author=actor, body=body, created_at=clock.now())
    record(
        Verb.NOTE_ADDED,
        on=note,
        candidate=current.candidate_id,
        application=current,
        requisition=current.requisition_id,
        actor=actor,
    )
    notify_mentioned(note, actor)
    return note
