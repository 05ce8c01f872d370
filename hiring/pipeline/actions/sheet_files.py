"""The files of a spreadsheet's .zip, each kept among the documents of its row's candidate.

They go in one by one behind the rows. Begun again, the work goes on behind the last file.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from candidates.actions.documents import add_document, take_back_documents
from candidates.actions.importing import may_be_one_person
from candidates.actions.people import email_keys
from candidates.actions.resumes import contacts_of, keep_resume, read_upload
from candidates.models import Candidate, Document, DocumentKind
from candidates.resume.files import NAME_FROM_FILE, ResumeFile
from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.pipeline.models import Application, RowOutcome, Sheet, SheetFile, SheetRow
from hiring.pipeline.sheet_files import (
    Matching,
    archive_of,
    is_resume,
    kind_of,
    match_files,
    paths_beside,
    short_name,
)
from hiring.pipeline.zip_files import Archive

MAX_LEFT = 200
MAX_NOTE_LENGTH = 2_000


@dataclass(frozen=True)
class ReadyFile:
    """A file on its way in: its bytes, its rows, and what was read of it if it is a résumé."""

    name: str
    data: bytes
    kind: str
    lines: tuple[int, ...]
    # Whether its rows name it: then each of them gets it.
    is_named: bool
    read: ResumeFile | None = None
    # Why it can't be read as a résumé; then it is kept as another file.
    unread: str = ""
    broken: str = ""


def missing_of(sheet: Sheet) -> dict[int, list[str]] | None:
    """Return the names of files that rows give and the .zip has not, by line; None without one."""
    if not sheet.archive:
        return None
    with archive_of(sheet) as archive:
        paths = paths_beside(archive)
    return match_files(paths, sheet).missing


def files_left(sheet: Sheet) -> Iterator[ReadyFile]:
    """Yield the files that were not dealt with yet, each read when it is asked for.

    Reading takes a while: best outside a transaction.
    """
    if not sheet.archive:
        return
    with archive_of(sheet) as archive:
        paths = paths_beside(archive)
        matching = match_files(paths, sheet)
        for place in list(paths)[sheet.files_done :]:
            yield _ready(archive, place, matching)


def keep_file(sheet: Sheet, file: ReadyFile) -> None:
    """Keep one file, or write down why it is not kept; the caller's transaction."""
    rows = _rows_of(sheet, file)
    for row, application in rows:
        try:
            _attach(row, application, file, sheet.created_by)
        except Refused as refusal:
            _remark(row, f"{file.name}: {refusal.message}")
        else:
            for warning in file.read.resume.warnings if file.read and not file.read.text else ():
                # Here the name is the row's.
                if warning != NAME_FROM_FILE:
                    _remark(row, f"{file.name}: {warning}")
            if file.unread:
                _remark(
                    row,
                    _("%(file)s: saved as a file, not read as a résumé (%(reason)s).")
                    % {"file": file.name, "reason": file.unread},
                )
    if not rows and len(sheet.files_left) < MAX_LEFT:
        sheet.files_left.append(file.name)
    sheet.files_done += 1
    sheet.save(update_fields=["files_done", "files_left"])


def take_back_files(sheet: Sheet, rows: Collection[SheetRow]) -> None:
    """Remove the documents that the import added for these rows.

    What another import brought too stays, and a résumé that somebody chose as the current one.
    """
    mine = SheetFile.objects.filter(row__in=rows)
    others = SheetFile.objects.filter(document=OuterRef("document")).exclude(row__sheet=sheet)
    chosen = Candidate.objects.filter(chosen_resume__document=OuterRef("document"))
    added = mine.filter(~Exists(others), ~Exists(chosen)).select_related("document")
    take_back_documents([file.document for file in added], actor=sheet.created_by)


def _ready(archive: Archive, place: int, matching: Matching) -> ReadyFile:
    path = archive.paths[place]
    claims = matching.claims.get(place, [])
    lone = all(matching.files_of[claim.line] == 1 for claim in claims)
    kind = claims[0].kind if claims else ""
    as_resume = kind == DocumentKind.RESUME or is_resume(path, lone=lone)
    data, read, unread, broken = b"", None, "", ""
    try:
        data = archive.read(place)
    except Refused as refusal:
        broken = str(refusal.message)
    if as_resume and data:
        try:
            read = read_upload(name=short_name(path), data=data)
        except Refused as refusal:
            # Of a lone file that is none, it was only a guess.
            unread = (
                "" if kind_of(path) == DocumentKind.OTHER and not kind else str(refusal.message)
            )
    return ReadyFile(
        name=short_name(path),
        data=data,
        kind=str(DocumentKind.OTHER) if as_resume else kind or kind_of(path),
        lines=tuple(claim.line for claim in claims),
        is_named=any(claim.named for claim in claims),
        read=read,
        unread=unread,
        broken=broken,
    )


def _rows_of(sheet: Sheet, file: ReadyFile) -> list[tuple[SheetRow, Application]]:
    """Return the rows that get the file: one of each person; none where people differ."""
    found = sheet.outcomes.select_related("application__candidate")
    asked = Q(line__in=file.lines) if file.lines else _by_email(file)
    rows = [(row, row.application) for row in found.filter(asked) if row.application]
    people = {application.candidate_id: (row, application) for row, application in reversed(rows)}
    return list(people.values()) if file.is_named or len(people) == 1 else []


def _by_email(file: ReadyFile) -> Q:
    """Return by what the rows are found of whom a résumé says that it is: its address and name."""
    if file.read is None:
        return Q(pk__in=[])
    person = file.read.resume
    people = [
        known.pk
        for known in Candidate.objects.matching(email_keys(contacts_of(person)))
        if may_be_one_person(known.name, person.name)
    ]
    return Q(application__candidate__in=people)


def _attach(row: SheetRow, application: Application, file: ReadyFile, actor: User | None) -> None:
    candidate = application.candidate
    if file.broken:
        raise Refused(file.broken)
    if candidate.erased_at:
        raise Refused(_("This candidate’s data was erased, so nothing can be added."))
    known = set(Document.objects.filter(candidate=candidate).values_list("pk", flat=True))
    if file.read:
        resume = keep_resume(candidate, file.read, name=file.name, data=file.data, actor=actor)
        document = resume.document
        if row.outcome == RowOutcome.ADDED:
            Application.objects.filter(pk=application.pk, resume=None).update(resume=resume)
    else:
        document = add_document(
            candidate=candidate, kind=file.kind, name=file.name, data=file.data, actor=actor
        )
    # Also a file that another import brought: undoing that one is to leave it.
    if document.pk not in known or SheetFile.objects.filter(document=document).exists():
        SheetFile.objects.get_or_create(row=row, document=document)


def _remark(row: SheetRow, text: str) -> None:
    row.note = "\n".join(filter(None, (row.note, text)))[:MAX_NOTE_LENGTH]
    row.save(update_fields=["note"])
