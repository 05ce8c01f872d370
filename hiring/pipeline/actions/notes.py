"""Remarks on an application."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, event_of, record, record_all
from hiring.pipeline.actions.locking import ONE_CLICK, locked
from hiring.pipeline.mentions import notify_mentioned
from hiring.pipeline.models import Application, Note
from hiring.pipeline.verbs import Verb, concerning

MAX_LENGTH = 10_000


def keep_imported(notes: Iterable[tuple[Application, str]], *, actor: User | None) -> None:
    """Keep what a sheet tells of applications; the same text again adds nothing.

    Nobody is told: who is named there was told in the system that it comes from.
    """
    told = [(application, body.replace("\r\n", "\n").strip()) for application, body in notes]
    told = [(application, body) for application, body in told if body]
    ids = [application.pk for application, _body in told]
    there = set(Note.objects.filter(application__in=ids).values_list("application", "body"))
    new = [
        Note(application=application, author=actor, body=body, created_at=clock.now())
        for application, body in told
        if (application.pk, body) not in there
    ]
    Note.objects.bulk_create(new)
    record_all(
        event_of(Verb.NOTE_IMPORTED, on=note, **concerning(note.application), actor=actor)
        for note in new
    )


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
    record(Verb.NOTE_ADDED, on=note, **concerning(current), actor=actor)
    notify_mentioned(note, actor)
    return note
