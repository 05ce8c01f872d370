"""The candidate's link to a take-home, for those who prepare the interview."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.scorecards.actions import linking
from hiring.scorecards.kit import Kit
from hiring.scorecards.models import QuestionInstance
from hiring.scorecards.views.kit import opened_kit
from hiring.ui.numbers import whole_number


@require_POST
def link_make(request: StaffRequest, interview_id: int, question_version_id: int) -> HttpResponse:
    """A link to give to the candidate. Where one works already it asks first: that one ends."""
    found = opened_kit(request, interview_id)
    instance = _use(found, question_version_id)
    seen = request.POST.get("instead_of", "")
    if seen and request.POST.get("confirmed") != "yes":
        return _ask(request, found, _("Replace this link?"), value=seen)
    with refusals.flashed(request):
        linking.create_take_home_link(
            instance=instance, actor=request.user, instead_of=whole_number(seen)
        )
        messages.success(request, _("Link created. You can copy it now."))
    return _back(found, question_version_id)


@require_POST
def link_revoke(request: StaffRequest, interview_id: int, question_version_id: int) -> HttpResponse:
    """End the link at once; asks first."""
    found = opened_kit(request, interview_id)
    instance = _use(found, question_version_id)
    if request.POST.get("confirmed") != "yes":
        return _ask(request, found, _("Revoke this link?"))
    linking.revoke_take_home_link(instance=instance, actor=request.user)
    messages.success(request, _("Link revoked."))
    return _back(found, question_version_id)


def _use(found: Kit, question_version_id: int) -> QuestionInstance:
    asked = found.question(question_version_id)
    if asked is None or asked.instance is None:
        raise Http404
    return asked.instance


def _back(found: Kit, question_version_id: int) -> HttpResponse:
    return redirect(f"{found.interview.get_absolute_url()}#question-{question_version_id}")


def _ask(request: StaffRequest, found: Kit, title: str, *, value: str = "") -> HttpResponse:
    """Without JavaScript the button comes here first."""
    context = {
        "title": title,
        "text": _("The candidate’s current link stops working immediately."),
        "action": _("Continue"),
        "name": "instead_of" if value else "",
        "value": value,
        "cancel_url": found.interview.get_absolute_url(),
    }
    return render(request, "ui/confirm_page.html", context)
