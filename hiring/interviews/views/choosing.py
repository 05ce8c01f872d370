"""Where a candidate chooses a time, by a link, without an account; and where that link is made."""

from http import HTTPStatus
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hiring.accounts.forms import ZONES
from hiring.accounts.limits import within_limit
from hiring.accounts.requests import SiteRequest, StaffRequest
from hiring.activity.actions import Refused
from hiring.interviews.models import Interview
from hiring.interviews.proposals import plan_lines
from hiring.interviews.self_scheduling import (
    Choice,
    choice_of,
    choose,
    create_choice_link,
    offers_of,
    path_of,
    revoke_choice_link,
)
from hiring.interviews.times import word_span
from hiring.pipeline.models import Application
from hiring.ui.numbers import whole_number


@never_cache
def offer(request: SiteRequest, choice_token: str) -> HttpResponse:
    """The times to choose from; after a choice what was booked."""
    if not within_limit(request, "public_page"):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    choice = choice_of(choice_token)
    if choice is None:
        return render(request, "interviews/choose_closed.html", status=HTTPStatus.NOT_FOUND)
    if choice.loop:
        return _chosen(request, choice)
    if request.method != "POST":
        return _offers(request, choice)
    pk, _colon, number = request.POST.get("plan", "").partition(":")
    try:
        choose(choice, proposal_id=whole_number(pk) or 0, number=whole_number(number) or 0)
    except Refused:
        return _offers(request, choice, is_taken=True)
    return redirect(request.get_full_path())


def _offers(request: SiteRequest, choice: Choice, *, is_taken: bool = False) -> HttpResponse:
    proposal, zone = offers_of(choice, is_new=is_taken), _zone(request, choice)
    context = {
        "requisition": choice.application.requisition,
        "stage": choice.application.stage,
        "proposal": proposal,
        "plans": plan_lines(proposal, zone=zone, chosen=None),
        "zone": zone,
        "zones": ZONES,
        "is_taken": is_taken,
    }
    status = HTTPStatus.CONFLICT if is_taken else HTTPStatus.OK
    return render(request, "interviews/choose.html", context, status=status)


def _chosen(request: SiteRequest, choice: Choice) -> HttpResponse:
    zone = _zone(request, choice)
    interviews = Interview.objects.booked().filter(loop=choice.loop).order_by("during")
    context = {
        "requisition": choice.application.requisition,
        "booked": [
            (i.name, word_span(i.starts_at, i.ends_at, ZoneInfo(zone)), i.place) for i in interviews
        ],
    }
    return render(request, "interviews/chosen.html", context)


def _zone(request: SiteRequest, choice: Choice) -> str:
    asked = request.GET.get("zone", "")
    if asked in available_timezones():
        return asked
    return choice.application.candidate.zone or choice.host.zone


@require_POST
def create(request: StaffRequest, application_id: int) -> HttpResponse:
    """Make the candidate's link, and show it."""
    application = _application(request, application_id)
    create_choice_link(application=application, actor=request.user)
    return _link_page(request, application)


@require_POST
def revoke(request: StaffRequest, application_id: int) -> HttpResponse:
    application = _application(request, application_id)
    revoke_choice_link(application=application, actor=request.user)
    return _link_page(request, application)


def link(request: StaffRequest, application_id: int) -> HttpResponse:
    """The candidate's link: what it does, and the link itself once it is made."""
    return _link_page(request, _application(request, application_id))


def _link_page(request: StaffRequest, application: Application) -> HttpResponse:
    path = path_of(application)
    context = {
        "application": application,
        "address": f"{settings.BASE_URL}{path}" if path else "",
        "title": _("Let the candidate choose a time"),
    }
    return render(request, "interviews/choice_link.html", context)


def _application(request: StaffRequest, application_id: int) -> Application:
    visible = Application.objects.visible_to(request.user).with_names()
    return get_object_or_404(visible.active(), pk=application_id)
