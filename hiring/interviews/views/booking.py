"""Booking a loop, and adding one interview to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.forms import ZONES
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.actions import Refused
from hiring.interviews import candidate_mail, signing
from hiring.interviews.actions import booking
from hiring.interviews.actions.booking import INTERVIEWING
from hiring.interviews.actions.offering import offer_times
from hiring.interviews.actions.proposing import (
    is_current,
    request_explanation,
    request_proposal,
)
from hiring.interviews.booking import BookingPage
from hiring.interviews.calendar import calendar_of, first_day, window
from hiring.interviews.forms import BaseSlotFormSet, LoopForm
from hiring.interviews.models import Hold, Holder, Loop, Proposal, Seat
from hiring.interviews.people import Directory, chosen_users
from hiring.interviews.planning_forms import WishForm
from hiring.interviews.previewing import mails_of_booking
from hiring.interviews.proposals import plan_lines
from hiring.interviews.reasons import Sentences
from hiring.interviews.times import day_of
from hiring.interviews.views.changing import told
from hiring.pipeline.models import Application
from hiring.scheduling.free_time import free_times
from hiring.ui.numbers import whole_number

MAX_PEOPLE = 60


def book(request: StaffRequest, application_id: int) -> HttpResponse:
    application = _application(request, application_id)
    # Before all else: which of the other answers comes would tell what was decided.
    if Application.objects.filter(pk=application.pk).concealed(request.user).exists():
        return _not_here(request, application, concealed=True)
    if present := application.loops.booked().filter(stage=application.stage_id).first():
        return _already_booked(request, present)
    if not application.is_active or application.stage.kind not in INTERVIEWING:
        return _not_here(request, application)
    page = BookingPage(application, request.user)
    if request.method != "POST":
        return _show(request, page, *page.fresh())
    if "suggest" in request.POST:
        return _suggested(request, page)
    rearranged = {"again": page.again, "arrange": page.lined_up, "more": page.with_one_more}
    for name, forms in rearranged.items():
        if name in request.POST:
            proposal = _proposal(request, application)
            return _show(request, page, *forms(request.POST), proposal=proposal)
    loop_form, formset = page.given(request.POST)
    if loop_form.is_valid() and formset.is_valid():
        with refusals.shown_in(formset):
            _ask_about(request, formset)
            if "offer" in request.POST:
                hours = loop_form.cleaned_data["hold_hours"]
                return _offered(request, application, page.plan_of(formset), hours)
            loop = booking.book_loop(
                application=application,
                slots=formset.slots(),
                actor=request.user,
                over_limits=request.POST.get("over_limits") == "true",
            )
            return _booked(request, loop, len(formset.held()))
    proposal = _proposal(request, application)
    if proposal and not is_current(proposal):
        wishes = WishForm.given(request.POST).wishes
        proposal = request_proposal(application=application, actor=request.user, wishes=wishes)
    return _show(request, page, loop_form, formset, proposal=proposal, status=400)


def add(request: StaffRequest, loop_id: int) -> HttpResponse:
    """Add an interview to a booked loop."""
    loop = get_object_or_404(Loop.objects.visible_to(request.user).with_subject(), pk=loop_id)
    page = BookingPage(loop.application, request.user)
    if request.method != "POST":
        return _show(request, page, *page.forms([page.proposed(request.GET)]), loop=loop)
    if "again" in request.POST:
        return _show(request, page, *page.again(request.POST), loop=loop)
    loop_form, formset = page.given(request.POST)
    if loop_form.is_valid() and formset.is_valid() and formset.held():
        with refusals.shown_in(formset):
            position = loop.interviews.count() + 1
            _ask_about(request, formset)
            slot = formset.held()[0].slot(position=position)
            over = request.POST.get("over_limits") == "true"
            booking.add_interview(loop=loop, slot=slot, actor=request.user, over_limits=over)
            text = _("Booked “%(name)s” and invited its interviewers.") % {"name": slot.name}
            messages.success(request, f"{text} {_told(request, loop)}")
            return redirect(loop)
    return _show(request, page, loop_form, formset, loop=loop, status=400)


def _ask_about(request: StaffRequest, formset: BaseSlotFormSet) -> None:
    """Have the page ask whether those who were not signed off are to hold the interviews."""
    if request.POST.get("not_signed_off") != "true":
        signing.ask_about([(slot.kind, slot.interviewers) for slot in formset.slots()])


def _suggested(request: StaffRequest, page: BookingPage) -> HttpResponse:
    """Fill in the plan that was chosen, `<proposal>:<number>`; else have plans looked for."""
    pk, _colon, number = request.POST["suggest"].partition(":")
    proposal = page.application.proposals.filter(pk=whole_number(pk) or 0).first()
    plans = ((proposal and proposal.answer) or {}).get("plans", [])
    chosen = whole_number(number)
    if proposal is None or chosen is None or chosen >= len(plans):
        asked = request_proposal(
            application=page.application,
            actor=request.user,
            is_new=True,
            wishes=WishForm.given(request.POST).wishes,
        )
        return _show(request, page, *page.again(request.POST), proposal=asked)
    forms = page.suggested(request.POST, plans[chosen])
    return _show(request, page, *forms, proposal=proposal, chosen=chosen)


@require_POST
def plans(request: StaffRequest, application_id: int) -> HttpResponse:
    """Have times looked for, or say how that stands; the page asks when it has opened."""
    application = _application(request, application_id)
    if Application.objects.filter(pk=application.pk).concealed(request.user).exists():
        raise Http404
    proposal = _proposal(request, application) or request_proposal(
        application=application, actor=request.user, wishes=WishForm.given(request.POST).wishes
    )
    context = _plans(request, application, proposal)
    return render(request, "interviews/_plans.html", context)


@require_POST
def why(request: StaffRequest, application_id: int) -> HttpResponse:
    """Say why there is no earlier plan and what would help; a worker finds that out first."""
    application = _application(request, application_id)
    if Application.objects.filter(pk=application.pk).concealed(request.user).exists():
        raise Http404
    proposal = _proposal(request, application) or request_proposal(
        application=application, actor=request.user
    )
    request_explanation(proposal=proposal)
    context = {
        "application": application,
        "proposal": proposal,
        "sentences": Sentences(proposal, application),
    }
    return render(request, "interviews/_why.html", context)


@require_POST
def mails(request: StaffRequest, application_id: int) -> HttpResponse:
    """Show the emails that booking what is typed would send."""
    application = _application(request, application_id)
    page = BookingPage(application, request.user)
    loop_form, formset = page.given(request.POST)
    context: dict[str, Any] = {"mails": [], "problem": _("Complete the interviews first.")}
    if loop_form.is_valid() and formset.is_valid():
        try:
            context["mails"], context["told"] = mails_of_booking(
                application=application,
                slots=formset.slots(),
                actor=request.user,
                tells_candidate=request.POST.get(candidate_mail.SEND) == "true",
            )
        except Refused as refusal:
            context["problem"] = refusal.message
    return render(request, "interviews/_mails.html", context)


def _offered(
    request: StaffRequest, application: Application, plan: dict, hours: int | None
) -> HttpResponse:
    """Reserve what is typed for the candidate, and write to them."""
    hold, told = offer_times(application=application, plan=plan, actor=request.user, hours=hours)
    until = date_format(localtime(hold.expires_at), "D, M j, H:i")
    text = _("Reserved the times for the candidate until %(until)s.") % {"until": until}
    messages.success(request, f"{text} {told}")
    return redirect("interviews:choice", application_id=application.pk)


def _proposal(request: StaffRequest, application: Application) -> Proposal | None:
    """Return the plans that the page showed."""
    pk = whole_number(request.POST.get("proposal")) or 0
    return application.proposals.filter(pk=pk).first()


def _plans(
    request: StaffRequest,
    application: Application,
    proposal: Proposal | None,
    chosen: int | None = None,
) -> dict[str, Any]:
    lines = plan_lines(proposal, zone=request.user.zone, chosen=chosen) if proposal else []
    return {
        "application": application,
        "proposal": proposal,
        "plans": lines,
        "reasons": Sentences(proposal, application).reasons if proposal and not lines else [],
        "wish_form": WishForm.given(request.POST),
    }


@require_safe
@cache_control(private=True, max_age=3600)
def zones(request: StaffRequest) -> HttpResponse:
    """Every time zone, as options for a list that started with the likely ones."""
    return render(request, "interviews/_zones.html", {"zones": ZONES})


@require_safe
def book_calendar(request: StaffRequest, application_id: int) -> HttpResponse:
    """Two weeks from a `day` on, of the `people` whose calendars the page lacks."""
    application = _application(request, application_id)
    ids = {whole_number(part) or 0 for part in request.GET.get("people", "").split(",")}
    zone = request.user.zone
    day = day_of(request.GET.get("day", "")) or first_day(zone)
    people = chosen_users(sorted(ids - {0})[:MAX_PEOPLE])
    found = calendar_of(
        application.candidate,
        free_times(people.values(), *window(day, zone)).values(),
        Directory(application.requisition_id),
        day=day,
        zone=zone,
        but_not=application.loops.filter(pk=whole_number(request.GET.get("loop")) or 0).first(),
    )
    return JsonResponse(found)


@require_safe
def book_people(request: StaffRequest, application_id: int) -> HttpResponse:
    """Whom one slot could take: the chosen, and those that a search finds."""
    application = _application(request, application_id)
    card = BookingPage(application, request.user).card_of(request.GET)
    return render(request, "interviews/_people.html", {"card": card, "application": application})


@require_safe
def book_questions(request: StaffRequest, application_id: int) -> HttpResponse:
    """What one slot could ask, for the rubric just chosen."""
    application = _application(request, application_id)
    card = BookingPage(application, request.user).card_of(request.GET)
    return render(request, "interviews/_questions.html", {"card": card})


def _application(request: StaffRequest, application_id: int) -> Application:
    visible = Application.objects.visible_to(request.user).with_names()
    return get_object_or_404(visible, pk=application_id)


def _not_here(
    request: StaffRequest, application: Application, *, concealed: bool = False
) -> HttpResponse:
    context = {"application": application, "concealed": concealed}
    return render(request, "interviews/book_not.html", context)


def _show(
    request: StaffRequest,
    page: BookingPage,
    loop_form: LoopForm,
    formset: BaseSlotFormSet,
    *,
    loop: Loop | None = None,
    proposal: Proposal | None = None,
    chosen: int | None = None,
    status: int = 200,
) -> HttpResponse:
    cards = page.cards(formset, loop_form["zone"].value())
    context = {
        "application": page.application,
        "loop_form": loop_form,
        "formset": formset,
        "cards": cards,
        "hypotheses": page.hypotheses,
        "untested": page.untested(cards),
        "calendar": page.calendar(cards),
        "loop": loop,
        "rooms": page.rooms,
        "hold": Hold.objects.live()
        .filter(application=page.application, holder=Holder.CANDIDATE)
        .first(),
        "mail_question": candidate_mail.question(
            page.application, candidate_mail.kind_of_change(page.application)
        ),
        "opening": request.method != "POST",
        **_plans(request, page.application, proposal, chosen),
    }
    return render(request, "interviews/book.html", context, status=status)


def _booked(request: StaffRequest, loop: Loop, interviews: int) -> HttpResponse:
    booked = ngettext(
        "Loop booked: %(n)d interview.", "Loop booked: %(n)d interviews.", interviews
    ) % {"n": interviews}
    invitations = Seat.everyone.filter(interview__loop=loop).count()
    sent = ngettext(
        "Sent %(n)d invitation to interviewers.",
        "Sent %(n)d invitations to interviewers.",
        invitations,
    ) % {"n": invitations}
    messages.success(request, f"{booked} {sent} {_told(request, loop)}")
    return redirect(loop)


def _told(request: StaffRequest, loop: Loop) -> str:
    return told(request, loop.application, candidate_mail.kind_of_change(loop.application))


def _already_booked(request: StaffRequest, loop: Loop) -> HttpResponse:
    if request.method == "POST":
        messages.info(request, _("This loop is already booked, as below. Nothing was changed."))
    return redirect(loop)
