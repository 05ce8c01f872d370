"""How surroundings shift a profile: the rules, and writing them."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from rubrics.models import Shift
from rubrics.roles.actions.shifts import create_shift, save_shift
from rubrics.roles.forms.shifts import ShiftForm
from rubrics.roles.history import history_of
from rubrics.roles.rules import rules_by_answer
from rubrics.roles.views.answering import answer_form

TEMPLATE = "rubrics/editing/shift.html"


@require_safe
def shift_list(request: StaffRequest) -> HttpResponse:
    retired = Shift.objects.retired().select_related("competency")
    page = {"choices": rules_by_answer(Shift.objects.in_use()), "retired": retired}
    return render(request, "rubrics/shift_list.html", page)


def shift_new(request: StaffRequest) -> HttpResponse:
    initial = {"answer": request.GET.get("answer", "")}
    return answer_form(
        request,
        ShiftForm(request.POST or None, initial=initial),
        create_shift,
        template=TEMPLATE,
        page={},
        said=_("Added. It shifts the openings that are made from now on."),
    )


def shift_edit(request: StaffRequest, shift_id: int) -> HttpResponse:
    shift = get_object_or_404(Shift.objects.select_related("competency"), pk=shift_id)
    return answer_form(
        request,
        ShiftForm(request.POST or None, instance=shift),
        partial(save_shift, shift=shift),
        template=TEMPLATE,
        page={"shift": shift, "history": history_of(shift)},
        said=_("Saved. It shifts the openings that are made from now on."),
    )
