"""Where a candidate chooses a time, by a link, without an account; and where that link is made."""

from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hiring.accounts.forms import ZONES
from hiring.accounts.limits import within_limit
from hiring.accounts.requests import SiteRequest, StaffRequest
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.interviews import day_sheets
from hiring.interviews.actions.holding import release_hold
from hiring.interviews.choice_links import address_of
from hiring.interviews.models import Hold, Interview
from hiring.interviews.plans import held_lines
from hiring.interviews.proposals import PlanLine, plan_lines
from hiring.interviews.self_scheduling import (
    Choice,
    choice_of,
    confirm,
    create_choice_link,
    email_choice_link,
    hold,
    offers_of,
    revoke_choice_link,
)
from hiring.interviews.times import word_span
from hiring.pipeline.models import Application
from hiring.ui.numbers import whole_number


@never_cache
def offer(request: SiteRequest, choice_token: str) -> HttpResponse:
    """The times to choose from, then the chosen one to confirm; after that what was booked."""
    if not within_limit(request, "public_page"):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    choice = choice_of(choice_token)
    if choice is None:
        return render(request, "interviews/choose_closed.html", status=HTTPStatus.NOT_FOUND)
    if request.method == "POST" and choice.is_open:
        return _answered(request, choice)
    if choice.loop and not ("again" in request.GET and choice.may_reschedule):
        return _chosen(request, choice)
    if choice.hold and "other" not in request.GET:
        return _held(request, choice, choice.hold)
    return _offers(request, choice)


def _answered(request: SiteRequest, choice: Choice) -> HttpResponse:
    """Hold what was chosen, or book what is confirmed."""
    confirmed, held = whole_number(request.POST.get("hold")), choice.hold
    pk, _colon, number = request.POST.get("plan", "").partition(":")
    try:
        if confirmed is None:
            chosen = (whole_number(pk) or 0, whole_number(number) or 0)
            hold(choice, proposal_id=chosen[0], number=chosen[1], zone=_asked_zone(request))
        elif held and held.pk == confirmed:
            confirm(choice, held, zone=_asked_zone(request))
        elif held or not choice.has_just_booked:
            return _offers(request, choice, is_taken=True)
    except Refused:
        # Of two taps at once the second one waits for the first, and finds everything booked.
        if confirmed is None or choice.present.loop in (None, choice.loop):
            return _offers(request, choice, is_taken=True)
    here = request.get_full_path().partition("?")[0]
    again = "again=1" if confirmed is None and choice.loop else ""
    zone = f"zone={request.GET['zone']}" if "zone" in request.GET else ""
    query = "&".join(filter(None, [again, zone]))
    return redirect(f"{here}?{query}" if query else here)


def _offers(request: SiteRequest, choice: Choice, *, is_taken: bool = False) -> HttpResponse:
    asked, zone = _asked_zone(request), _zone(request, choice)
    proposal = offers_of(choice, zone=asked, is_new=is_taken)
    # Who would interview is nothing to choose by: of plans at the same hours the best is enough.
    lines: dict[tuple, PlanLine] = {}
    present = choice.visits(zone)
    for line in plan_lines(proposal, zone=zone, chosen=None):
        if line.visits != present:
            lines.setdefault(line.visits, line)
    context = {
        "requisition": choice.application.requisition,
        "stage": choice.application.stage,
        "proposal": proposal,
        "plans": list(lines.values()),
        "zone": zone,
        "zones": ZONES,
        "is_zone_known": bool(asked or choice.application.candidate.zone),
        "is_taken": is_taken,
        "asks_again": _other_times(request, choice),
        "again": bool(choice.loop),
    }
    status = HTTPStatus.CONFLICT if is_taken else HTTPStatus.OK
    return render(request, "interviews/choose.html", context, status=status)


def _other_times(request: SiteRequest, choice: Choice) -> str:
    """Return where the page looks for times again, also where something is held or booked."""
    asked = request.GET.copy()
    asked |= {"other": "1"} | ({"again": "1"} if choice.loop else {})
    return f"{request.path}?{asked.urlencode()}"


def _held(request: SiteRequest, choice: Choice, held: Hold) -> HttpResponse:
    """What was chosen, to be confirmed."""
    zone = _zone(request, choice)
    context = {
        "requisition": choice.application.requisition,
        "hold": held,
        "zone": ZoneInfo(zone),
        "is_zone_known": bool(_asked_zone(request) or choice.application.candidate.zone),
        "interviews": held_lines(held, zone),
    }
    return render(request, "interviews/choose_held.html", context)


def _chosen(request: SiteRequest, choice: Choice) -> HttpResponse:
    zone = _zone(request, choice)
    interviews = Interview.objects.booked().filter(loop=choice.loop).order_by("during")
    context = {
        "requisition": choice.application.requisition,
        "day_sheet": day_sheets.path_of(choice.application),
        "may_reschedule": choice.may_reschedule,
        "booked": [
            (i.name, word_span(i.starts_at, i.ends_at, ZoneInfo(zone)), i.place) for i in interviews
        ],
    }
    return render(request, "interviews/chosen.html", context)


def _zone(request: SiteRequest, choice: Choice) -> str:
    return _asked_zone(request) or choice.application.candidate.zone or choice.host.zone


def _asked_zone(request: SiteRequest) -> str:
    """Return the zone of the address; empty without one that exists."""
    asked = request.GET.get("zone", "")
    return asked if asked in clock.zone_names() else ""


@require_POST
def create(request: StaffRequest, application_id: int) -> HttpResponse:
    """Make the candidate's link, and show it."""
    application = _application(request, application_id)
    create_choice_link(application=application, actor=request.user)
    return _link_page(request, application)


@require_POST
def email(request: StaffRequest, application_id: int) -> HttpResponse:
    """Send the candidate their link."""
    application = _application(request, application_id)
    messages.success(request, email_choice_link(application=application, actor=request.user))
    return redirect("interviews:choice", application_id=application.pk)


@require_POST
def revoke(request: StaffRequest, application_id: int) -> HttpResponse:
    application = _application(request, application_id)
    revoke_choice_link(application=application, actor=request.user)
    return _link_page(request, application)


@require_POST
def release(request: StaffRequest, application_id: int) -> HttpResponse:
    """Give free what is reserved for the candidate."""
    application = _application(request, application_id)
    held = Hold.objects.filter(application=application).first()
    if held:
        release_hold(hold=held, actor=request.user)
    return _link_page(request, application)


def link(request: StaffRequest, application_id: int) -> HttpResponse:
    """The candidate's link: what it does, and the link itself once it is made."""
    return _link_page(request, _application(request, application_id))


def _link_page(request: StaffRequest, application: Application) -> HttpResponse:
    held = Hold.objects.live().filter(application=application).first()
    context = {
        "application": application,
        "address": address_of(application),
        "hold": held,
        "held": held_lines(held, request.user.zone) if held else [],
        "title": _("Let the candidate choose a time"),
    }
    return render(request, "interviews/choice_link.html", context)


def _application(request: StaffRequest, application_id: int) -> Application:
    visible = Application.objects.visible_to(request.user).not_concealed(request.user)
    return get_object_or_404(visible.active().with_names(), pk=application_id)
