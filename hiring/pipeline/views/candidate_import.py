"""Intake: files of candidates for a requisition."""

from django.http import HttpResponse
from django.shortcuts import render

from hiring.accounts.requests import StaffRequest
from hiring.pipeline.candidate_import import ImportContext, IncomingFile, import_candidates
from hiring.pipeline.forms import IntakeForm
from hiring.pipeline.views.loading import visible_requisition
from hiring.requisitions.accepting import why_applications_are_closed
from hiring.requisitions.extension_points import TABS
from hiring.requisitions.models import Requisition

CHOICES_SHOWN = 200


def candidate_import(request: StaffRequest, requisition_id: int | None = None) -> HttpResponse:
    """Take files in and tell who came in and what did not; without a requisition, choose one."""
    if requisition_id is None:
        return _choice(request)
    requisition = visible_requisition(request, requisition_id)
    form = IntakeForm(request.POST or None, request.FILES or None)
    context = {"requisition": requisition, "tabs": TABS.links(request, requisition), "form": form}
    if form.is_bound and (because := why_applications_are_closed(requisition)):
        form.add_error(None, because)
    if not form.is_bound or not form.is_valid():
        return render(request, "pipeline/intake.html", context, status=400 if form.errors else 200)
    into = ImportContext(
        requisition=requisition, channel=form.cleaned_data["channel"], actor=request.user
    )
    files = (IncomingFile(file.name, file.read()) for file in form.cleaned_data["files"])
    context |= {
        "report": import_candidates(files, into),
        "channel": into.channel,
        "form": IntakeForm(),
    }
    # The page sends one file after the other and shows what became of each.
    template = "pipeline/_intake_rows.html" if request.htmx else "pipeline/intake_result.html"
    return render(request, template, context)


def _choice(request: StaffRequest) -> HttpResponse:
    visible = Requisition.objects.open().visible_to(request.user).select_related("archetype")
    context = {"requisitions": visible[:CHOICES_SHOWN]}
    return render(request, "pipeline/intake_choice.html", context)
