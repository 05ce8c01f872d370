"""The kit: all that an interview needs, and for its interviewer the card to fill in."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.activity.editing import EditConflict
from hiring.interviews.models import Interview, Seat
from hiring.scorecards.actions import question_instances, writing
from hiring.scorecards.actions.content import doubts, read
from hiring.scorecards.actions.writing import AlreadySubmitted, Contradiction
from hiring.scorecards.forms import AmendForm, CardForm, initial_of
from hiring.scorecards.kit import Kit, kit_of
from hiring.scorecards.models import Scorecard, ScorecardVersion
from hiring.scorecards.views.reading import newest_form, show_amendment

View = Callable[[StaffRequest, int], HttpResponse]


def says_when_a_seat_ended(view: View) -> View:
    """Tell anyone who gave up the seat that a mail once led to, instead of "nothing here".

    Nothing of the candidate is told: they may no longer see them.
    """

    @wraps(view)
    def answer(request: StaffRequest, interview_id: int) -> HttpResponse:
        try:
            return view(request, interview_id)
        except Http404:
            if Seat.everyone.filter(interview=interview_id, user=request.user).exists():
                return render(request, "scorecards/seat_ended.html", status=HTTPStatus.GONE)
            raise

    return answer


@require_safe
@says_when_a_seat_ended
def kit(request: StaffRequest, interview_id: int) -> HttpResponse:
    """The kit; after the submission a word of thanks and what happens next.

    Anyone who opens it first draws the numbers of its questions, for all who come after.
    """
    found = opened_kit(request, interview_id)
    if found.seat is None:
        return _show(request, found, None)
    if found.seat.submitted_at:
        return _thanks(request, found)
    draft = _draft(found.seat)
    return _show(request, found, _form_of(found, draft), draft)


@require_POST
@says_when_a_seat_ended
def save(request: StaffRequest, interview_id: int) -> HttpResponse:
    """Keep what was typed so far; answers with the line that says so, and what else changed."""
    found, seat = _own_kit(request, interview_id)
    form = CardForm(request.POST, criteria=found.criteria)
    form.is_valid()
    conflict = None
    try:
        _save(seat, request, form)
    except EditConflict as refusal:
        conflict = refusal
    except Refused as refusal:
        return _not_saved(request, found, refusal)
    if _is_part(request):
        return _saved(request, found, seat, form, conflict)
    if conflict:
        return _show_both(request, found, seat, form, conflict)
    messages.success(request, _("Draft saved."))
    return redirect(found.interview)


@require_POST
@says_when_a_seat_ended
def submit(request: StaffRequest, interview_id: int) -> HttpResponse:
    """Submit the card; what is missing is said at the fields, and nothing typed is lost."""
    found, seat = _own_kit(request, interview_id)
    form = CardForm(request.POST, criteria=found.criteria)
    if not form.is_valid():
        return _show(request, found, form, _draft(seat), status=400)
    confirmed = "confirmed" in request.POST
    try:
        writing.submit(
            seat=seat, actor=request.user, seen=form.shown(), confirmed=confirmed, **form.typed()
        )
    except AlreadySubmitted as refusal:
        return _offer_amendment(request, found, refusal)
    except EditConflict as refusal:
        return _show_both(request, found, seat, form, refusal)
    except Refused as refusal:
        return _refused(request, found, seat, form, refusal)
    return redirect(found.interview)


def visible_kit(request: StaffRequest, interview_id: int) -> Kit:
    """Return the kit of an interview that the person may see, else 404."""
    visible = Interview.objects.visible_to(request.user).with_subject()
    return kit_of(get_object_or_404(visible, pk=interview_id), request.user)


def opened_kit(request: StaffRequest, interview_id: int) -> Kit:
    """Return the kit with the instance of every question drawn."""
    found = visible_kit(request, interview_id)
    if not found.is_not_instantiated:
        return found
    question_instances.instantiate_questions(interview=found.interview, actor=request.user)
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


def _form_of(found: Kit, draft: ScorecardVersion | None) -> CardForm:
    """Return the card as it is stored, for a page newly opened."""
    return CardForm(initial=initial_of(read(draft)), criteria=found.criteria)


def _save(seat: Seat, request: StaffRequest, form: CardForm) -> ScorecardVersion:
    return writing.save_draft(seat=seat, actor=request.user, seen=form.shown(), **form.typed())


def _show(
    request: StaffRequest,
    found: Kit,
    form: CardForm | None,
    draft: ScorecardVersion | None = None,
    *,
    conflict: EditConflict | None = None,
    contradiction: Refused | None = None,
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
        "conflict": conflict,
        "contradiction": contradiction,
        "doubts": _doubts(found, draft),
    }
    return render(request, "scorecards/kit.html", context, status=status)


def _doubts(found: Kit, version: ScorecardVersion | None) -> list[str]:
    return doubts(read(version), found.criteria)


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
        "doubts": _doubts(found, scorecard.submitted_versions[0]),
        "seats": seats.count(),
        "cards_in": seats.submitted().count(),
    }
    return render(request, "scorecards/thanks.html", context)


def _saved(
    request: StaffRequest, found: Kit, seat: Seat, form: CardForm, conflict: EditConflict | None
) -> HttpResponse:
    """For the open page: that it is saved, what another page wrote, and what is to be chosen."""
    draft = _draft(seat)
    news = form.rebase(_form_of(found, draft), conflict.fields if conflict else ())
    context = {
        "kit": found,
        "draft": draft,
        "form": form,
        "news": news,
        "conflict": conflict,
        "doubts": _doubts(found, draft),
    }
    return render(request, "scorecards/_saved.html", context)


def _not_saved(request: StaffRequest, found: Kit, refusal: Refused) -> HttpResponse:
    if not _is_part(request):
        messages.error(request, refusal.message)
        return redirect(found.interview)
    context = {
        "kit": found,
        "refusal": refusal.message,
        "is_in": isinstance(refusal, AlreadySubmitted),
    }
    return render(request, "scorecards/_saved.html", context)


def _refused(
    request: StaffRequest, found: Kit, seat: Seat, form: CardForm, refusal: Refused
) -> HttpResponse:
    """The card is not submitted, and the draft has what was typed, as the page says."""
    try:
        _save(seat, request, form)
    except Refused as kept_from_saving:
        refusal = kept_from_saving
    draft = _draft(seat)
    form.rebase(_form_of(found, draft), ())
    contradiction = refusal if isinstance(refusal, Contradiction) else None
    if not contradiction:
        form.refuse(refusal)
    return _show(request, found, form, draft, contradiction=contradiction, status=400)


def _show_both(
    request: StaffRequest, found: Kit, seat: Seat, form: CardForm, conflict: EditConflict
) -> HttpResponse:
    """The card with what another page saved, and both texts where both changed a field."""
    draft = _draft(seat)
    form.rebase(_form_of(found, draft), conflict.fields)
    return _show(request, found, form, draft, conflict=conflict, status=409)


def _offer_amendment(request: StaffRequest, found: Kit, refusal: AlreadySubmitted) -> HttpResponse:
    """The card is in and this says something else: what was typed can become an amendment."""
    scorecard = Scorecard.objects.with_subject().with_versions().get(seat=found.seat)
    form = AmendForm(request.POST, criteria=found.criteria)
    form.is_valid()
    # Only what was changed on this page is to be another text than the one that is in.
    form.rebase(newest_form(scorecard, found), ())
    message = str(refusal.message)
    return show_amendment(request, found, scorecard, form, message=message, status=409)
