"""What interviewers answer to their invitations: yes, perhaps, no, or somebody else instead."""

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, record
from hiring.interviews.actions.loop_state import locked_seat, subject_of
from hiring.interviews.mails import notify_declined
from hiring.interviews.models import Answer, DebriefMeeting, MeetingAnswer, Seat
from hiring.interviews.verbs import Verb
from hiring.ui.one_line import one_line

MAX_REASON_LENGTH = 200


@transaction.atomic
def answer_seat(
    *, seat: Seat, answer: Answer, reason: str = "", substitute: User | None = None
) -> Seat:
    """Note what the seat's person answered; who booked the interview is told of a no.

    The seat stays theirs until somebody else is put in it. Conflict when it is theirs no more, or
    the scorecard is in.
    """
    seat = locked_seat(seat)
    if not seat.is_active or seat.submitted_at or not seat.interview.is_booked:
        raise Conflict(_("You are no longer an interviewer here. There is nothing to answer."))
    reason = one_line(reason).strip()[:MAX_REASON_LENGTH]
    if substitute and Seat.everyone.of(substitute).filter(interview=seat.interview_id).exists():
        # Themselves, or who sits in it anyway, is nobody to take their place.
        substitute = None
    if (seat.answer, seat.reason, seat.substitute) == (answer, reason, substitute):
        return seat
    before = seat.reason
    seat.answer, seat.reason, seat.substitute = answer, reason, substitute
    seat.answered_at = clock.now()
    seat.save(update_fields=["answer", "reason", "substitute", "answered_at"])
    _record(seat, before)
    if answer == Answer.DECLINED:
        notify_declined(seat)
    return seat


@transaction.atomic
def answer_meeting(*, meeting: DebriefMeeting, user: User, answer: Answer) -> None:
    """Note whether one of the panel comes to a debrief meeting; nothing for anybody else."""
    if meeting.people.filter(pk=user.pk).exists():
        values = {"answer": answer, "answered_at": clock.now()}
        MeetingAnswer.objects.update_or_create(meeting=meeting, user=user, defaults=values)


def _record(seat: Seat, before: str) -> None:
    record(
        Verb.SEAT_ANSWERED,
        on=seat,
        actor=seat.user,
        interview=seat.interview.name,
        answer=seat.answer,
        changes={"reason": (before, seat.reason)} if seat.reason != before else None,
        **subject_of(seat.interview.loop),
    )
