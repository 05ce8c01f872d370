"""Importing a spreadsheet in the background: keep it, start it, run it, undo it."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import islice
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from candidates.models import Candidate, Document, Merge, SourceChannel
from candidates.resume.loading import ResumeRefused
from candidates.spreadsheet import (
    COLUMNS,
    Refusal,
    Row,
    SpreadsheetRefused,
    decoded,
    preview,
    rows_of,
)
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.activity.editing import locked
from hiring.activity.jobs import enqueue
from hiring.activity.models import Event
from hiring.pipeline.actions.locking import write_down_all
from hiring.pipeline.actions.sheet_files import MAX_NOTE_LENGTH, take_back_files
from hiring.pipeline.candidate_import import sheet_data, shown_name
from hiring.pipeline.import_report import ImportContext, Imported, Meanings, NotImported
from hiring.pipeline.models import (
    Application,
    ApplicationStatus,
    Party,
    RowOutcome,
    Sheet,
    SheetFile,
    SheetRow,
    SheetStatus,
)
from hiring.pipeline.row_import import import_rows
from hiring.pipeline.sheet_values import checked
from hiring.pipeline.verbs import Verb
from hiring.pipeline.zip_files import MAX_PACKED, WITH_A_SHEET, is_zip, opened_archive
from hiring.requisitions.models import Requisition

MAX_ROWS = 100_000
# What was sent and is not imported.
KEPT_FOR = timedelta(days=30)
# Rows that are imported, or undone, in one transaction: each holds two locks of the database's
# at most, whose table has room for some thousands.
BATCH = 250
IMPORT_SHEET = "pipeline.import_sheet"
UNDO_SHEET = "pipeline.undo_sheet"
# What an import itself records of an application.
OF_THE_IMPORT = (Verb.APPLIED, Verb.NOTE_IMPORTED, Verb.IMPORT_UNDONE)
STARTED = (SheetStatus.DONE, SheetStatus.FAILED, SheetStatus.RUNNING)
NAMES = {"name", "first_name", "last_name"}


def keep_sheet(
    *, requisition: Requisition, channel: SourceChannel, name: str, data: bytes, actor: User | None
) -> Sheet:
    """Keep a sheet of candidates until its columns are matched. Raises Refused with the reason.

    In a .zip it brings files of its people, which are kept with it.
    """
    if is_zip(name):
        return _keep_archive(data, name=name, requisition=requisition, channel=channel, actor=actor)
    try:
        text = decoded(sheet_data(name, data), name=name).replace("\r\n", "\n").replace("\r", "\n")
        found = preview(text)
    except (SpreadsheetRefused, ResumeRefused) as refused:
        raise Refused(refused.reason, field="files") from refused
    if found.rows > MAX_ROWS:
        raise Refused(_("The file has more than 100,000 rows. Split it."), field="files")
    sheet = Sheet(
        requisition=requisition,
        channel=channel,
        name=shown_name(name),
        fields=list(found.fields),
        total=found.rows,
        created_by=actor,
    )
    sheet.file.save(sheet.name, ContentFile(text.encode()), save=False)
    sheet.save()
    return sheet


def _keep_archive(data: bytes, *, name: str, **of_sheet: Any) -> Sheet:
    if len(data) > MAX_PACKED:
        raise Refused(_("The file is larger than 60 MB. Split it."), field="files")
    with opened_archive(io.BytesIO(data), WITH_A_SHEET) as archive:
        if len(archive.sheets) != 1:
            raise Refused(_("The .zip file must hold one spreadsheet."), field="files")
        (place,) = archive.sheets
        path, table = archive.paths[place], archive.read(place)
    sheet = keep_sheet(name=path, data=table, **of_sheet)
    sheet.name, sheet.files_total = shown_name(name), len(archive.paths) - 1
    sheet.archive.save(sheet.name, ContentFile(data), save=False)
    sheet.save()
    return sheet


@transaction.atomic
def match_columns(*, sheet: Sheet, fields: Sequence[str], source_system: str) -> Sheet:
    """Take the sheet's columns for these fields.

    Refused without a column of names, and for IDs of a system that is not named.
    """
    sheet = locked(sheet)
    if sheet.status != SheetStatus.DRAFT:
        return sheet
    if not NAMES & set(fields):
        raise Refused(_("Choose the column with the name, or with first and last name."))
    if not set(fields) <= {"", *COLUMNS} or len(fields) != len(sheet.fields):
        raise Refused(_("A column has a field that doesn’t exist."))
    if "external_id" in fields and not source_system:
        told = _("Choose the system that the IDs come from, or save their column as a note.")
        raise Refused(told, field="source_system")
    sheet.fields, sheet.source_system = list(fields), source_system
    sheet.save(update_fields=["fields", "source_system"])
    return sheet


@transaction.atomic
def start_sheet(
    *,
    sheet: Sheet,
    fields: Sequence[str],
    source_system: str,
    actor: User,
    meanings: Meanings | None = None,
) -> Sheet:
    """Import the sheet's rows in the background, its columns taken for these fields.

    `meanings` are of values that we don't know; without them unknown ones go to the first stage,
    the import's own source and its own job.
    """
    sheet = match_columns(sheet=sheet, fields=fields, source_system=source_system)
    if sheet.status != SheetStatus.DRAFT:
        return sheet
    sheet.meanings = checked(meanings or Meanings(), sheet=sheet, user=actor)
    sheet.status = SheetStatus.RUNNING
    sheet.save()
    enqueue(IMPORT_SHEET, key=str(sheet.pk), sheet_id=sheet.pk)
    return sheet


@transaction.atomic
def undo_sheet(*, sheet: Sheet, actor: User) -> Sheet:
    """Take back in the background what the sheet added and nobody has worked on since."""
    sheet = locked(sheet)
    if sheet.status not in STARTED:
        raise Conflict(_("This import was already undone, or never started."))
    if not may_undo(sheet, actor):
        told = _("This import went into jobs that you don’t recruit for, too. Ask a recruiter.")
        raise Conflict(told)
    sheet.status = SheetStatus.UNDOING
    sheet.save(update_fields=["status"])
    enqueue(UNDO_SHEET, key=str(sheet.pk), sheet_id=sheet.pk)
    return sheet


def may_undo(sheet: Sheet, user: User) -> bool:
    """Return whether there is something to undo, in jobs all of which the person recruits for."""
    jobs = {sheet.requisition_id, *sheet.meanings.get("jobs", {}).values()} - {0}
    theirs = Requisition.objects.buildable_by(user).filter(pk__in=jobs)
    return sheet.status in STARTED and theirs.count() == len(jobs)


@transaction.atomic
def discard_sheet(*, sheet: Sheet) -> None:
    """Delete a sheet that was not imported, with its file."""
    sheet = locked(sheet)
    if sheet.status != SheetStatus.DRAFT:
        raise Conflict(_("This import was started. Undo it instead."))
    _delete_files(sheet)
    sheet.delete()


def prune_sheets() -> None:
    """Delete what was sent for imports that nobody started, or that stopped, a month ago."""
    for sheet in Sheet.objects.filter(created_at__lt=clock.now() - KEPT_FOR):
        if sheet.status == SheetStatus.DRAFT:
            discard_sheet(sheet=sheet)
        elif sheet.status == SheetStatus.FAILED and sheet.file:
            _delete_files(sheet)
            sheet.file, sheet.archive = "", ""
            sheet.save(update_fields=["file", "archive"])


def batches(sheet: Sheet) -> Iterator[list[Row | Refusal]]:
    """The sheet's rows that were not dealt with yet, some at a time, read as they are needed."""
    with sheet.file.open("rb") as opened:
        lines = (line.decode() for line in opened)
        rows = islice(rows_of(lines, sheet.fields), sheet.done, None)
        while batch := list(islice(rows, BATCH)):
            yield batch


def import_batch(
    sheet: Sheet,
    batch: Sequence[Row | Refusal],
    missing_files: Mapping[int, Sequence[str]] | None = None,
) -> None:
    """Import these rows and write down what became of each; the caller's transaction.

    `missing_files` are names that rows give and the sheet's .zip has not, None without a .zip.
    """
    into = ImportContext(
        requisition=sheet.requisition,
        channel=sheet.channel,
        actor=sheet.created_by,
        source_system=sheet.source_system,
        meanings=Meanings(**sheet.meanings),
        columns_are_matched=True,
        missing_files=missing_files,
    )
    rows = [(str(row.line), row) for row in batch if isinstance(row, Row)]
    results = {result.source: result for result in import_rows(rows, into)}
    SheetRow.objects.bulk_create(
        _refused(sheet, row.line, row.reason)
        if isinstance(row, Refusal)
        else _outcome(sheet, row.line, results[str(row.line)])
        for row in batch
    )
    sheet.done += len(batch)
    sheet.save(update_fields=["done"])


def finish_sheet(sheet: Sheet, status: SheetStatus) -> None:
    """Close the books; what was sent is not needed any more."""
    _delete_files(sheet)
    sheet.status, sheet.finished_at, sheet.file, sheet.archive = status, clock.now(), "", ""
    sheet.save(update_fields=["status", "finished_at", "file", "archive"])


def _delete_files(sheet: Sheet) -> None:
    for file in (sheet.file, sheet.archive):
        if file.name:
            transaction.on_commit(partial(file.storage.delete, file.name))


def undo_batch(sheet: Sheet, after: int) -> int:
    """Take back some rows behind the one with this id; return the last one's, 0 at the end."""
    brought_files = Exists(SheetFile.objects.filter(row=OuterRef("pk")))
    rows = list(
        sheet.outcomes.filter(Q(outcome=RowOutcome.ADDED) | brought_files, pk__gt=after)
        .select_related("application")
        .order_by("pk")[:BATCH]
    )
    kept = _take_back(sheet, [row for row in rows if row.outcome == RowOutcome.ADDED])
    if sheet.files_total:
        take_back_files(sheet, [row for row in rows if row.application_id not in kept])
    return rows[-1].pk if rows else 0


def _outcome(sheet: Sheet, line: int, result: Imported | NotImported) -> SheetRow:
    if isinstance(result, NotImported):
        return _refused(sheet, line, result.reason)
    return _imported(sheet, line, result)


def _refused(sheet: Sheet, line: int, reason: str) -> SheetRow:
    return SheetRow(
        sheet=sheet, line=line, outcome=RowOutcome.REFUSED, note=reason[:MAX_NOTE_LENGTH]
    )


def _imported(sheet: Sheet, line: int, result: Imported) -> SheetRow:
    return SheetRow(
        sheet=sheet,
        line=line,
        outcome=RowOutcome.ADDED if result.is_new else RowOutcome.KNOWN,
        note="\n".join(result.notices)[:MAX_NOTE_LENGTH],
        application=result.application,
        is_new_candidate=result.is_new_candidate,
    )


def _take_back(sheet: Sheet, rows: Sequence[SheetRow]) -> set[int]:
    """End the applications as they came, but for those that somebody worked on, and put people
    away; return the ids of those."""
    ids = [row.application_id for row in rows if row.application_id]
    held = Application.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    worked_on = set(held.filter(is_worked_on()).order_by().values_list("pk", flat=True))
    untouched = {a.pk: a for a in held if a.pk not in worked_on}
    _end(sheet, [a for a in untouched.values() if a.status != ApplicationStatus.WITHDRAWN])
    added = [
        row.application.candidate_id
        for row in rows
        if row.application and row.is_new_candidate and row.application_id in untouched
    ]
    undone = SheetRow.objects.filter(sheet__status=SheetStatus.UNDONE).values("application")
    others = Application.objects.filter(candidate=OuterRef("pk")).exclude(pk__in=untouched)
    others = others.exclude(status=ApplicationStatus.WITHDRAWN, pk__in=undone)
    # Into whom somebody was merged since, was here before.
    merged = Merge.objects.filter(kept=OuterRef("pk"), undone_at=None, at__gt=sheet.created_at)
    unused = Candidate.objects.filter(~Exists(others), ~Exists(merged), pk__in=added)
    unused.update(archived_at=clock.now())
    return set(ids) - untouched.keys()


def _end(sheet: Sheet, applications: Sequence[Application]) -> None:
    changed = [(a, (a.stage_id, a.status)) for a in applications]
    ended: dict[str, Any] = {
        "status": ApplicationStatus.WITHDRAWN,
        "ended_at": clock.now(),
        "waiting_on": Party.NOBODY,
        "due_at": None,
        "rejection_reason": None,
    }
    Application.objects.filter(pk__in=[a.pk for a in applications]).update(**ended)
    for application in applications:
        application.status = ended["status"]
    write_down_all(changed, Verb.IMPORT_UNDONE, actor=sheet.created_by)


def is_worked_on(application: str = "pk") -> Q:
    """Return whether somebody has done anything with an application that an import made, or added
    a file to its candidate."""
    work = Event.objects.filter(application_id=OuterRef(application))
    people = Application.objects.filter(pk=OuterRef(OuterRef(application))).values("candidate")
    own = Document.objects.filter(candidate__in=people).exclude(
        pk__in=SheetFile.objects.values("document")
    )
    booked = Application.objects.filter(pk=OuterRef(application), next_interview_at__isnull=False)
    return Q(Exists(work.exclude(verb__in=OF_THE_IMPORT)) | Exists(booked) | Exists(own))


def rows_shown_to(user: User, sheet: Sheet) -> QuerySet[SheetRow]:
    """Return the sheet's rows that the person may read about.

    What is noted of those that went in names other people whom only the importer may know of.
    """
    if user == sheet.created_by or user.sees_everything:
        return sheet.outcomes.all()
    return sheet.outcomes.filter(outcome=RowOutcome.REFUSED)


def counts_of(sheet: Sheet) -> dict[str, Any]:
    """How many rows came to which end, and how many files were added.

    Of an undone import also how many applications it took back, and how many it has left because
    somebody had worked on them.
    """
    found = sheet.outcomes.values_list("outcome").annotate(n=Count("pk")).order_by()
    counts = {str(outcome): 0 for outcome in RowOutcome} | dict(found)
    counts["files"] = SheetFile.objects.filter(row__sheet=sheet).count() if sheet.files_total else 0
    counts["taken_back"] = counts["kept"] = 0
    if sheet.status == SheetStatus.UNDONE:
        added = sheet.outcomes.filter(outcome=RowOutcome.ADDED)
        counts["kept"] = added.filter(is_worked_on("application")).count()
        counts["taken_back"] = counts[RowOutcome.ADDED] - counts["kept"]
    return counts
