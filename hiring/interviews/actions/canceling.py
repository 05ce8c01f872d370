"""What does not take place: canceled interviews and no-shows."""

from itertools import groupby

from django.db import transaction

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import record
from hiring.interviews.actions.checks import (
    refuse_before_start,
    refuse_if_submitted,
)
from hiring.interviews.actions.interviewers import interviewer_absent
from hiring.interviews.actions.loop_state import (
    close_if_empty,
    give_up_seat,
    locked_interview,
    locked_loop,
    settle,
    subject_of,
)
from hiring.interviews.models import Interview, InterviewStatus, Loop, LoopStatus, Seat, SeatStatus
from hiring.interviews.querysets import InterviewQuerySet
from hiring.interviews.verbs import Verb
from hiring.pipeline.actions.seats import refuse_ending
from hiring.pipeline.blindness import others_are_in
from hiring.pipeline.models import Application


@transaction.atomic
def cancel_interview(*, interview: Interview, actor: User | None) -> Interview:
    """Call one interview off; returns it. A second time changes nothing."""
    interview = locked_interview(interview)
    if not interview.is_booked:
        return interview
    _end(interview, InterviewStatus.CANCELED, actor)
    loop = interview.loop
    record(
        Verb.INTERVIEW_CANCELED,
        on=interview,
        actor=actor,
        interview=interview.name,
        **subject_of(loop),
    )
    close_if_empty(loop)
    settle(loop)
    return interview


@transaction.atomic
def cancel_loop(*, loop: Loop, actor: User | None) -> Loop:
    """Call a loop off with all its interviews; returns it. Evidence that is in keeps it."""
    loop = locked_loop(loop.pk)
    if not loop.is_booked:
        return loop
    refuse_if_submitted(list(Seat.objects.filter(interview__loop=loop).select_related("user")))
    for interview in loop.interviews.booked():
        _end(interview, InterviewStatus.CANCELED, actor)
    Loop.objects.filter(pk=loop.pk).update(status=LoopStatus.CANCELED)
    loop.status = LoopStatus.CANCELED
    record(Verb.LOOP_CANCELED, on=loop, actor=actor, **subject_of(loop))
    settle(loop)
    return loop


def count_upcoming(application: Application) -> int:
    """Return how many interviews of the application are still to come."""
    return _upcoming(application).count()


def took_place(application: Application) -> bool:
    """Return whether an interview of the application has begun."""
    of_it = Interview.objects.filter(
        candidate=application.candidate_id, loop__application=application
    )
    booked = of_it.filter(status=InterviewStatus.BOOKED)
    return booked.filter(during__startswith__lte=clock.now()).exists()


@transaction.atomic
def cancel_upcoming(application: Application, actor: User | None) -> int:
    """Cancel the interviews still to come, in every loop; return how many.

    What began stays, and what would lift the blindness of who asks: an own seat of theirs that
    keeps others' scorecards shut is ended by someone else.
    """
    interviews = list(_upcoming(application).order_by("loop_id", "position", "id"))
    groups = groupby(interviews, key=lambda interview: interview.loop_id)
    return sum(_cancel_in(locked_loop(loop_id), list(group), actor) for loop_id, group in groups)


def _upcoming(application: Application) -> InterviewQuerySet:
    upcoming = Interview.objects.upcoming(now=clock.now())
    return upcoming.filter(candidate=application.candidate_id, loop__application=application)


def _cancel_in(loop: Loop, interviews: list[Interview], actor: User | None) -> int:
    if actor and others_are_in(actor, loop_id=loop.pk):
        own = (
            Seat.objects.of(actor).filter(interview__loop=loop).values_list("interview", flat=True)
        )
        interviews = [interview for interview in interviews if interview.pk not in set(own)]
    if len(interviews) == loop.interviews.booked().count():
        cancel_loop(loop=loop, actor=actor)
    else:
        for interview in interviews:
            cancel_interview(interview=interview, actor=actor)
    return len(interviews)


def record_no_show(
    *, seat: Seat | None = None, interview: Interview | None = None, actor: User
) -> Seat | Interview:
    """Record an interviewer (`seat`) or the candidate (`interview`) as a no-show.

    No scorecard is owed for it any more. Anyone who held the seat stays blind until the loop's
    remaining cards are in.
    """
    if seat is not None:
        return interviewer_absent(seat, actor)
    if interview is not None:
        return _candidate_absent(interview, actor)
    raise TypeError("say whose seat or which interview")


@transaction.atomic
def _candidate_absent(interview: Interview, actor: User) -> Interview:
    interview = locked_interview(interview)
    if not interview.is_booked:
        return interview
    refuse_before_start(interview)
    _end(interview, InterviewStatus.NO_SHOW, actor)
    loop = interview.loop
    record(Verb.NO_SHOW, on=interview, actor=actor, interview=interview.name, **subject_of(loop))
    close_if_empty(loop)
    settle(loop)
    return interview


def _end(interview: Interview, status: InterviewStatus, actor: User | None) -> None:
    seats = list(Seat.everyone.active().filter(interview=interview).select_related("user"))
    refuse_if_submitted(seats)
    rating = [seat.user for seat in seats if not seat.learns]
    refuse_ending(rating, loop_id=interview.loop_id, actor=actor)
    interview.status, interview.sequence = status, interview.sequence + 1
    interview.save(update_fields=["status", "sequence"])
    for seat in seats:
        give_up_seat(seat, as_status=SeatStatus.CANCELED)
