"""Work of this app that is done in the background: spreadsheets imported and undone."""

from django.db import transaction

from hiring.activity.jobs import Permanent, heartbeat, job
from hiring.activity.models import BackgroundJob
from hiring.pipeline.actions import sheet_files, sheets
from hiring.pipeline.models import Sheet, SheetStatus


def _give_up(*, sheet_id: int) -> None:
    running = Sheet.objects.filter(pk=sheet_id, status=SheetStatus.RUNNING)
    running.update(status=SheetStatus.FAILED)


@job(sheets.IMPORT_SHEET, on_failure=_give_up)
def import_sheet(claimed: BackgroundJob, *, sheet_id: int) -> None:
    """Import a sheet batch by batch, then its files; begun again, it goes on behind what is in."""
    sheet = Sheet.objects.select_related("requisition", "channel", "created_by").get(pk=sheet_id)
    if sheet.status != SheetStatus.RUNNING:
        return
    try:
        missing = sheet_files.missing_of(sheet)
        for batch in sheets.batches(sheet):
            with transaction.atomic():
                heartbeat(claimed, progress=min(99, 100 * sheet.done // max(sheet.total, 1)))
                if not _is_still(sheet, SheetStatus.RUNNING):
                    return
                sheets.import_batch(sheet, batch, missing)
        for file in sheet_files.files_left(sheet):
            with transaction.atomic():
                heartbeat(claimed, progress=99)
                if not _is_still(sheet, SheetStatus.RUNNING):
                    return
                sheet_files.keep_file(sheet, file)
    except FileNotFoundError:
        raise Permanent("The file of this import is gone.") from None
    with transaction.atomic():
        heartbeat(claimed)
        if _is_still(sheet, SheetStatus.RUNNING):
            sheets.finish_sheet(sheet, SheetStatus.DONE)


@job(sheets.UNDO_SHEET)
def undo_sheet(claimed: BackgroundJob, *, sheet_id: int) -> None:
    """Take back what a sheet added, batch by batch; what is taken back already stays so."""
    sheet = Sheet.objects.select_related("created_by").get(pk=sheet_id)
    last = 0
    while True:
        with transaction.atomic():
            heartbeat(claimed)
            last = sheets.undo_batch(sheet, last)
        if not last:
            break
    with transaction.atomic():
        heartbeat(claimed)
        if _is_still(sheet, SheetStatus.UNDOING):
            sheets.finish_sheet(sheet, SheetStatus.UNDONE)


def _is_still(sheet: Sheet, status: SheetStatus) -> bool:
    """Whether nobody has stopped it; holds the row, so that nobody does until the batch is in."""
    rows = Sheet.objects.select_for_update(no_key=True).filter(pk=sheet.pk)
    return rows.values_list("status", flat=True).get() == status
