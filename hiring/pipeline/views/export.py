"""The list of applications as a file, narrowed as the page is."""

import csv
import re
import tempfile
from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from candidates.models import ContactKind
from candidates.querysets import list_facts
from hiring.accounts.requests import StaffRequest
from hiring.pipeline.filtersets import ACTIVE, ApplicationFilter
from hiring.pipeline.models import Application
from hiring.pipeline.querysets import OWNERS, ApplicationQuerySet

BATCH = 2_000
# What Excel can show in one sheet, and a request can wait for.
MAX_SHEET_ROWS = 100_000
# A cell that starts with one of these is read as a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Digits alone call no function and name no cell.
PHONE = re.compile(r"\+[\d ().-]{7,20}")
_REACHED_BY = (ContactKind.EMAIL, ContactKind.PHONE)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export(request: StaffRequest) -> HttpResponseBase:
    mine = Application.objects.led_by(request.user).not_concealed(request.user)
    rows = _rows(ApplicationFilter.on_page(request, mine, status=ACTIVE).qs, request)
    if request.GET.get("format") == "xlsx":
        return _workbook(rows)
    return _csv(rows)


def _csv(rows: Iterator[list[str]]) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())
    lines = (writer.writerow(row) for row in rows)
    answer = StreamingHttpResponse(_marked(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="applications.csv"'
    return answer


def _marked(lines: Iterator[str]) -> Iterator[str]:
    """With the mark by which spreadsheets know the encoding."""
    yield "\ufeff"
    yield from lines


class _Echo:
    def write(self, line: str) -> str:
        return line


def _workbook(rows: Iterator[list[str]]) -> FileResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Applications"))
    for number, row in enumerate(rows):
        if number > MAX_SHEET_ROWS:
            break
        sheet.append(row)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="applications.xlsx", content_type=XLSX)


def _rows(found: ApplicationQuerySet, request: StaffRequest) -> Iterator[list[str]]:
    """Yield the head and each application's row, in batches by id: flat in memory."""
    recruits = request.user.sees_everything
    yield _head(recruits)
    last = 0
    found = found.with_names().select_related("rejection_reason", "touch__channel").order_by("pk")
    found = found.prefetch_related(*OWNERS)
    while batch := list(found.filter(pk__gt=last)[:BATCH]):
        people = [application.candidate for application in batch]
        prefetch_related_objects(people, *list_facts(request.user))
        for application in batch:
            yield [defused(cell) for cell in _cells(application, recruits)]
        last = batch[-1].pk


def _head(recruits: bool) -> list[str]:
    names = [_("Candidate"), _("Headline"), _("Location"), _("Job ID"), _("Job"), _("Stage")]
    names += [_("Status"), _("Reason"), _("Waiting on"), _("Due"), _("Applied"), _("Ended")]
    names += [_("Owners"), _("Tags")]
    return [*names, _("Source"), _("Email"), _("Phone")] if recruits else names


def _cells(application: Application, recruits: bool) -> list[Any]:
    candidate, job = application.candidate, application.requisition
    cells: list[Any] = [candidate.name, candidate.headline, candidate.location, job.key, job.title]
    cells += [application.stage.name, application.get_status_display()]
    cells += [application.rejection_reason or "", application.get_waiting_on_display()]
    days = (application.due_at, application.applied_at, application.ended_at)
    cells += [timezone.localtime(day).date().isoformat() if day else "" for day in days]
    cells.append("; ".join(dict.fromkeys(owner.name for _role, owner in application.owners)))
    cells.append("; ".join(tagging.tag.name for tagging in candidate.shown_taggings))
    if not recruits:
        return cells
    contacts = candidate.shown_contacts
    reach = ["; ".join(c.value for c in contacts if c.kind == kind) for kind in _REACHED_BY]
    return [*cells, application.touch.channel if application.touch else "", *reach]


def defused(cell: Any) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula."""
    text = str(cell)
    is_safe = not text.startswith(FORMULA) or PHONE.fullmatch(text)
    return text if is_safe else f"'{text}"
