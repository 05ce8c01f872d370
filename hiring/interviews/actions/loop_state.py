"""What follows from any change of a loop: who may see the application, and whose turn it is."""

from django.db.models import Exists, OuterRef

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict
from hiring.interviews.mails import notify_seated, notify_unseated
from hiring.interviews.meeting_mails import follow_panel
from hiring.interviews.models import (
    SCORECARD_DUE_AFTER,
    Interview,
    Loop,
    LoopStatus,
    Part,
    Seat,
    SeatStatus,
)
from hiring.pipeline.actions import participants
from hiring.pipeline.models import Application, Party


def locked_loop(loop_id: int) -> Loop:
    """Return the loop, locked until the transaction ends.

    Every action that changes a loop takes this lock first. So two interviewers who submit at the
    same moment come one after the other, and one of them is the last. The application is locked
    before its loop, in the order in which an ending takes them, so that neither waits crosswise.
    """
    application = Application.objects.filter(loops=loop_id)
    application.select_for_update(of=("self",), no_key=True).get()
    loops = Loop.objects.with_subject().select_for_update(of=("self",))
    return loops.get(pk=loop_id)


def locked_interview(interview: Interview) -> Interview:
    """Return the interview as it now is, its loop locked."""
    loop = locked_loop(interview.loop_id)
    fresh = Interview.objects.get(pk=interview.pk)
    fresh.loop = loop
    return fresh


def locked_seat(seat: Seat) -> Seat:
    """Return the seat as it now is, its loop locked."""
    loop_id = Interview.objects.values_list("loop_id", flat=True).get(pk=seat.interview_id)
    loop = locked_loop(loop_id)
    fresh = Seat.everyone.select_related("user", "interview").get(pk=seat.pk)
    fresh.interview.loop = loop
    return fresh


def take_seat(interview: Interview, user: User, part: Part = Part.INTERVIEWER) -> Seat:
    """Return a new seat of the user, who may from now on see the application."""
    seat = Seat.everyone.create(
        interview=interview,
        user=user,
        part=part,
        during=interview.during,
        is_late=interview.is_over,
    )
    admit(seat)
    return seat


def admit(seat: Seat) -> None:
    """Let the seat's person see the application, and tell them of the seat."""
    loop = seat.interview.loop
    participants.admit_participant(
        application=loop.application,
        user=seat.user,
        seat_id=seat.pk,
        loop_id=loop.pk,
        watches=seat.learns,
    )
    notify_seated(seat)


def give_up_seat(seat: Seat, *, as_status: SeatStatus) -> None:
    """End an active seat: no scorecard is owed for it, and its right to see ends."""
    seat.sequence += 1
    Seat.everyone.filter(pk=seat.pk, status=SeatStatus.ACTIVE).update(
        status=as_status, sequence=seat.sequence
    )
    participants.dismiss_participant(seat_id=seat.pk)
    if seat.during.upper > clock.now():
        # Anyone who was to come must know; what is over needs no mail.
        notify_unseated(seat)


def seat_submitted(*, seat: Seat, observed: bool = True) -> None:
    """Note that the seat's scorecard is in; after the loop's last it is the manager's turn.

    `observed`: whether it says anything of the candidate; if not, it opens nothing to its writer.

    Called by the app above. Raises Conflict when the seat no longer waits for a card.
    """
    seat = locked_seat(seat)
    owing = Seat.objects.owing().filter(pk=seat.pk)
    if not owing.update(submitted_at=clock.now()):
        raise Conflict("this interviewer has no scorecard to submit")
    participants.scorecard_received(seat_id=seat.pk, observed=observed)
    settle(seat.interview.loop)


def settle(loop: Loop) -> None:
    """Write down on the application what its interviews mean for it."""
    application = loop.application
    _note_next_interview(application)
    follow_panel(loop)
    if application.is_active and application.stage_id == loop.stage_id:
        _note_whose_turn(application, loop)


def settle_stage(application: Application) -> None:
    """Settle the loop that is booked in the stage where the application now is, if any."""
    loops = Loop.objects.booked().filter(application=application, stage=application.stage_id)
    for loop_id in loops.values_list("pk", flat=True):
        settle(locked_loop(loop_id))


def close_if_empty(loop: Loop) -> None:
    """End a loop of which nothing is left, so that another can be booked in its stage."""
    if not loop.interviews.booked().exists():
        Loop.objects.filter(pk=loop.pk).update(status=LoopStatus.CANCELED)
        loop.status = LoopStatus.CANCELED


def subject_of(loop: Loop) -> dict:
    """Return whom and what an event on this loop is about, as `record` takes it."""
    application = loop.application
    return {
        "candidate": application.candidate_id,
        "application": application,
        "requisition": application.requisition_id,
    }


def _note_next_interview(application: Application) -> None:
    interviews = Interview.objects.upcoming(now=clock.now())
    mine = interviews.filter(candidate=application.candidate_id, loop__application=application)
    first = mine.order_by("during").first()
    participants.set_next_interview(application=application, at=first.starts_at if first else None)


def _note_whose_turn(application: Application, loop: Loop) -> None:
    seats = Seat.objects.active().filter(interview__loop=loop)
    owed = [seat.during.upper for seat in seats.owing()]
    if owed:
        due_at = min(owed) + SCORECARD_DUE_AFTER
        participants.set_waiting(application=application, party=Party.INTERVIEWER, due_at=due_at)
    elif seats.exists() and not _is_anything_unheld(loop):
        participants.set_waiting(application=application, party=Party.HIRING_MANAGER)
    else:
        participants.set_waiting(application=application, party=Party.RECRUITER)


def _is_anything_unheld(loop: Loop) -> bool:
    """Whether an interview is left without anybody in it: to be booked again or called off."""
    held = Seat.objects.active().filter(interview=OuterRef("pk"))
    return loop.interviews.booked().filter(~Exists(held)).exists()
