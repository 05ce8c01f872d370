"""The applications of one candidate, shown on their page, and putting them forward."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from candidates.loading import visible_candidate
from candidates.models import Candidate
from hiring.accounts import access
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.pipeline import timeline
from hiring.pipeline.actions import applying
from hiring.pipeline.forms import ApplyForm
from hiring.pipeline.models import Application


@require_safe
def of_candidate(request: StaffRequest, candidate_id: int) -> HttpResponse:
    """A part of the candidate's page by htmx, else a page of its own."""
    return _answer(request, visible_candidate(request, candidate_id))


@require_POST
def apply(request: StaffRequest, candidate_id: int) -> HttpResponse:
    candidate = visible_candidate(request, candidate_id)
    form = ApplyForm(request.POST, user=request.user)
    if form.is_valid():
        with refusals.shown_in(form, field="requisition"):
            application = applying.apply(
                candidate=candidate,
                requisition=form.cleaned_data["requisition"],
                actor=request.user,
            )
            messages.success(
                request,
                _("Added %(name)s to %(key)s.")
                % {"name": candidate.name, "key": application.requisition.key},
            )
            return redirect(application)
    return _answer(request, candidate, form)


def _answer(
    request: StaffRequest, candidate: Candidate, form: ApplyForm | None = None
) -> HttpResponse:
    found = (
        Application.objects.filter(candidate=candidate)
        .visible_to(request.user)
        .with_blindness(request.user)
        .of_whom(request.user)
        .select_related("requisition", "stage", "rejection_reason")
        .order_by("-applied_at", "-id")
    )
    context: dict[str, Any] = {
        "candidate": candidate,
        "applications": found,
        "timeline": timeline.of_candidate(candidate.pk, request.user),
    }
    may_apply = access.may(request, "pipeline:apply", candidate_id=candidate.pk)
    if may_apply and not candidate.erased_at:
        context["form"] = form or ApplyForm(user=request.user)
    template = "pipeline/_candidacies.html" if request.htmx else "pipeline/candidacies.html"
    return render(request, template, context, status=400 if form else 200)
