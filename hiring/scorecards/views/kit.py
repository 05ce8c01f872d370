"""The kit: all that an interview needs, and for its interviewer the card to fill in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.interviews.models import Interview, Seat
from hiring.scorecards import actions
from hiring.scorecards.actions import AlreadySubmitted, Stale
from hiring.scorecards.actions.content import read
from hiring.scorecards.forms import AmendForm, CardForm, initial_of
from hiring.scorecards.kit import Kit, kit_of
from hiring.scorecards.models import Scorecard, ScorecardVersion
from hiring.scorecards.views.reading import show_amendment


@require_safe
def kit(request: StaffRequest, interview_id: int) -> HttpResponse:
    """The kit; after the submission a word of thanks and what happens next.

    Whoever opens it first draws the numbers of its questions, for all who come after.
    """
    found = opened_kit(request, interview_id)
    if found.seat is None:
        return _show(request, found, None)
    if found.seat.submitted_at:
        return _thanks(request, found)
    draft = _draft(found.seat)
    seen = draft.saved_at.isoformat() if draft else ""
    initial = initial_of(read(draft), seen=seen)
    return _show(request, found, CardForm(initial=initial, criteria=found.criteria), draft)


@require_POST
def save(request: StaffRequest, interview_id: int) -> HttpResponse:
    """Keep what was typed so far; answers with the line that says so."""
    found, seat = _own_kit(request, interview_id)
    form = CardForm(request.POST, criteria=found.criteria)
    form.is_valid()
    page = None if "mine" in request.POST else form.open_page()
    try:
        draft = actions.save_draft(seat=seat, by=request.user, page=page, **form.typed())
    except Refused as refusal:
        return _not_saved(request, found, refusal)
    if not _is_part(request):
        messages.success(request, _("The draft is kept."))
        return redirect(found.interview)
    return render(request, "scorecards/_saved.html", {"draft": draft, "kit": found})


@require_POST
def submit(request: StaffRequest, interview_id: int) -> HttpResponse:
    """Submit the card; what is missing is said at the fields, and nothing typed is lost."""
    found, seat = _own_kit(request, interview_id)
    form = CardForm(request.POST, criteria=found.criteria)
    if not form.is_valid():
        return _show(request, found, form, _draft(seat), status=400)
    try:
        actions.submit(seat=seat, by=request.user, page=form.open_page(), **form.typed())
    except AlreadySubmitted as refusal:
        return _offer_amendment(request, found, refusal)
    except Stale as refusal:
        return _show_both(request, found, seat, refusal)
    except Refused as refusal:
        form.refuse(refusal)
        return _show(request, found, form, _draft(seat), status=400)
    return redirect(found.interview)


def visible_kit(request: StaffRequest, interview_id: int) -> Kit:
    """Return the kit of an interview that the person may see, else 404."""
    visible = Interview.objects.visible_to(request.user).with_subject()
    return kit_of(get_object_or_404(visible, pk=interview_id), request.user)


def opened_kit(request: StaffRequest, interview_id: int) -> Kit:
    """Return the kit with the instance of every question drawn."""
    found = visible_kit(request, interview_id)
    if not found.is_undrawn:
        return found
    actions.use_questions(interview=found.interview, by=request.user)
    return kit_of(found.interview, request.user)


def _own_kit(request: StaffRequest, interview_id: int) -> tuple[Kit, Seat]:
    found = visible_kit(request, interview_id)
    if found.seat is None:
        raise Http404
    return found, found.seat


def _is_part(request: StaffRequest) -> bool:
    return "HX-Request" in request.headers


def _draft(seat: Seat) -> ScorecardVersion | None:
    drafts = ScorecardVersion.objects.drafts().filter(scorecard__seat=seat)
    return drafts.with_ratings().first()


def _show(
    request: StaffRequest,
    found: Kit,
    form: CardForm | None,
    draft: ScorecardVersion | None = None,
    *,
    stale: str = "",
    status: int = 200,
) -> HttpResponse:
    if form:
        form.as_asked()
    context = {
        "kit": found,
        "interview": found.interview,
        "application": found.application,
        "form": form,
        "entries": found.entries(form),
        "draft": draft,
        "stale": stale,
    }
    return render(request, "scorecards/kit.html", context, status=status)


def _thanks(request: StaffRequest, found: Kit) -> HttpResponse:
    """The card is in: what happens next."""
    scorecard = Scorecard.objects.with_subject().with_versions().get(seat=found.seat)
    seats = Seat.objects.active().filter(interview__loop=found.interview.loop_id)
    context = {
        "kit": found,
        "interview": found.interview,
        "application": found.application,
        "scorecard": scorecard,
        "version": scorecard.submitted_versions[0],
        "seats": seats.count(),
        "cards_in": seats.submitted().count(),
    }
    return render(request, "scorecards/thanks.html", context)


def _not_saved(request: StaffRequest, found: Kit, refusal: Refused) -> HttpResponse:
    if not _is_part(request):
        messages.error(request, refusal.message)
        return redirect(found.interview)
    context = {
        "kit": found,
        "refusal": refusal.message,
        "stale": isinstance(refusal, Stale),
        "is_in": isinstance(refusal, AlreadySubmitted),
    }
    return render(request, "scorecards/_saved.html", context)


def _show_both(request: StaffRequest, found: Kit, seat: Seat, refusal: Stale) -> HttpResponse:
    """What was typed here, and a word on what is kept from elsewhere: sent again, this counts."""
    draft = _draft(seat)
    data = request.POST.copy()
    data["seen"] = draft.saved_at.isoformat() if draft else ""
    form = CardForm(data, criteria=found.criteria)
    return _show(request, found, form, draft, stale=str(refusal.message), status=409)


def _offer_amendment(request: StaffRequest, found: Kit, refusal: AlreadySubmitted) -> HttpResponse:
    """The card is in and this says something else: what was typed can become an amendment."""
    scorecard = Scorecard.objects.with_subject().with_versions().get(seat=found.seat)
    form = AmendForm(request.POST, criteria=found.criteria)
    form.is_valid()
    said = str(refusal.message)
    return show_amendment(request, found, scorecard, form, said=said, status=409)
