"""What can be done with one application."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.actions import Refused
from hiring.pipeline.actions import deadlines, moving, notes, reopening
from hiring.pipeline.actions.owners import assign
from hiring.pipeline.candidate_mail import (
    when_sent,
)
from hiring.pipeline.forms import EndForm, EndingForm, MoveForm, NoteForm, OtherOfferForm
from hiring.pipeline.mentions import readers_of, told_of
from hiring.pipeline.models import Application
from hiring.pipeline.views.board import board_after_move
from hiring.pipeline.views.kept_letter import keep_letter
from hiring.pipeline.views.loading import back, visible_application
from hiring.pipeline.views.missing_scorecards import ask_first, must_ask
from hiring.pipeline.views.undo import undoable
from hiring.pipeline.views.workspace import resume_page
from hiring.requisitions.actions.owners import can_own
from hiring.requisitions.forms.team import OwnersForm


@require_POST
def advance(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    form = MoveForm(request.POST, application=application)

    def move() -> str:
        stage, came_from = _chosen(form, "to_stage"), application.stage
        moving.advance(
            application=application,
            to_stage=stage,
            expected_stage=form.cleaned_data["expected_stage"],
            actor=request.user,
        )
        told = {"name": application.candidate.name, "stage": stage.name}
        text = _("Moved %(name)s to %(stage)s.") % told
        if stage == came_from:
            return text
        back_to = {"to_stage": came_from.pk, "expected_stage": stage.pk}
        return undoable(request, application, text, "pipeline:advance", **back_to)

    if must_ask(request, application, form):
        return ask_first(request, application)
    return _done(request, application, move)


@require_POST
def reject(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    form = EndForm(request.POST, by_candidate=False)

    def end() -> str:
        ended = moving.reject(
            application=application,
            reason=_chosen(form, "reason"),
            expected_stage=form.cleaned_data["expected_stage"],
            cancel_interviews=form.cleaned_data["cancel_interviews"],
            letter=form.letter,
            actor=request.user,
        )
        text = _("Rejected %(name)s.") % {"name": application.candidate.name}
        return undoable(request, application, _also(text, ended), "pipeline:reopen")

    return _done(request, application, end, form)


@require_POST
def withdraw(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    form = EndForm(request.POST, by_candidate=True)

    def end() -> str:
        ended = moving.withdraw(
            application=application,
            reason=_chosen(form, "reason"),
            cancel_interviews=form.cleaned_data["cancel_interviews"],
            letter=form.letter,
            actor=request.user,
        )
        text = _("Marked %(name)s as withdrawn.") % {"name": application.candidate.name}
        return undoable(request, application, _also(text, ended), "pipeline:reopen")

    return _done(request, application, end, form)


@require_POST
def owners(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    form = OwnersForm(request.POST, owned=application, people=can_own(application.requisition_id))
    if form.is_valid():
        assign(application=application, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose someone from the list. Nothing was changed."))
    return redirect(back(request, application))


@require_POST
def hire(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)

    def end() -> str:
        wish = _chosen(EndingForm(request.POST), "cancel_interviews")
        hired = moving.hire(application=application, cancel_interviews=wish, actor=request.user)
        text = _also(
            _("Marked %(name)s as hired.") % {"name": application.candidate.name},
            hired,
        )
        if hired.requisition.openings_left == 0:
            said = _("All openings on %(key)s are filled. You can close the job on its page.")
            text = f"{text} {said % {'key': hired.requisition.key}}"
        return undoable(request, application, text, "pipeline:reopen")

    return _done(request, application, end)


@require_POST
def reopen(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)

    def take_up() -> str:
        reopened = reopening.reopen(application=application, actor=request.user)
        text = _("Reopened %(name)s’s application.") % {"name": application.candidate.name}
        return " ".join([text, *_stays(reopened)])

    return _done(request, application, take_up)


@require_POST
def note(request: StaffRequest, application_id: int) -> HttpResponse:
    application = visible_application(request, application_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        with refusals.shown_in(form):
            note = notes.add_note(
                application=application, body=form.cleaned_data["body"], actor=request.user
            )
            messages.success(request, told_of(note))
            return redirect(back(request, otherwise=f"{application.get_absolute_url()}#notes"))
    return resume_page(request, application, form, status=400)


@require_safe
def readers(request: StaffRequest, application_id: int) -> JsonResponse:
    """Who can read the notes, for the names after an @."""
    people = readers_of(visible_application(request, application_id))
    return JsonResponse({"names": sorted(p.name for p in people if p != request.user)})


@require_POST
def other_offer(request: StaffRequest, application_id: int) -> HttpResponse:
    """Note until when the candidate has another offer."""
    application = visible_application(request, application_id)
    form = OtherOfferForm(request.POST)
    if form.is_valid():
        deadlines.set_other_offer(
            application=application, until=form.cleaned_data["until"], actor=request.user
        )
        messages.success(request, _("Saved."))
        return redirect(application)
    messages.error(request, _("Nothing was saved. Enter a date."))
    return redirect(application)


def _chosen(form: Any, name: str) -> Any:
    """Return what the form chose; a form that chose nothing is refused as an action would."""
    if form.is_valid():
        return form.cleaned_data[name]
    raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))


def _done(
    request: StaffRequest,
    application: Application,
    act: Callable[[], str],
    form: EndForm | None = None,
) -> HttpResponse:
    """Do it, say how it went, and go where the form said; an edited email is never lost."""
    if request.htmx and request.htmx.target == "board":
        return board_after_move(request, application, act)
    with refusals.flashed(request) as flashed:
        messages.success(request, act())
    if flashed.refusal and form and (kept := keep_letter(request, application, form)):
        return kept
    return redirect(back(request, application))


def _also(text: str, ended: Application) -> str:
    """Return the text, and who was told: the candidate, the interviewers, or nobody."""
    told = when_sent(ended.mail) if ended.mail else ""
    if not ended.canceled_interviews:
        return f"{text} {told or _('No email was sent.')}"
    canceled = ngettext(
        "Canceled %(n)d interview and notified the interviewers.",
        "Canceled %(n)d interviews and notified the interviewers.",
        ended.canceled_interviews,
    )
    return f"{text} {canceled % _n(ended)} {told or _('The candidate was not notified.')}"


def _stays(reopened: Application) -> Iterator[str]:
    """What became of the mails and interviews that went with the ending."""
    if reopened.canceled_mails:
        yield _("The email to the candidate was canceled.")
    if reopened.sent_mails:
        yield _("The candidate has already been emailed.")
    if reopened.canceled_interviews:
        gone = ngettext(
            "The canceled interview was not restored.",
            "The %(n)d canceled interviews were not restored.",
            reopened.canceled_interviews,
        )
        yield gone % _n(reopened)


def _n(application: Application) -> dict[str, int]:
    return {"n": application.canceled_interviews}
