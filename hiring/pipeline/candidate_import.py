"""Bringing candidates in from files: each becomes a person and an application, or is named.

A file (or a row of a sheet) goes in whole or not at all; a bad one costs only itself.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions import importing as candidate_import
from candidates.actions.importing import ImportedCandidate
from candidates.actions.resumes import read_upload
from candidates.keys import visible
from candidates.models import SourceChannel
from candidates.resume.isolated import workbook_as_csv
from candidates.resume.loading import ResumeRefused
from candidates.spreadsheet import Row, SpreadsheetRefused, read_candidates
from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.models import Application, SheetStatus
from hiring.pipeline.placing import Placement, placement_of
from hiring.requisitions.models import Requisition

WORKBOOKS = (".xlsx", ".xlsm")
MAX_FILES = 50
MAX_FILE_BYTES = 20 * 1024 * 1024
# A sheet of the page; a command may take more.
MAX_ROWS = 500


@dataclass(frozen=True)
class IncomingFile:
    name: str
    data: bytes


@dataclass(frozen=True)
class Imported:
    """One person who is in now; `is_new` says whether this file made the application."""

    source: str
    application: Application
    is_new: bool
    is_new_candidate: bool
    warnings: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def credited_to(self) -> str:
        """The name of the source that gets the credit for the application."""
        touch = self.application.touch
        return touch.channel.name if touch else ""


@dataclass(frozen=True)
class NotImported:
    """A file or row that did not go in; `source` names it, `reason` says why."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass
class ImportReport:
    imported: list[Imported] = field(default_factory=list)
    not_imported: list[NotImported] = field(default_factory=list)

    @property
    def added(self) -> list[Imported]:
        return [person for person in self.imported if person.is_new]

    @property
    def there_already(self) -> list[Imported]:
        return [person for person in self.imported if not person.is_new]


@dataclass(frozen=True)
class ImportContext:
    """Where the files' people go, and who brings them."""

    requisition: Requisition
    channel: SourceChannel
    actor: User | None
    most_rows: int = MAX_ROWS
    # The system whose ids the rows have, such as "greenhouse".
    source_system: str = ""


def import_candidates(files: Iterable[IncomingFile], into: ImportContext) -> ImportReport:
    """Import résumés and sheets (.csv); return who came in and what did not."""
    report = ImportReport()
    for file in files:
        for outcome in outcomes(file, into):
            if isinstance(outcome, Imported):
                report.imported.append(outcome)
            else:
                report.not_imported.append(outcome)
    return report


def shown_name(name: str) -> str:
    """Return a file's name as it may be shown: one line, without its folder."""
    return visible(name.replace("\\", "/").rpartition("/")[2])[:120] or _("unnamed file")


def is_sheet(name: str) -> bool:
    """Return whether a file of this name is a spreadsheet."""
    return name.casefold().endswith((".csv", ".tsv", *WORKBOOKS))


def sheet_data(name: str, data: bytes) -> bytes:
    """Return a spreadsheet as CSV; raises ResumeRefused for a broken workbook."""
    return workbook_as_csv(data) if name.casefold().endswith(WORKBOOKS) else data


def outcomes(
    file: IncomingFile, into: ImportContext, *, starts: Callable[[str, int], None] | None = None
) -> Iterator[Imported | NotImported]:
    """Import one file and tell of each person as soon as they are in, or are not.

    `starts` is told the file's name and its number of rows before the first one goes in.
    """
    name = shown_name(file.name)
    if len(file.data) > MAX_FILE_BYTES:
        yield NotImported(name, _("the file is larger than 20 MB"))
    elif is_sheet(file.name):
        yield from _rows(name, file, into, starts)
    else:
        yield _one_resume(name, file, into)


def _one_resume(name: str, file: IncomingFile, into: ImportContext) -> Imported | NotImported:
    try:
        read = read_upload(name=file.name, data=file.data)
        with transaction.atomic():
            imported = candidate_import.import_resume(
                name=file.name,
                data=file.data,
                read=read,
                channel=into.channel,
                actor=into.actor,
            )
            return _applied(name, imported, into)
    except Refused as refusal:
        return NotImported(name, str(refusal.message))


def _rows(
    name: str, file: IncomingFile, into: ImportContext, starts: Callable[[str, int], None] | None
) -> Iterator[Imported | NotImported]:
    try:
        sheet = read_candidates(sheet_data(file.name, file.data), name=file.name)
    except (SpreadsheetRefused, ResumeRefused) as refused:
        yield NotImported(name, refused.reason)
        return
    if not sheet.rows and not sheet.refusals:
        yield NotImported(name, _("the file has no rows below its header"))
    if len(sheet.rows) > into.most_rows:
        yield NotImported(
            name,
            _("the file has %(rows)s rows; split it into files of at most %(most)s rows")
            % {"rows": f"{len(sheet.rows):,}", "most": into.most_rows},
        )
        return
    if starts:
        starts(name, len(sheet.rows) + len(sheet.refusals))
    for refusal in sheet.refusals:
        yield NotImported(_line(name, refusal.line), refusal.reason)
    for row in sheet.rows:
        yield import_one_row(_line(name, row.line), row, into)


def import_one_row(source: str, row: Row, into: ImportContext) -> Imported | NotImported:
    """Import the person of a row, at the stage that it names; `source` is how reports call it."""
    channel, unknown = _channel_of(row, into)
    try:
        with transaction.atomic():
            imported = candidate_import.import_row(
                row=row, channel=channel, actor=into.actor, source_system=into.source_system
            )
            placed, unclear = placement_of(row, into.requisition, into.source_system)
            remarks = (*unknown, *unclear, *_unplaced(row))
            person = _applied(source, imported, into, *remarks, placed=placed)
            _keep_note(person.application, _told(row, is_source_known=not unknown), into.actor)
            return person
    except Refused as refusal:
        return NotImported(source, str(refusal.message))


def _keep_note(application: Application, body: str, actor: User | None) -> None:
    """Keep what the row tells; the same row again, no matter who takes it in, adds nothing."""
    if body and not application.notes.filter(body=body.replace("\r\n", "\n").strip()).exists():
        add_note(application=application, body=body, actor=actor)


def _unplaced(row: Row) -> list[str]:
    """What to say of columns that mean nothing here, a source or a phone number perhaps."""
    if not row.extra:
        return []
    told = _("Columns not recognized, saved as a note: %(columns)s.")
    return [told % {"columns": ", ".join(row.extra)}]


def _channel_of(row: Row, into: ImportContext) -> tuple[SourceChannel, list[str]]:
    """The source that the row names, else the one of the whole import; and what to say of it."""
    if not row.source:
        return into.channel, []
    if named := SourceChannel.objects.active().named(row.source):
        return named, []
    told = _("Unknown source “%(source)s”. Recorded as %(channel)s.")
    return into.channel, [told % {"source": row.source, "channel": into.channel}]


def _applied(
    source: str,
    imported: ImportedCandidate,
    into: ImportContext,
    *remarks: str,
    placed: Placement | None = None,
) -> Imported:
    """The person's application; a file that comes again finds the one that it made."""
    earlier = _made_before(imported, into.requisition)
    application = earlier or apply(
        candidate=imported.candidate,
        requisition=into.requisition,
        actor=into.actor,
        resume=imported.resume,
        placed=placed,
    )
    notices = imported.notices + remarks
    if not imported.candidate.is_reachable:
        notices += (_("No email or phone number."),)
    if earlier and not earlier.is_active and not _is_concealed(earlier, into.actor):
        notices += (_("This application has ended. Open it to reopen it."),)
    return Imported(
        source=source,
        application=application,
        is_new=earlier is None,
        is_new_candidate=imported.created,
        warnings=imported.warnings,
        notices=notices,
    )


def _is_concealed(application: Application, actor: User | None) -> bool:
    concealed = Application.objects.filter(pk=application.pk)
    return actor is not None and concealed.concealed(actor).exists()


def _made_before(imported: ImportedCandidate, requisition: Requisition) -> Application | None:
    """The active application, else an ended one that was made with this very résumé.

    Somebody who was rejected does not come back because a file is sent a second time; with a
    new résumé they apply again. A sheet's row brings none, so that any ended one counts.
    """
    own = (
        Application.objects.with_names()
        .select_related("touch__channel")
        .filter(candidate=imported.candidate, requisition=requisition)
        .exclude(sheet_rows__sheet__status=SheetStatus.UNDONE)
    )
    ended = own.ended().order_by("-applied_at", "-id")
    if imported.resume is not None:
        ended = ended.filter(resume=imported.resume)
    return own.active().first() or ended.first()


def _line(name: str, line: int) -> str:
    return _("%(file)s, line %(line)s") % {"file": name, "line": line}


def _told(row: Row, *, is_source_known: bool) -> str:
    """What the sheet says beyond the columns that have a place, as the text of a note."""
    parts = [row.notes] if row.notes else []
    source = "" if is_source_known else row.source
    labeled = {
        _("Source"): source,
        _("Credited to"): row.credit,
        _("Job"): row.job,
        _("Rejection reason"): row.reason,
        **row.extra,
    }
    parts += [f"{label}: {value}" for label, value in labeled.items() if value]
    return "\n\n".join(parts)[:10_000]
