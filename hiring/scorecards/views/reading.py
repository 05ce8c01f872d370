"""Reading a card, and amending one's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from hiring.activity.editing import EditConflict
from hiring.interviews.models import Seat
from hiring.pipeline.blindness import observed_nothing
from hiring.scorecards.actions import writing
from hiring.scorecards.actions.content import read
from hiring.scorecards.comparison import lines
from hiring.scorecards.forms import AmendForm, initial_of
from hiring.scorecards.kit import Kit, kit_of
from hiring.scorecards.models import Scorecard


@require_safe
def card(request: StaffRequest, scorecard_id: int) -> HttpResponse:
    """One card as it reads now, and how it read before it was amended."""
    visible = Scorecard.objects.visible_to(request.user).with_subject().with_versions()
    scorecard = visible.filter(pk=scorecard_id).first()
    if scorecard is None or not scorecard.submitted_versions:
        return _not_yet(request, scorecard_id)
    versions = scorecard.submitted_versions
    context = {
        "scorecard": scorecard,
        "interview": scorecard.seat.interview,
        "application": scorecard.seat.interview.loop.application,
        "version": versions[0],
        "versions": versions,
        "lines": lines(versions),
        "is_own": scorecard.author_id == request.user.pk,
    }
    return render(request, "scorecards/card.html", context)


def amend(request: StaffRequest, scorecard_id: int) -> HttpResponse:
    """One's own card again, with a reason: the version before stays."""
    own = Scorecard.objects.filter(author=request.user).submitted().with_subject()
    scorecard = get_object_or_404(own.with_versions(), pk=scorecard_id)
    found = kit_of(scorecard.seat.interview, request.user)
    initial = initial_of(read(scorecard.submitted_versions[0]))
    form = AmendForm(request.POST or None, initial=initial, criteria=found.criteria)
    if form.is_valid():
        try:
            writing.amend(
                scorecard=scorecard,
                actor=request.user,
                reason=form.cleaned_data["reason"],
                seen=form.shown(),
                **form.typed(),
            )
        except EditConflict as conflict:
            return _show_both(
                request, found, own.with_versions().get(pk=scorecard_id), form, conflict
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Amendment submitted. The earlier version stays visible."))
            return redirect(scorecard)
    return show_amendment(request, found, scorecard, form, status=400 if form.is_bound else 200)


def _show_both(
    request: StaffRequest, found: Kit, scorecard: Scorecard, form: AmendForm, conflict: EditConflict
) -> HttpResponse:
    """The amendment on top of the one that another page made meanwhile."""
    form.rebase(newest_form(scorecard, found), conflict.fields)
    return show_amendment(request, found, scorecard, form, conflict=conflict, status=409)


def newest_form(scorecard: Scorecard, found: Kit) -> AmendForm:
    """Return the card as it reads now, to be amended."""
    initial = initial_of(read(scorecard.submitted_versions[0]))
    return AmendForm(initial=initial, criteria=found.criteria)


def show_amendment(
    request: StaffRequest,
    found: Kit,
    scorecard: Scorecard,
    form: AmendForm,
    *,
    message: str = "",
    conflict: EditConflict | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page on which a card is amended; `said` is why the person came here."""
    form.as_asked()
    context = {
        "kit": found,
        "interview": found.interview,
        "application": found.application,
        "scorecard": scorecard,
        "form": form,
        "entries": found.entries(form),
        "message": message,
        "conflict": conflict,
    }
    return render(request, "scorecards/amend.html", context, status=status)


def _not_yet(request: StaffRequest, scorecard_id: int) -> HttpResponse:
    """The row let the person in, blindness did not: say what they wait for."""
    scorecard = get_object_or_404(Scorecard.objects.with_subject(), pk=scorecard_id)
    interview = scorecard.seat.interview
    seats = Seat.objects.active().filter(interview__loop=interview.loop_id)
    context = {
        "interview": interview,
        "application": interview.loop.application,
        "owing": seats.filter(user=request.user).owing().select_related("interview").first(),
        "opens_nothing": observed_nothing(request.user, loop_id=interview.loop_id),
        "seats": seats.count(),
        "cards_in": seats.submitted().count(),
    }
    return render(request, "scorecards/not_yet.html", context, status=403)
