"""Asking before an application goes on without all its scorecards."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from hiring.accounts.requests import StaffRequest
from hiring.pipeline.forms import MoveForm
from hiring.pipeline.missing_scorecards import missing_before, name_missing
from hiring.pipeline.models import Application
from hiring.pipeline.views.loading import visible_application
from hiring.ui.addresses import safe_address

_CARRIED = ("to_stage", "expected_stage", "next", "undo_to")


def must_ask(request: StaffRequest, application: Application, form: MoveForm) -> bool:
    """Return whether this move passes missing scorecards and nobody has said to go ahead."""
    if request.POST.get("confirmed") == "yes" or not form.is_valid():
        return False
    return missing_before(application, form.cleaned_data["to_stage"]) > 0


def ask_first(request: StaffRequest, application: Application) -> HttpResponse:
    """Lead to the question, which carries along what was asked for."""
    asked = {name: request.POST[name] for name in _CARRIED if name in request.POST}
    question = reverse("pipeline:advance_confirm", kwargs={"application_id": application.pk})
    address = f"{question}?{urlencode(asked)}"
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_safe
def advance_confirm(request: StaffRequest, application_id: int) -> HttpResponse:
    """Say how many scorecards are missing, and ask whether to go ahead."""
    application = visible_application(request, application_id)
    form = MoveForm(request.GET, application=application)
    concealed = application.is_blind and application.is_decided
    if concealed or not application.is_active or not form.is_valid():
        return redirect(application)
    stage = form.cleaned_data["to_stage"]
    words = {"name": application.candidate.name, "stage": stage.name}
    came_from = request.GET.get("undo_to") or request.GET.get("next", "")
    context = {
        "title": _("Advance %(name)s to %(stage)s before all scorecards are submitted?") % words,
        "text": name_missing(missing_before(application, stage)),
        "fields": {name: request.GET[name] for name in _CARRIED if name in request.GET},
        "action": _("Advance anyway"),
        "tone": "primary",
        "url": reverse("pipeline:advance", kwargs={"application_id": application.pk}),
        "cancel_url": safe_address(came_from, otherwise=application),
    }
    return render(request, "ui/confirm_page.html", context)
