"""Bringing candidates in from files: each becomes a person and an application, or is named.

A file (or a row of a sheet) goes in whole or not at all; a bad one costs only itself.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions import importing as candidate_import
from candidates.actions.importing import ImportedCandidate
from candidates.actions.resumes import read_upload
from candidates.media import MAX_BYTES
from candidates.resume.isolated import workbook_as_csv
from candidates.resume.loading import ResumeRefused
from candidates.spreadsheet import SpreadsheetRefused, read_candidates
from hiring.activity.actions import Refused
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.import_report import ImportContext, Imported, ImportReport, NotImported
from hiring.pipeline.models import Application
from hiring.pipeline.row_import import (
    import_one_row,
    made_before,
    remark_unreachable,
    remarks_on_ended,
)
from hiring.requisitions.models import Requisition
from hiring.ui.visible_text import visible

WORKBOOKS = (".xlsx", ".xlsm")
MAX_FILES = 50


@dataclass(frozen=True)
class IncomingFile:
    name: str
    data: bytes


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
    if len(file.data) > MAX_BYTES:
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


def _applied(source: str, imported: ImportedCandidate, into: ImportContext) -> Imported:
    """The person's application; a file that comes again finds the one that it made."""
    earlier = _made_before(imported, into.requisition)
    application = earlier or apply(
        candidate=imported.candidate,
        requisition=into.requisition,
        actor=into.actor,
        resume=imported.resume,
    )
    notices = imported.notices
    if not imported.candidate.is_reachable:
        notices += (remark_unreachable(),)
    notices += tuple(remarks_on_ended([earlier] if earlier else [], into.actor).values())
    return Imported(
        source=source,
        application=application,
        is_new=earlier is None,
        is_new_candidate=imported.created,
        warnings=imported.warnings,
        notices=notices,
    )


def _made_before(imported: ImportedCandidate, requisition: Requisition) -> Application | None:
    """The active application, else an ended one that was made with this very résumé.

    Somebody who was rejected does not come back because a file is sent a second time; with a
    new résumé they apply again. A sheet's row brings none, so that any ended one counts.
    """
    key = imported.candidate.pk, requisition.pk
    found = made_before([key[0]], [key[1]]).get(key, [])
    resume = imported.resume.pk if imported.resume else None
    return next((a for a in found if a.is_active or a.resume_id == resume), None)


def _line(name: str, line: int) -> str:
    return _("%(file)s, line %(line)s") % {"file": name, "line": line}
