"""Spreadsheets: matching their columns, watching them come in, undoing them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from candidates.spreadsheet import preview
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.actions import Refused
from hiring.pipeline.actions import sheets as actions
from hiring.pipeline.actions.sheet_files import MAX_LEFT
from hiring.pipeline.import_forms import ColumnsForm, ValuesForm
from hiring.pipeline.import_report import Meanings
from hiring.pipeline.models import Sheet, SheetStatus
from hiring.pipeline.sheet_files import preview_files
from hiring.pipeline.sheet_values import jobs_to_choose, values_to_ask
from hiring.pipeline.views.loading import visible_requisition
from hiring.requisitions.extension_points import TABS
from hiring.ui.errors import status_of
from hiring.ui.pagination import PARAMETER, keyset_page

UNDER_WAY = (SheetStatus.RUNNING, SheetStatus.UNDOING)


def sheet(request: StaffRequest, requisition_id: int, sheet_id: int) -> HttpResponse:
    """Match the columns of a sheet, or see how far it is and what became of its rows."""
    found = _sheet(request, requisition_id, sheet_id)
    if found.status == SheetStatus.DRAFT:
        is_matched = request.GET.get("step") == "values"
        return _values(request, found) if is_matched else _columns(request, found)
    shown = actions.rows_shown_to(request.user, found)
    rows = shown.exclude(note="").select_related("application__candidate")
    page = keyset_page(rows, order=("line",), cursor=request.GET.get(PARAMETER), params=request.GET)
    context = _context(request, found) | {
        "counts": actions.counts_of(found),
        "rows": page,
        "most_left": MAX_LEFT,
        "is_under_way": found.status in UNDER_WAY,
        "may_undo": actions.may_undo(found, request.user),
    }
    template = "pipeline/_sheet_progress.html" if request.htmx else "pipeline/sheet.html"
    return render(request, template, context)


@require_POST
def sheet_undo(request: StaffRequest, requisition_id: int, sheet_id: int) -> HttpResponse:
    found = _sheet(request, requisition_id, sheet_id)
    with refusals.flashed(request):
        actions.undo_sheet(sheet=found, actor=request.user)
        messages.success(request, _("The import is being undone."))
    return redirect(found)


@require_POST
def sheet_discard(request: StaffRequest, requisition_id: int, sheet_id: int) -> HttpResponse:
    found = _sheet(request, requisition_id, sheet_id)
    with refusals.flashed(request) as discarding:
        actions.discard_sheet(sheet=found)
        messages.success(request, _("Discarded. Nothing was imported."))
    if discarding.refusal:
        return redirect(found)
    return redirect("pipeline:import", requisition_id=requisition_id)


def _columns(request: StaffRequest, found: Sheet) -> HttpResponse:
    with found.file.open("rb") as opened:
        seen = preview(opened.read().decode())
    form = ColumnsForm(request.POST or None, preview=seen, sheet=found)
    if form.is_valid():
        with refusals.shown_in(form):
            matched = actions.match_columns(
                sheet=found,
                fields=form.fields_of_columns(),
                source_system=form.cleaned_data["source_system"],
            )
            if to_ask := values_to_ask(matched, request.user):
                return redirect(f"{found.get_absolute_url()}?step=values")
            _start(request, matched, Meanings(jobs=to_ask.known_jobs))
            return redirect(found)
    files = preview_files(found) if found.archive else None
    context = _context(request, found) | {
        "form": form,
        "columns": form.columns(),
        "files": files,
    }
    status = status_of(form)
    return render(request, "pipeline/sheet_columns.html", context, status=status)


def _values(request: StaffRequest, found: Sheet) -> HttpResponse:
    """Ask what unknown jobs, stages and sources of the sheet mean."""
    try:
        to_ask = values_to_ask(found, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect(found)
    jobs = jobs_to_choose(found, request.user)
    form = ValuesForm(request.POST or None, to_ask=to_ask, jobs=jobs, sheet=found)
    if form.is_valid():
        with refusals.shown_in(form, field=""):
            _start(request, found, form.meanings())
            return redirect(found)
    context = _context(request, found) | {"form": form}
    return render(request, "pipeline/sheet_values.html", context, status=status_of(form))


def _start(request: StaffRequest, found: Sheet, meanings: Meanings) -> None:
    actions.start_sheet(
        sheet=found,
        fields=found.fields,
        source_system=found.source_system,
        meanings=meanings,
        actor=request.user,
    )


def _context(request: StaffRequest, found: Sheet) -> dict[str, Any]:
    requisition = found.requisition
    return {
        "requisition": requisition,
        "tabs": TABS.links(request, requisition),
        "sheet": found,
    }


def _sheet(request: StaffRequest, requisition_id: int, sheet_id: int) -> Sheet:
    requisition = visible_requisition(request, requisition_id)
    found = get_object_or_404(Sheet, pk=sheet_id, requisition=requisition)
    found.requisition = requisition
    return found
