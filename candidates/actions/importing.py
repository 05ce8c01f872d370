"""Bringing people in from files; who is known already is recognized."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions.documents import digest
from candidates.actions.people import (
    Contact,
    add_missing_contacts,
    create_candidate,
    email_keys,
    lock_people,
    record_touch,
)
from candidates.actions.resumes import (
    contacts_of,
    headline_of,
    keep_resume,
    read_upload,
)
from candidates.keys import name_key
from candidates.models import (
    Candidate,
    ContactKind,
    DocumentKind,
    Resume,
    SourceChannel,
    Touch,
)
from candidates.resume.files import ResumeFile
from hiring.accounts.models import User
from hiring.activity import clock

MAX_NAMED = 3


@dataclass(frozen=True)
class ImportedCandidate:
    """What became of one file or row.

    `warnings` tell what of the file was fixed or left out, `notices` what the importer should
    know about the person: that they were known already, or may be. `touch` is the one that
    an application made now is credited to.
    """

    candidate: Candidate
    created: bool
    touch: Touch
    resume: Resume | None
    warnings: tuple[str, ...]
    notices: tuple[str, ...] = ()
    # Whether they had been put away, and are back by this.
    returned: bool = False


@transaction.atomic
def import_resume(
    *,
    name: str,
    data: bytes,
    channel: SourceChannel,
    actor: User | None,
    referrer: User | None = None,
    read: ResumeFile | None = None,
) -> ImportedCandidate:
    """Add the person of a résumé, or the file to the person it belongs to.

    `read` is what `read_upload` gave, for those who read before they open a transaction.

    The same e-mail address is the same person, unless the two names share no word. The same
    file again is taken once. Raises Refused (field "file") with the reason.
    """
    file = read or read_upload(name=name, data=data)
    person = file.resume
    contacts = contacts_of(person)
    facts = {"headline": headline_of(person), "location": str(person.basics.location)}
    sha256 = digest(data)
    lock_people([*email_keys(contacts), ("file", sha256)])
    known, notices = _known_person(person.name, contacts, sha256, actor=actor)
    candidate = known or create_candidate(name=person.name, actor=actor, **facts)
    add_missing_contacts(candidate, contacts, region=person.basics.location.country_code)
    if known:
        fill_gaps(candidate, **facts)
    else:
        notices += _same_number(candidate, actor)
    touch = _just_touched(candidate, channel, referrer) if _holds(candidate, sha256) else None
    touch = touch or record_touch(
        candidate=candidate, channel=channel, referrer=referrer, actor=actor
    )
    # Last: a file on the disk is not taken back with the transaction.
    resume = keep_resume(candidate, file, name=name, data=data, actor=actor)
    notices += _several_resumes(candidate)
    return ImportedCandidate(candidate, not known, touch, resume, person.warnings, tuple(notices))


def _known_person(
    name: str,
    contacts: Sequence[Contact],
    sha256: str,
    *,
    actor: User | None,
) -> tuple[Candidate | None, list[str]]:
    """The candidate these facts belong to, locked, or None; and what to tell the importer."""
    same_file = Candidate.objects.filter(
        documents__sha256=sha256, documents__kind=DocumentKind.RESUME, erased_at=None
    )
    if found := same_file.order_by("pk").first():
        return _locked(found), [already_there(found)]
    alike = Candidate.objects.matching(email_keys(contacts)).order_by("pk")
    for found in alike:
        if may_be_one_person(found.name, name):
            return _locked(found), [already_there(found)]
    notice = _(
        "%(name)s has the same email address but a different name. Imported as a separate "
        "candidate."
    )
    return None, [notice % {"name": other.name} for other in alike.reachable_by(actor)]


def _same_number(candidate: Candidate, actor: User | None) -> list[str]:
    """Who else has a phone number of theirs: perhaps the same person, perhaps the family."""
    numbers = candidate.contact_points.filter(kind=ContactKind.PHONE)
    keys = list(numbers.values_list("kind", "normalized"))
    others = Candidate.objects.matching(keys).exclude(pk=candidate.pk).reachable_by(actor)
    notice = _("Possible duplicate: %(name)s has the same phone number.")
    return [notice % {"name": other.name} for other in others[:MAX_NAMED]]


def _several_resumes(candidate: Candidate) -> list[str]:
    """Which one is read, when there is a choice: a poorer one may have come after a fuller one."""
    found = list(Resume.objects.of(candidate).values_list("pk", flat=True))
    if len(found) < 2:
        return []
    notice = _("This candidate now has %(n)s résumés. The newest is current.")
    if found[0] == candidate.chosen_resume_id:
        notice = _("This candidate now has %(n)s résumés. The current one did not change.")
    return [notice % {"n": len(found)}]


def already_there(candidate: Candidate) -> str:
    """Return what the importer is told of somebody who was known."""
    return _("%(name)s was already in the system. The new details were added.") % {
        "name": candidate.name
    }


def _locked(candidate: Candidate) -> Candidate:
    return Candidate.objects.select_for_update().get(pk=candidate.pk)


def may_be_one_person(one: str, other: str) -> bool:
    """Whether two names share a word. An agency's address stands on many people's résumés."""
    return bool(set(name_key(one).split()) & set(name_key(other).split()))


def fill_gaps(candidate: Candidate, **facts: str) -> None:
    """Fill what was empty and bring back who was put away; nothing that is there changes."""
    new: dict[str, Any] = {f: v[:200] for f, v in facts.items() if v and not getattr(candidate, f)}
    if candidate.archived_at:
        new["archived_at"] = None
    for field, value in new.items():
        setattr(candidate, field, value)
    if new:
        candidate.save(update_fields=list(new))


def _just_touched(
    candidate: Candidate, channel: SourceChannel, referrer: User | None
) -> Touch | None:
    """The touch that says this already: of a second click, or of a command run again."""
    recent = clock.now() - timedelta(days=1)
    return candidate.touches.filter(channel=channel, referrer=referrer, at__gt=recent).last()


def _holds(candidate: Candidate, sha256: str) -> bool:
    return candidate.documents.filter(kind=DocumentKind.RESUME, sha256=sha256).exists()
