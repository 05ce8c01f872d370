"""Résumés: reading what was sent, keeping it, choosing among several, correcting what was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions.documents import add_document
from candidates.actions.people import (
    Contact,
    add_candidate,
    add_missing_contacts,
    clean_contact,
)
from candidates.models import Candidate, ContactKind, Document, DocumentKind, Resume
from candidates.pictures import DRAW_PAGES
from candidates.resume.document import Resume as ReadResume
from candidates.resume.editing import texts_of, with_texts
from candidates.resume.files import ResumeFile, read_or_keep
from candidates.resume.loading import ResumeRefused
from candidates.resume.reading import from_json_resume
from candidates.verbs import Verb
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.activity.editing import EditConflict, locked, merge, same
from hiring.activity.jobs import enqueue

MAX_CONTACTS = 12


def read_upload(*, name: str, data: bytes) -> ResumeFile:
    """What a résumé says that somebody sent, in whatever format. Raises Refused (field "file").

    It may take seconds: best called before a transaction begins.
    """
    try:
        return read_or_keep(data, name=name)
    except ResumeRefused as refused:
        raise Refused(refused.reason, field="file") from refused


@dataclass(frozen=True)
class Upload:
    """A résumé that was sent, with what was read of it."""

    name: str
    data: bytes
    read: ResumeFile

    @classmethod
    def of(cls, name: str, data: bytes) -> "Upload":
        """Read it; raises Refused."""
        return cls(name, data, read_upload(name=name, data=data))


@transaction.atomic
def add_candidate_with_resume(
    *, upload: Upload | None, actor: User | None, contacts: Sequence[Contact], **details: Any
) -> tuple[Candidate, Resume | None]:
    """Add a person as `add_candidate` does, and the résumé that they sent.

    What the résumé says of how to reach them is added to `contacts`.
    """
    candidate = add_candidate(actor=actor, contacts=contacts, **details)
    if upload is None:
        return candidate, None
    read = upload.read.resume
    region = read.basics.location.country_code
    add_missing_contacts(candidate, contacts_of(read), region=region)
    resume = keep_resume(candidate, upload.read, name=upload.name, data=upload.data, actor=actor)
    return candidate, resume


@transaction.atomic
def add_resume(*, candidate: Candidate, name: str, data: bytes, actor: User | None) -> Resume:
    """Add a résumé to a candidate, who stays named as they are. Raises Refused."""
    file = read_upload(name=name, data=data)
    return keep_resume(candidate, file, name=name, data=data, actor=actor)


def keep_resume(
    candidate: Candidate, file: ResumeFile, *, name: str, data: bytes, actor: User | None
) -> Resume:
    """Keep the file among the candidate's documents, and what was read of it; once each."""
    document: Document = add_document(
        candidate=candidate, kind=DocumentKind.RESUME, name=name, data=data, actor=actor
    )
    resume, is_new = Resume.objects.get_or_create(
        document=document,
        defaults={
            "candidate": candidate,
            "data": file.resume.as_json_resume(),
            "text": file.text,
            "html": file.html,
            "pages": file.pages,
            "warnings": list(file.resume.warnings),
            "read_at": clock.now(),
        },
    )
    if is_new:
        record(Verb.RESUME_IMPORTED, on=resume, candidate=candidate, actor=actor)
        if file.pages:
            enqueue(DRAW_PAGES, key=str(resume.pk), resume_id=resume.pk)
    return resume


@transaction.atomic
def choose_resume(*, resume: Resume, actor: User | None) -> Candidate:
    """Make this one the résumé that is read first; a second time changes nothing."""
    candidate = locked(resume.candidate)
    if candidate.erased_at:
        raise Refused(_("This candidate’s data was erased and can’t be edited."))
    if candidate.chosen_resume_id != resume.pk:
        candidate.chosen_resume = resume
        candidate.save(update_fields=["chosen_resume"])
        record(Verb.RESUME_CHOSEN, on=resume, candidate=candidate, actor=actor)
    return candidate


@transaction.atomic
def correct_resume(
    *,
    resume: Resume,
    texts: Mapping[str, str],
    actor: User | None,
    seen: Mapping[str, str] | None = None,
) -> Resume:
    """Change what was read of a résumé, section by section (candidates/resume/editing.py).

    `seen` are the texts as a page showed them: EditConflict where somebody else changed the same
    ones, too. The file stays as it was sent.
    """
    resume = locked(resume)
    if not resume.data:
        raise Refused(_("This candidate’s data was erased and can’t be edited."))
    theirs = texts_of(resume.data)
    merged = merge(seen=seen or {}, theirs=theirs, mine=texts)
    if merged.conflicts:
        raise EditConflict(fields=merged.conflicts)
    changes = {n: (theirs[n], v) for n, v in merged.values.items() if not same(theirs[n], v)}
    if changes:
        corrected = with_texts(resume.data, {name: new for name, (_old, new) in changes.items()})
        read = from_json_resume(corrected)
        resume.data = read.as_json_resume(resume.content.warnings if resume.content else ())
        resume.save(update_fields=["data"])
        record(
            Verb.RESUME_CORRECTED,
            on=resume,
            candidate=resume.candidate_id,
            actor=actor,
            changes=changes,
        )
    return resume


def headline_of(read: ReadResume) -> str:
    """Return the résumé's own label, else the position and place of its first job."""
    if read.basics.label or not read.work:
        return read.basics.label[:200]
    job = read.work[0]
    return ", ".join(filter(None, (job.position, job.name)))[:200]


def contacts_of(read: ReadResume) -> list[Contact]:
    """Return the usable contacts of a résumé, at most `MAX_CONTACTS`."""
    basics = read.basics
    found = [
        (ContactKind.EMAIL, basics.email),
        (ContactKind.PHONE, basics.phone),
        (ContactKind.URL, basics.url),
        *((ContactKind.URL, profile.url) for profile in basics.profiles),
    ]
    return usable_contacts(found)[:MAX_CONTACTS]


def usable_contacts(contacts: Iterable[tuple[str, str]]) -> list[Contact]:
    """The contacts that are some; a number that is none must not cost the person."""
    usable = []
    for kind, value in contacts:
        try:
            usable.append(clean_contact(kind, value))
        except Refused:
            continue
    return usable
