"""Pages that write competencies."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hiring.accounts.requests import StaffRequest
from rubrics.models import Competency
from rubrics.roles.actions.competencies import create_competency, save_competency
from rubrics.roles.forms.texts import CompetencyForm
from rubrics.roles.views.answering import answer_form

TEMPLATE = "rubrics/editing/competency.html"


def competency_new(request: StaffRequest) -> HttpResponse:
    last = Competency.objects.order_by("-position").first()
    initial = {"position": last.position + 1 if last else 1}
    return answer_form(
        request,
        CompetencyForm(request.POST or None, initial=initial),
        create_competency,
        template=TEMPLATE,
        page={},
        flash=_("Competency added. Add a criterion for it to a rubric so that loops can test it."),
    )


def competency_edit(request: StaffRequest, competency_id: int) -> HttpResponse:
    competency = get_object_or_404(Competency, pk=competency_id)
    return answer_form(
        request,
        CompetencyForm(request.POST or None, instance=competency),
        partial(save_competency, competency=competency),
        template=TEMPLATE,
        page={"competency": competency},
        flash=_("Saved."),
    )
