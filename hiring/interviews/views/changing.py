"""Moving, replacing, canceling, and no-shows."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.accounts.models import User
from hiring.accounts.requests import StaffRequest
from hiring.activity import clock, refusals
from hiring.activity.actions import Refused
from hiring.interviews import candidate_mail, signing
from hiring.interviews.actions import canceling, interviewers, moving
from hiring.interviews.actions.checks import FURTHEST
from hiring.interviews.actions.limits import LimitReached
from hiring.interviews.forms import MoveForm
from hiring.interviews.load import loads
from hiring.interviews.loop_defaults import perspective_asked
from hiring.interviews.models import Interview, Loop, Part, Seat
from hiring.interviews.moves import openings, times_for
from hiring.interviews.people import Directory, Person, against, persons, seats_at
from hiring.interviews.querysets import SeatQuerySet, with_seats
from hiring.pipeline.blindness import could_read
from hiring.pipeline.models import Application
from hiring.scheduling.free_time import free_times
from hiring.scheduling.training import learners, qualified_for
from hiring.ui.numbers import whole_number

MAX_SEARCH_LENGTH = 100
DAY = timedelta(days=1)


def move(request: StaffRequest, interview_id: int) -> HttpResponse:
    interview = _interview(request, interview_id)
    zone = request.user.zone
    form = MoveForm(_typed(request) or None, interview=interview, zone=zone)
    if form.is_valid():
        with refusals.shown_in(form):
            asked = {name: form.cleaned_data[name] for name in _ASKED}
            if "room" in request.POST:
                asked["room_id"] = int(form.cleaned_data["room"])
            before = (interview.during, interview.place)
            moved = moving.move_interview(
                interview=interview,
                actor=request.user,
                seen=form.opened(),
                over_limits=over_limits(request),
                **asked,
            )
            same = (moved.during, moved.place) == before
            text = _("Nothing was changed.") if same else _moved_text(request, moved)
            messages.success(request, text)
            if not same and (names := _not_free(moved)):
                text = _("Not free then: %(names)s. They have been notified all the same.")
                messages.warning(request, text % {"names": names})
            return redirect(interview.loop)
    application = interview.loop.application
    kind = candidate_mail.kind_of_change(application)
    context = {
        "interview": form.interview,
        "application": application,
        "form": form,
        "times": _free_times(interview, zone) if interview.is_booked else [],
        "mail_question": candidate_mail.question(application, kind),
    }
    status = 400 if form.is_bound else 200
    return render(request, "interviews/move.html", context, status=status)


def _typed(request: StaffRequest) -> QueryDict:
    """Return what was sent, with the suggested time that was pressed in place of the typed one."""
    data = request.POST.copy()
    start = parse_datetime(data.get("to", "")) if "to" in data else None
    if start is not None and start.tzinfo and abs(start - clock.now()) < FURTHEST:
        local = start.astimezone(ZoneInfo(request.user.zone))
        data["day"], data["start"] = local.date().isoformat(), f"{local:%H:%M}"
        data["zone"] = request.user.zone
    return data


def _free_times(interview: Interview, zone: str) -> list[DateTimeTZRange]:
    """Return when everybody of the interview is free."""
    prefetch_related_objects([interview], *with_seats())
    found = openings([interview], but_not=interview, zone=zone)
    length = timedelta(minutes=interview.minutes)
    return [DateTimeTZRange(start, start + length) for start in times_for(interview, found)]


def _not_free(interview: Interview) -> str:
    """Return who of an interview has no time for it by what is known, and why not."""
    seats = Seat.everyone.active().filter(interview=interview).select_related("user")
    users = [seat.user for seat in seats.order_by("user__name", "pk")]
    times = free_times(users, interview.starts_at, interview.ends_at)
    reasons = [(user.name, against(times[user.pk], interview.during)) for user in users]
    return ", ".join(f"{name} ({why})" for name, why in reasons if why)


_ASKED = ("starts_at", "minutes", "zone", "place")


def _moved_text(request: StaffRequest, interview: Interview) -> str:
    text = _("Moved “%(name)s” and notified its interviewers.") % {"name": interview.name}
    application = interview.loop.application
    kind = candidate_mail.kind_of_change(application)
    return f"{text} {told(request, application, kind)}"


def told(request: StaffRequest, application: Application, kind: str) -> str:
    """Tell the candidate if the page said so; return as a sentence what became of it."""
    if request.POST.get(candidate_mail.SEND) != "true" or not kind:
        return _("The candidate was not notified.")
    key = candidate_mail.key_of(application)
    return candidate_mail.tell(application=application, kind=kind, actor=request.user, key=key)


def replace(request: StaffRequest, seat_id: int) -> HttpResponse:
    """Give a seat to someone else."""
    seat = _seat(request, seat_id)

    def give(user: User) -> Seat:
        over = over_limits(request)
        return interviewers.replace_interviewer(
            seat=seat, user=user, actor=request.user, over_limits=over
        )

    return _pick_person(request, seat.interview, give, seat=seat)


def seat_add(request: StaffRequest, interview_id: int) -> HttpResponse:
    """Add an interviewer to an interview, or with `?part=shadow` somebody who learns."""
    interview = _interview(request, interview_id)
    learns = request.GET.get("part") == Part.SHADOW

    def give(user: User) -> Seat:
        return interviewers.add_seat(
            interview=interview,
            user=user,
            actor=request.user,
            over_limits=over_limits(request),
            learns=learns,
        )

    return _pick_person(request, interview, give, learns=learns)


@require_POST
def cancel(request: StaffRequest, interview_id: int) -> HttpResponse:
    interview = _interview(request, interview_id)
    return _change(
        request,
        interview.loop,
        lambda: canceling.cancel_interview(interview=interview, actor=request.user),
        done=lambda: _canceled_text(
            request,
            _("Canceled “%(name)s”.") % {"name": interview.name},
            [interview],
            interview.loop,
        ),
        ask=_("Cancel “%(name)s”?") % {"name": interview.name},
    )


@require_POST
def cancel_loop(request: StaffRequest, loop_id: int) -> HttpResponse:
    loop = get_object_or_404(Loop.objects.visible_to(request.user).with_subject(), pk=loop_id)
    booked = list(loop.interviews.booked())
    return _change(
        request,
        loop,
        lambda: canceling.cancel_loop(loop=loop, actor=request.user),
        done=lambda: _canceled_text(request, _("Canceled the loop."), booked, loop),
        ask=_("Cancel the whole loop?"),
    )


def _canceled_text(
    request: StaffRequest, text: str, interviews: Iterable[Interview], loop: Loop
) -> str:
    """Return the text, and who was told: interviewers and the candidate, unless all was over."""
    if all(interview.is_over for interview in interviews):
        return f"{text} {_('No email was sent.')}"
    application = loop.application
    kind = candidate_mail.kind_of_cancellation(application)
    candidate = told(request, application, kind)
    return f"{text} {_('The interviewers were notified.')} {candidate}"


@require_POST
def no_show(request: StaffRequest, interview_id: int) -> HttpResponse:
    """Mark the candidate as a no-show."""
    interview = _interview(request, interview_id)
    return _change(
        request,
        interview.loop,
        lambda: canceling.record_no_show(interview=interview, actor=request.user),
        done=_("Marked the candidate as a no-show. No scorecards are due."),
        ask=_("Mark the candidate as a no-show for “%(name)s”?") % {"name": interview.name},
    )


@require_POST
def seat_cancel(request: StaffRequest, seat_id: int) -> HttpResponse:
    seat = _seat(request, seat_id, among=Seat.everyone.all())
    return _change(
        request,
        seat.interview.loop,
        lambda: interviewers.cancel_seat(seat=seat, actor=request.user),
        done=_("Removed %(person)s.") % {"person": seat.user},
        ask=_("Remove %(person)s from this interview?") % {"person": seat.user},
    )


@require_POST
def seat_no_show(request: StaffRequest, seat_id: int) -> HttpResponse:
    """Mark the interviewer as a no-show."""
    seat = _seat(request, seat_id)
    return _change(
        request,
        seat.interview.loop,
        lambda: canceling.record_no_show(seat=seat, actor=request.user),
        done=_("Marked %(person)s as a no-show. No scorecard is due.") % {"person": seat.user},
        ask=_("Mark %(person)s as a no-show?") % {"person": seat.user},
    )


def over_limits(request: StaffRequest) -> bool:
    """Return whether the page said to go past an interviewer's limit."""
    return request.POST.get("over_limits") == "true"


def _interview(request: StaffRequest, interview_id: int) -> Interview:
    visible = Interview.objects.visible_to(request.user).with_subject()
    return get_object_or_404(visible, pk=interview_id)


def _seat(request: StaffRequest, seat_id: int, among: SeatQuerySet | None = None) -> Seat:
    """Return an interviewer's seat, or any one of those `among` which it may be."""
    visible = Interview.objects.visible_to(request.user)
    known = Seat.objects.all() if among is None else among
    seats = known.with_interview().filter(interview__in=visible)
    return get_object_or_404(seats, pk=seat_id)


def _change(
    request: StaffRequest,
    loop: Loop,
    act: Callable[[], object],
    *,
    done: str | Callable[[], str],
    ask: str,
) -> HttpResponse:
    """Ask once (without JavaScript), act, and say on the loop's page what came of it."""
    if request.POST.get("confirmed") != "yes":
        context = {"title": ask, "action": _("Yes"), "cancel_url": loop.get_absolute_url()}
        return render(request, "ui/confirm_page.html", context)
    with refusals.flashed(request):
        act()
        messages.success(request, done if isinstance(done, str) else done())
    return redirect(loop)


def _pick_person(
    request: StaffRequest,
    interview: Interview,
    give: Callable[[User], Seat],
    *,
    seat: Seat | None = None,
    learns: bool = False,
) -> HttpResponse:
    refused, passing, over = "", None, False
    if request.method == "POST":
        try:
            user = _picked(request)
            if not learns and request.POST.get("not_signed_off") != "true":
                signing.ask_about([(interview.kind, [user])])
            taken = give(user)
        except Refused as refusal:
            refused = str(refusal.message)
            can_pass = isinstance(refusal, (LimitReached, signing.NotSignedOff))
            passing = _picked(request) if can_pass else None
            over = isinstance(refusal, LimitReached)
        else:
            messages.success(request, _("Assigned %(person)s.") % {"person": taken.user})
            return redirect(interview.loop)
    q = request.GET.get("q", "").strip()[:MAX_SEARCH_LENGTH]
    context = {
        "interview": interview,
        "application": interview.loop.application,
        "seat": seat,
        "learns": learns,
        "people": _candidates_for(interview, q, request.user, learns=learns, seat=seat),
        "q": q,
        "refused": refused,
        "passing": passing,
        "over": over,
    }
    part = request.headers.get("HX-Request") and request.method == "GET"
    template = "interviews/_picks.html" if part else "interviews/pick.html"
    return render(request, template, context, status=409 if refused else 200)


def _picked(request: StaffRequest) -> User:
    user = User.objects.active().filter(pk=whole_number(request.POST.get("user")) or 0).first()
    if user is None:
        raise Refused(_("Choose a person from the list."))
    return user


def _candidates_for(
    interview: Interview, q: str, viewer: User, *, learns: bool = False, seat: Seat | None = None
) -> list[Person]:
    """Who could take a seat of the interview: whom its person proposed, then those who fit best;
    not those who have one."""
    directory = Directory(interview.loop.application.requisition_id)
    taken = Seat.everyone.active().filter(interview=interview)
    seated = set(taken.values_list("user", flat=True))
    choose = learners if learns else qualified_for
    signed = choose([interview.kind]).get(interview.kind, [])
    proposed = seat.substitute if seat else None
    usual = [proposed, *signed] if proposed else signed
    offered = dict.fromkeys([*directory.found(q), *([] if q else usual)])
    users = [user for user in offered if user.pk not in seated]
    during = interview.during
    start, end = during.lower - DAY, during.upper + DAY
    found = persons(
        users,
        directory,
        during=during,
        seats=seats_at(users, during, but_not=interview),
        times=free_times(users, start, end),
        load=loads(users, start, end, but_not=interview),
        kind=interview.kind,
        signed=signed,
        barred=could_read(
            users,
            loop_id=interview.loop_id,
            requisition_id=interview.loop.application.requisition_id,
        ),
        viewer=viewer,
    )
    wanted = perspective_asked(interview)
    return sorted(found, key=lambda person: (person.user != proposed, _fit(person, wanted)))


def _fit(person: Person, perspective: str) -> tuple:
    """Order by: may take it, is free, is qualified, on the team, of that side, holds the least."""
    return (
        bool(person.busy or person.barred),
        bool(person.note),
        bool(person.unsigned),
        not person.role,
        bool(perspective) and person.side != perspective,
        person.week,
    )
