"""Starting a requisition from the work, and the parts of pages that change while one types."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.requisitions.actions import drafting
from hiring.requisitions.advice import advice_on_form
from hiring.requisitions.forms.role_context import RoleContextForm, StartForm
from hiring.requisitions.preview import look_ahead
from hiring.requisitions.profiles import usual_answers
from hiring.ui.numbers import whole_number
from rubrics.models import OrganizationArchetype

MAX_PROSE = 20_000


def create(request: StaffRequest) -> HttpResponse:
    chosen = request.POST or request.GET
    organization = _organization(chosen)
    form = StartForm(request.POST or None, initial=_preset(request.GET.dict(), organization))
    if form.is_valid():
        with refusals.shown_in(form):
            requisition = drafting.draft_requisition(**form.cleaned_data, actor=request.user)
            return redirect("requisitions:build_profile", requisition_id=requisition.pk)
    context = {"form": form, "organization": organization, **look_ahead(chosen)}
    status = 400 if form.is_bound else 200
    return render(request, "requisitions/create.html", context, status=status)


@require_safe
def preview(request: StaffRequest) -> HttpResponse:
    """Preview of the job; a part of the page that starts a requisition."""
    return render(request, "requisitions/_preview.html", look_ahead(request.GET))


@require_safe
def presets(request: StaffRequest) -> HttpResponse:
    """What an organization means for a candidate, and the design choices that it presets."""
    organization = _organization(request.GET)
    form = RoleContextForm(initial=usual_answers(organization))
    context = {"form": form, "organization": organization}
    answer = render(request, "requisitions/_choices.html", context)
    return trigger_client_event(answer, "presets", after="settle")


@require_POST
def lint(request: StaffRequest) -> HttpResponse:
    """What the typed title, must-haves and pay cost; a part of the builder."""
    return render(request, "requisitions/_advice.html", {"advice": advice_on_form(request.POST)})


@require_POST
def prose(request: StaffRequest) -> HttpResponse:
    """How the typed job text reads; a part of the builder."""
    text = request.POST.get("job_text", "")[:MAX_PROSE]
    return render(request, "requisitions/build/_prose.html", {"text": text})


def _organization(chosen: Mapping[str, str]) -> OrganizationArchetype | None:
    pk = whole_number(chosen.get("organization")) or 0
    return OrganizationArchetype.objects.in_use().filter(pk=pk).first()


def _preset(given: dict[str, str], organization: OrganizationArchetype | None) -> dict[str, Any]:
    """The choices as given, the organization's where they are not."""
    return usual_answers(organization) | given
