"""The pool of interviewers, and one of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.filtersets import UserFilter
from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.interviews.pool import interviewers, kinds_of
from hiring.interviews.small_forms import PoolForm
from hiring.scheduling.models import Availability, TrainingStep
from hiring.scheduling.training import pause, sign_off
from hiring.ui.pagination import keyset_page


@require_safe
def pool(request: StaffRequest) -> HttpResponse:
    """Everybody who could interview, by name."""
    narrowed = UserFilter.on_page(request, User.objects.active())
    page = keyset_page(
        narrowed.qs, order=("name", "id"), cursor=request.GET.get("cursor"), params=request.GET
    )
    context = {"page": page, "form": narrowed.form, "rows": interviewers(list(page.rows))}
    return render(request, "interviews/pool.html", context)


def person(request: StaffRequest, user_id: int) -> HttpResponse:
    """What one interviewer is qualified for, and their pause."""
    user = get_object_or_404(User.objects.active(), pk=user_id)
    availability = Availability.objects.filter(user=user).first() or Availability(user=user)
    kinds = kinds_of(user)
    form = PoolForm(request.POST or None, initial={"paused_until": availability.paused_until})
    if form.is_valid():
        steps = {kind.value: request.POST.get(f"step-{kind.value}", "") for kind in kinds}
        valid = {kind: step for kind, step in steps.items() if step in ("", *TrainingStep.values)}
        try:
            sign_off(user=user, steps=valid, actor=request.user)
            pause(user=user, until=form.cleaned_data["paused_until"], actor=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("interviews:pool")
    context = {
        "person": user,
        "kinds": kinds,
        "steps": TrainingStep.choices,
        "form": form,
        "is_own": user == request.user,
    }
    status = 400 if form.is_bound else 200
    return render(request, "interviews/pool_person.html", context, status=status)
