"""Asking a manager what they think of a résumé, and the page on which they answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from candidates.profile import profile_of
from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.actions import Refused
from hiring.pipeline.actions import reviews
from hiring.pipeline.forms import AbsenceForm
from hiring.pipeline.models import Absence, Application, RejectionReason, ReviewRequest
from hiring.pipeline.views.loading import visible_application
from hiring.ui.errors import status_of
from hiring.ui.numbers import whole_number


@require_POST
def review_request(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    asked = User.objects.active().filter(pk=whole_number(request.POST.get("reviewer")) or 0)
    with refusals.flashed(request):
        reviewer = asked.first()
        if reviewer is None:
            raise Refused(_("Choose a hiring manager of this job."))
        review = reviews.request_review(
            application=application, reviewer=reviewer, actor=request.user
        )
        text = _("Asked %(name)s to review the résumé.")
        messages.success(request, text % {"name": review.reviewer.name})
    return redirect(application)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: StaffRequest, review_id: int) -> HttpResponse:
    """The résumé, and two keys: whether to advance, and why."""
    found = _own(request, review_id)
    problem = ""
    if request.method == "POST":
        reason = request.POST.get("preset", "") or request.POST.get("reason", "")
        try:
            reviews.answer_review(
                review=found,
                opinion=request.POST.get("opinion", ""),
                reason=reason,
                actor=request.user,
            )
        except Refused as refusal:
            problem = str(refusal.message)
        else:
            return _on_to_next(request)
    application = found.application
    context = {
        "review": found,
        "application": application,
        "profile": profile_of(application.candidate, user=request.user),
        "for_it": [
            _("Strong experience for the role"),
            _("Right level, worth a screen"),
            _("Promising, with gaps to check"),
        ],
        "against": list(RejectionReason.objects.ours()),
        "problem": problem,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "pipeline/review.html", context, status=400 if problem else 200)


def _on_to_next(request: StaffRequest) -> HttpResponse:
    messages.success(request, _("Review sent."))
    following = ReviewRequest.objects.open().of(request.user).first()
    return redirect(following or "accounts:home")


def _own(request: StaffRequest, review_id: int) -> ReviewRequest:
    """One's own, of an application that one may see still."""
    seen = Application.objects.led_by(request.user)
    found = ReviewRequest.objects.of(request.user).filter(application__in=seen)
    return get_object_or_404(
        found.select_related(
            "application__candidate",
            "application__requisition",
            "application__stage",
            "requested_by",
            "instead_of",
        ),
        pk=review_id,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: StaffRequest) -> HttpResponse:
    """Who reviews while one is away."""
    own = Absence.objects.filter(user=request.user).first()
    form = AbsenceForm(request.POST or None, instance=own, user=request.user)
    if "drop" in request.POST:
        Absence.objects.filter(user=request.user).delete()
        messages.success(request, _("You answer reviews yourself again."))
        return redirect("pipeline:absence")
    if form.is_valid():
        with refusals.shown_in(form):
            reviews.set_absence(user=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("pipeline:absence")
    context = {"form": form, "absence": own}
    return render(request, "pipeline/absence.html", context, status=status_of(form))
