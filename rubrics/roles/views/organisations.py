"""Pages of organisation archetypes: what one is, what it shifts, and writing it."""

from functools import partial

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from rubrics.documents.reading import DESIGN_CHOICES
from rubrics.models import OrganisationArchetype, Shift
from rubrics.roles.actions.organisations import create_organisation, save_organisation
from rubrics.roles.forms.texts import OrganisationForm
from rubrics.roles.history import history_of
from rubrics.roles.rules import rules_by_answer
from rubrics.roles.views.answering import answer_form

TEMPLATE = "rubrics/editing/organisation.html"


@require_safe
def organisation_detail(request: StaffRequest, organisation_id: int) -> HttpResponse:
    organisation = get_object_or_404(OrganisationArchetype, pk=organisation_id)
    answers = Q()
    for choice in DESIGN_CHOICES:
        answers |= Q(choice=choice, value=getattr(organisation, choice))
    page = {
        "organisation": organisation,
        "choices": rules_by_answer(Shift.objects.in_use().filter(answers), organisation),
        "history": history_of(organisation),
    }
    return render(request, "rubrics/organisation_detail.html", page)


def organisation_new(request: StaffRequest) -> HttpResponse:
    last = OrganisationArchetype.objects.order_by("-position").first()
    initial = {"position": last.position + 1 if last else 1}
    return answer_form(
        request,
        OrganisationForm(request.POST or None, initial=initial),
        create_organisation,
        template=TEMPLATE,
        page={},
        said=_("Added."),
    )


def organisation_edit(request: StaffRequest, organisation_id: int) -> HttpResponse:
    organisation = get_object_or_404(OrganisationArchetype, pk=organisation_id)
    return answer_form(
        request,
        OrganisationForm(request.POST or None, instance=organisation),
        partial(save_organisation, organisation=organisation),
        template=TEMPLATE,
        page={"organisation": organisation},
        said=_("Saved. Openings made before keep what they started from."),
    )
