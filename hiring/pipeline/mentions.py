"""People who are named in a note with an @: they are told, with the way to it."""

import re
from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from candidates.keys import name_key
from hiring.accounts.access import SCHEDULING
from hiring.accounts.models import User
from hiring.messaging.notifications import notify_person
from hiring.pipeline.models import Application, Note
from hiring.requisitions.querysets import hiring_team

_AT = re.compile(r"(?<!\w)@(?=\w)")


class NoteMail(models.TextChoices):
    """What a mail about a note is about."""

    MENTION = "mention", _lazy("mention in a note")


def mentioned(body: str, people: Iterable[User]) -> list[User]:
    """Return those whose name, or first name if nobody shares it, follows an @."""
    people = list(people)
    firsts = [name_key(person.name).split()[0] for person in people]
    tails = [name_key(body[at.end() : at.end() + 200]) for at in _AT.finditer(body)]
    found = []
    for person, first in zip(people, firsts, strict=True):
        names = [name_key(person.name), *([first] if firsts.count(first) == 1 else [])]
        if any(_starts_with(tail, name) for tail in tails for name in names):
            found.append(person)
    return found


def _starts_with(tail: str, name: str) -> bool:
    return tail.startswith(name) and not tail[len(name) : len(name) + 1].isalnum()


def readers_of(application: Application) -> list[User]:
    """Return who can read its notes: those who lead the job, and who see all."""
    led = hiring_team().leading().filter(requisition=application.requisition_id)
    leads = Q(pk__in=led.values("user")) | Q(site_role__in=list(SCHEDULING))
    return list(User.objects.filter(leads, is_active=True).order_by("pk"))


def told_of(note: Note) -> str:
    """Say that a note was added and who was told, or that an @ named nobody who can read it."""
    people = mentioned(note.body, readers_of(note.application)) if "@" in note.body else []
    names = ", ".join(person.name for person in people if person != note.author)
    if names:
        return _("Note added. Notified: %(names)s.") % {"names": names}
    if _AT.search(note.body) and not people:
        return _(
            "Note added. Nobody was notified: the name after the @ fits no one who can read it."
        )
    return _("Note added.")


def notify_mentioned(note: Note, actor: User | None) -> None:
    """Tell those named that there is a note; what it says is on the page, where rights count."""
    application = note.application
    for person in mentioned(note.body, readers_of(application) if "@" in note.body else ()):
        if person == actor:
            continue
        told = {"who": actor.name if actor else "", "name": application.candidate.name}
        notify_person(
            kind=NoteMail.MENTION,
            to=person,
            text=_("%(who)s mentioned you in a note on %(name)s") % told,
            body=_("Open the application to read the note."),
            link=f"{application.get_absolute_url()}#notes",
            key=f"mention:{note.pk}:{person.pk}",
            candidate_id=application.candidate_id,
            application_id=application.pk,
            sender=actor,
        )
