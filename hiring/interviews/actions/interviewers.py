"""Other people in a booked interview: a substitute, one more, one less, a no-show."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity.actions import Conflict, Refused, record
from hiring.interviews.actions.checks import (
    check_interviewer,
    refuse_before_start,
    refuse_if_submitted,
    refuse_unless_booked,
)
from hiring.interviews.actions.conflicts import Wanted, lost_race, refuse_clashes
from hiring.interviews.actions.limits import keep_limits, lock_people
from hiring.interviews.actions.loop_state import (
    give_up_seat,
    locked_interview,
    locked_seat,
    settle,
    subject_of,
    take_seat,
)
from hiring.interviews.models import Interview, Part, Seat, SeatStatus
from hiring.interviews.verbs import Verb
from hiring.pipeline.actions import seats
from hiring.scheduling.models import TrainingStep
from hiring.scheduling.training import in_training


def replace_interviewer(*, seat: Seat, user: User, actor: User, over_limits: bool = False) -> Seat:
    """Return the substitute's new seat; the one replaced has no scorecard to submit any more."""
    check_interviewer(user, field="user")
    try:
        with transaction.atomic():
            return _replace(seat, user, actor, over_limits)
    except IntegrityError as error:
        raise _person_lost(error, seat.interview, user, actor) from error


def add_seat(
    *,
    interview: Interview,
    user: User,
    actor: User,
    over_limits: bool = False,
    learns: bool = False,
) -> Seat:
    """Return a seat for one more person in the interview; asked twice, the same one.

    Who `learns` shadows it, or leads it beside somebody qualified, by their step for its kind.
    """
    check_interviewer(user, field="user")
    try:
        with transaction.atomic():
            if learns:
                return _add_learner(interview, user, actor, over_limits)
            return _add_seat(interview, user, actor, over_limits)
    except IntegrityError as error:
        raise _person_lost(error, interview, user, actor) from error


@transaction.atomic
def cancel_seat(*, seat: Seat, actor: User) -> Seat:
    """Let one of several interviewers go; returns the seat. The last one cannot."""
    seat = locked_seat(seat)
    if not seat.is_active:
        return seat
    refuse_if_submitted([seat])
    if not seat.learns:
        _refuse_if_needed(seat, actor)
    give_up_seat(seat, as_status=SeatStatus.CANCELED)
    return _seat_changed(seat, actor)


def _refuse_if_needed(seat: Seat, actor: User) -> None:
    if not seat.interview.seats.active().exclude(pk=seat.pk).exists():
        raise Refused(
            _(
                "An interview needs at least one interviewer. Replace %(person)s, or cancel the "
                "interview."
            )
            % {"person": seat.user}
        )
    _refuse_if_own(seat, actor)


@transaction.atomic
def interviewer_absent(seat: Seat, actor: User) -> Seat:
    """Record an interviewer as a no-show; returns the seat, for which nothing is owed."""
    seat = locked_seat(seat)
    if not seat.is_active:
        return seat
    refuse_before_start(seat.interview)
    refuse_if_submitted([seat])
    _refuse_if_own(seat, actor)
    give_up_seat(seat, as_status=SeatStatus.NO_SHOW)
    return _seat_changed(seat, actor, verb=Verb.NO_SHOW)


def _replace(seat: Seat, user: User, actor: User, over_limits: bool) -> Seat:
    seat = locked_seat(seat)
    interview = seat.interview
    present = interview.seats.active().filter(user=user).first()
    if present and not seat.is_active:
        return present
    refuse_unless_booked(interview)
    if not seat.is_active:
        raise Conflict(_("%(person)s is no longer an interviewer here.") % {"person": seat.user})
    refuse_if_submitted([seat])
    _refuse_if_seated(interview, user)
    _refuse_if_own(seat, actor)
    _refuse_if_not_blind(interview, user, actor)
    _refuse_if_busy(interview, user, actor, over_limits)
    give_up_seat(seat, as_status=SeatStatus.CANCELED)
    return _seat_changed(take_seat(interview, user, Part(seat.part)), actor)


def _add_seat(interview: Interview, user: User, actor: User, over_limits: bool) -> Seat:
    interview = locked_interview(interview)
    if present := interview.seats.active().filter(user=user).first():
        return present
    refuse_unless_booked(interview)
    _refuse_if_seated(interview, user)
    _refuse_if_not_blind(interview, user, actor)
    _refuse_if_busy(interview, user, actor, over_limits)
    return _seat_changed(take_seat(interview, user), actor)


def _add_learner(interview: Interview, user: User, actor: User, over_limits: bool) -> Seat:
    """Who could read cards can’t: a seat given up later must not hide that they could."""
    interview = locked_interview(interview)
    present = Seat.everyone.of(user).filter(interview=interview).first()
    if present and present.learns:
        return present
    refuse_unless_booked(interview)
    _refuse_if_seated(interview, user)
    if interview.is_over:
        raise Refused(_("This interview is over, so nobody can shadow it."))
    _refuse_if_not_blind(interview, user, actor)
    _refuse_if_busy(interview, user, actor, over_limits)
    leads = in_training([interview.kind], TrainingStep.REVERSE_SHADOW).get(interview.kind, [])
    part = Part.REVERSE_SHADOW if user in leads else Part.SHADOW
    return _seat_changed(take_seat(interview, user, part), actor)


def _seat_changed(seat: Seat, actor: User, *, verb: Verb = Verb.SEAT_CHANGED) -> Seat:
    interview = seat.interview
    loop = interview.loop
    record(
        verb, on=seat, actor=actor, interview=interview.name, user=seat.user_id, **subject_of(loop)
    )
    settle(loop)
    seat.refresh_from_db(fields=["status"])
    return seat


def _refuse_if_own(seat: Seat, actor: User) -> None:
    interview = seat.interview
    if seat.learns:
        return
    due = interview.has_begun
    seats.refuse_ending([seat.user], loop_id=interview.loop_id, actor=actor, is_due=due)


def _refuse_if_not_blind(interview: Interview, user: User, actor: User) -> None:
    seats.refuse_seats(
        [user],
        application=interview.loop.application,
        loop_id=interview.loop_id,
        is_over=interview.is_over,
        actor=actor,
        field="user",
    )


def _refuse_if_seated(interview: Interview, user: User) -> None:
    present = Seat.everyone.of(user).filter(interview=interview).first()
    if present:
        text = _("%(person)s is already an interviewer here.")
        if present.learns:
            text = _("%(person)s shadows this interview. Remove them from it first.")
        raise Refused(text % {"person": user}, field="user")


def _refuse_if_busy(interview: Interview, user: User, actor: User, over_limits: bool) -> None:
    wanted = [Wanted(interview.name, interview.during, (user,))]
    lock_people(wanted)
    refuse_clashes(wanted, candidate=interview.candidate, viewer=actor, but_not=interview)
    keep_limits(
        wanted,
        application=interview.loop.application,
        actor=actor,
        over_limits=over_limits,
        but_not=interview,
    )


def _person_lost(error: IntegrityError, interview: Interview, user: User, actor: User) -> Conflict:
    wanted = Wanted(interview.name, interview.during, (user,))
    return lost_race(
        error, [wanted], candidate=interview.candidate, viewer=actor, but_not=interview
    )
