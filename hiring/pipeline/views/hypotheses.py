"""Hypotheses: their list on the application's page, and the editor of one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.pipeline import hypotheses
from hiring.pipeline.actions.hypotheses import change_hypothesis
from hiring.pipeline.forms import HypothesisForm
from hiring.pipeline.models import Application, Hypothesis
from hiring.pipeline.views.loading import visible_application
from hiring.ui.errors import status_of
from rubrics.models import Competency


def hypotheses_context(application: Application) -> dict[str, Any]:
    """Return what the list of hypotheses shows."""
    every = hypotheses.of(application, every=True)
    return {
        "hypotheses": [row for row in every if row.is_assessed],
        "switched_off": [row for row in every if not row.is_assessed],
        "are_fixed": any(row.pk for row in every),
        "is_interviewed": application.participants.exists(),
    }


def hypothesis(request: StaffRequest, application_id: int, competency_id: int) -> HttpResponse:
    """One hypothesis to edit: in its place by htmx, else on a page of its own."""
    application = visible_application(request, application_id)
    competency = get_object_or_404(Competency, pk=competency_id)
    row = _hypothesis_or_404(application, competency)
    form = HypothesisForm(request.POST or None, instance=row)
    if form.is_valid():
        with refusals.shown_in(form):
            change_hypothesis(
                application=application,
                competency=competency,
                actor=request.user,
                seen=form.seen,
                **form.cleaned_data,
            )
            return _changed(request, application, competency)
    context = {
        "application": application,
        "form": form,
        "row": row,
        "is_interviewed": application.participants.exists(),
    }
    if request.htmx:
        return _in_place(request, row, context, status=422 if form.errors else 200)
    status = status_of(form)
    return render(request, "pipeline/hypothesis.html", context, status=status)


def _in_place(
    request: StaffRequest, row: Hypothesis, context: dict[str, Any], status: int
) -> HttpResponse:
    answer = render(request, "pipeline/_hypothesis_form.html", context, status=status)
    # The form is sent for the whole list; with errors it comes back in its own place.
    answer["HX-Retarget"] = f"#hypothesis-{row.competency_id}"
    return answer


def _changed(
    request: StaffRequest, application: Application, competency: Competency
) -> HttpResponse:
    if not request.htmx:
        messages.success(request, _("Saved."))
        return redirect("pipeline:hypotheses", application_id=application.pk)
    context = {
        "application": application,
        "edited": competency.pk,
        **hypotheses_context(application),
    }
    return render(request, "pipeline/_hypotheses.html", context)


def _hypothesis_or_404(application: Application, competency: Competency) -> Hypothesis:
    for row in hypotheses.of(application, every=True):
        if row.competency_id == competency.pk:
            return row
    raise Http404
