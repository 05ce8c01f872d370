"""Importing files of candidates for a requisition."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.pipeline.actions.sheets import keep_sheet
from hiring.pipeline.candidate_import import (
    IncomingFile,
    import_candidates,
    is_sheet,
    shown_name,
)
from hiring.pipeline.import_forms import ImportForm
from hiring.pipeline.import_report import ImportContext, NotImported
from hiring.pipeline.models import Sheet
from hiring.pipeline.views.loading import visible_requisition
from hiring.pipeline.zip_files import brings_files_of_a_sheet, is_zip, unpacked
from hiring.requisitions.accepting import why_applications_are_closed
from hiring.requisitions.extension_points import TABS
from hiring.requisitions.models import Requisition
from hiring.ui.errors import status_of

CHOICES_SHOWN = 200
SHEETS_SHOWN = 5


def candidate_import(request: StaffRequest, requisition_id: int | None = None) -> HttpResponse:
    """Take files in and tell who came in and what did not; without a requisition, choose one."""
    if requisition_id is None:
        return _choice(request)
    requisition = visible_requisition(request, requisition_id)
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"requisition": requisition, "tabs": TABS.links(request, requisition), "form": form}
    if form.is_bound and (because := why_applications_are_closed(requisition)):
        form.add_error(None, because)
    if not form.is_bound or not form.is_valid():
        context["recent"] = requisition.sheets.all()[:SHEETS_SHOWN]
        return render(request, "pipeline/import.html", context, status=status_of(form))
    into = ImportContext(
        requisition=requisition, channel=form.cleaned_data["channel"], actor=request.user
    )
    sent, damaged = _incoming(form.cleaned_data["files"])
    kept, refused = _keep_sheets([file for file in sent if _has_rows(file)], into)
    report = import_candidates((file for file in sent if not _has_rows(file)), into)
    report.not_imported += damaged + refused
    if len(kept) == len(sent) == 1 and not request.htmx:
        return redirect(kept[0])
    context |= {
        "report": report,
        "sheets": kept,
        "channel": into.channel,
        "form": ImportForm(),
    }
    # The page sends one file after the other and shows what became of each.
    template = "pipeline/_import_rows.html" if request.htmx else "pipeline/import_result.html"
    return render(request, template, context)


def _incoming(files: Sequence[UploadedFile]) -> tuple[list[IncomingFile], list[NotImported]]:
    """The files, those of archives among them, and the archives that can't be opened.

    An archive with a spreadsheet is one import: its files are of the people of its rows.
    """
    found: list[IncomingFile] = []
    damaged: list[NotImported] = []
    for file in files:
        name, data = file.name or "", file.read()
        try:
            whole = not is_zip(name) or brings_files_of_a_sheet(data)
            found += [IncomingFile(name, data)] if whole else unpacked(data)
        except Refused as refusal:
            damaged.append(NotImported(shown_name(name), str(refusal.message)))
    return found, damaged


def _has_rows(file: IncomingFile) -> bool:
    return is_sheet(file.name) or is_zip(file.name)


def _keep_sheets(
    files: Sequence[IncomingFile], into: ImportContext
) -> tuple[list[Sheet], list[NotImported]]:
    """Keep the spreadsheets, whose columns are matched on a page of their own."""
    kept: list[Sheet] = []
    refused: list[NotImported] = []
    for file in files:
        try:
            kept.append(
                keep_sheet(
                    requisition=into.requisition,
                    channel=into.channel,
                    name=file.name,
                    data=file.data,
                    actor=into.actor,
                )
            )
        except Refused as refusal:
            refused.append(NotImported(shown_name(file.name), str(refusal.message)))
    return kept, refused


def _choice(request: StaffRequest) -> HttpResponse:
    visible = Requisition.objects.open().visible_to(request.user).select_related("archetype")
    context = {"requisitions": visible[:CHOICES_SHOWN]}
    return render(request, "pipeline/import_choice.html", context)
