"""What a person has to do with interviews, and how one loop stands."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from hiring.activity import clock
from hiring.interviews import candidate_mail, feeds
from hiring.interviews.actions.booking import INTERVIEWING
from hiring.interviews.models import DebriefMeeting, Loop, Part, Seat
from hiring.pipeline.models import Application
from hiring.ui.pagination import keyset_page

# Nobody holds more seats at once; anyone who does finds the rest when these are done.
MAX_OPEN = 100
DONE_ON_A_PAGE = 20


@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """My seats: scorecards owed (the oldest first), interviews to come, what is done."""
    now = clock.now()
    seats = Seat.objects.of(request.user).with_interview()
    everything = Seat.everyone.of(request.user).filter(submitted_at=None).with_interview()
    coming = Q(part=Part.INTERVIEWER) | Q(during__startswith__gt=now)
    open_seats = list(everything.filter(coming).order_by("during", "id")[:MAX_OPEN])
    context = {
        "owed": [seat for seat in open_seats if seat.during.lower <= now],
        "upcoming": [seat for seat in open_seats if seat.during.lower > now],
        "page": keyset_page(
            seats.submitted(),
            order=("-submitted_at", "-id"),
            cursor=request.GET.get("cursor"),
            size=DONE_ON_A_PAGE,
            params=request.GET,
        ),
        "feed_url": feeds.address_of(request.user),
    }
    return render(request, "interviews/mine.html", context)


@require_safe
def loop(request: StaffRequest, loop_id: int) -> HttpResponse:
    """How a loop stands: who meets the candidate when, and which scorecards are in."""
    visible = Loop.objects.visible_to(request.user).with_subject().with_interviews()
    found = get_object_or_404(visible, pk=loop_id)
    interviews = list(found.interviews.all())
    seats = [seat for i in interviews if i.is_booked for seat in i.seats.all() if seat.is_active]
    about = Application.objects.filter(pk=found.application_id)
    context = {
        "loop": found,
        "concealed": about.concealed(request.user).exists(),
        "application": found.application,
        "interviews": interviews,
        "first_day": min((one.starts_at for one in interviews), default=clock.now()),
        "can_move": any(one.is_booked and not one.has_begun for one in interviews),
        "seats": len(seats),
        "cards_in": sum(seat.submitted_at is not None for seat in seats),
        "overdue": sum(seat.is_overdue for seat in seats),
        "mail_question": candidate_mail.cancel_question(found.application),
        "meeting": DebriefMeeting.objects.filter(loop=found, canceled_at=None)
        .prefetch_related("answers__user")
        .first(),
        "last_end": max((one.ends_at for one in interviews if one.is_booked), default=None),
        "others": Loop.objects.filter(application=found.application_id)
        .exclude(pk=found.pk)
        .select_related("stage"),
    }
    return render(request, "interviews/loop.html", context)


@require_safe
def of_application(request: StaffRequest, application_id: int) -> HttpResponse:
    """The loops of one application, for its page to take in, and the way to book one where one
    can be; alone it leads to the newest."""
    applications = Application.objects.visible_to(request.user).select_related("stage")
    application = get_object_or_404(applications, pk=application_id)
    visible = Loop.objects.visible_to(request.user).filter(application=application_id)
    loops = visible.select_related("stage").with_interviews().order_by("-created_at", "-id")
    is_bookable = application.is_active and application.stage.kind in INTERVIEWING
    is_booked = any(loop.is_booked and loop.stage_id == application.stage_id for loop in loops)
    context = {
        "application": application,
        "loops": loops,
        "is_bookable": is_bookable and not is_booked,
    }
    if "HX-Request" in request.headers:
        return render(request, "interviews/_of_application.html", context)
    return redirect(loops[0] if loops else application)
