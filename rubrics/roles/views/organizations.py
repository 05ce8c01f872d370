"""Pages of organization archetypes: what one is, what it adjusts, and writing it."""

from functools import partial

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from rubrics.documents.roles import DESIGN_CHOICES
from rubrics.models import OrganizationArchetype, ProfileAdjustment
from rubrics.roles.actions.organizations import create_organization, save_organization
from rubrics.roles.forms.texts import OrganizationForm
from rubrics.roles.history import history_of
from rubrics.roles.rules import rules_by_answer
from rubrics.roles.views.answering import answer_form

TEMPLATE = "rubrics/editing/organization.html"


@require_safe
def organization_detail(request: StaffRequest, organization_id: int) -> HttpResponse:
    organization = get_object_or_404(OrganizationArchetype, pk=organization_id)
    answers = Q()
    for choice in DESIGN_CHOICES:
        answers |= Q(choice=choice, value=getattr(organization, choice))
    page = {
        "organization": organization,
        "choices": rules_by_answer(
            ProfileAdjustment.objects.in_use().filter(answers), organization
        ),
        "history": history_of(organization),
    }
    return render(request, "rubrics/organization_detail.html", page)


def organization_new(request: StaffRequest) -> HttpResponse:
    last = OrganizationArchetype.objects.order_by("-position").first()
    initial = {"position": last.position + 1 if last else 1}
    return answer_form(
        request,
        OrganizationForm(request.POST or None, initial=initial),
        create_organization,
        template=TEMPLATE,
        page={},
        flash=_("Added."),
    )


def organization_edit(request: StaffRequest, organization_id: int) -> HttpResponse:
    organization = get_object_or_404(OrganizationArchetype, pk=organization_id)
    return answer_form(
        request,
        OrganizationForm(request.POST or None, instance=organization),
        partial(save_organization, organization=organization),
        template=TEMPLATE,
        page={"organization": organization},
        flash=_("Saved. Applies to new jobs only."),
    )
