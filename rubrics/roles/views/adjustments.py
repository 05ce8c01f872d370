"""How role context adjusts a profile: the rules, and writing them."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from rubrics.models import ProfileAdjustment
from rubrics.roles.actions.adjustments import create_adjustment, save_adjustment
from rubrics.roles.forms.adjustments import ProfileAdjustmentForm
from rubrics.roles.history import history_of
from rubrics.roles.rules import rules_by_answer
from rubrics.roles.views.answering import answer_form

TEMPLATE = "rubrics/editing/adjustment.html"


@require_safe
def adjustment_list(request: StaffRequest) -> HttpResponse:
    archived = ProfileAdjustment.objects.archived().select_related("competency")
    page = {"choices": rules_by_answer(ProfileAdjustment.objects.in_use()), "archived": archived}
    return render(request, "rubrics/adjustment_list.html", page)


def adjustment_new(request: StaffRequest) -> HttpResponse:
    initial = {"answer": request.GET.get("answer", "")}
    return answer_form(
        request,
        ProfileAdjustmentForm(request.POST or None, initial=initial),
        create_adjustment,
        template=TEMPLATE,
        page={},
        flash=_("Rule added. It applies to new jobs."),
    )


def adjustment_edit(request: StaffRequest, adjustment_id: int) -> HttpResponse:
    adjustment = get_object_or_404(
        ProfileAdjustment.objects.select_related("competency"), pk=adjustment_id
    )
    return answer_form(
        request,
        ProfileAdjustmentForm(request.POST or None, instance=adjustment),
        partial(save_adjustment, adjustment=adjustment),
        template=TEMPLATE,
        page={"adjustment": adjustment, "history": history_of(adjustment)},
        flash=_("Rule saved. It applies to new jobs."),
    )
