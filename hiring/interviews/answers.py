"""Answers to invitations as calendar programs send them (iTIP, RFC 5546)."""

from dataclasses import dataclass
from typing import Any

import structlog
from icalendar import Calendar

from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.interviews.actions.answering import answer_meeting, answer_seat
from hiring.interviews.invitations import meeting_of, seat_of
from hiring.interviews.models import Answer, DebriefMeeting

log = structlog.get_logger(__name__)
_ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "TENTATIVE": Answer.TENTATIVE,
    "DECLINED": Answer.DECLINED,
    "DELEGATED": Answer.DECLINED,
}


@dataclass(frozen=True)
class Reply:
    """What a calendar program says for its person: to which event, and which of its changes."""

    uid: str
    sequence: int
    answer: Answer
    reason: str
    substitute: str


def read_reply(calendar: str) -> bool:
    """Note an answer to an invitation; return whether it was to one of ours.

    An answer to what has been changed since is none to the new time, and is left out.
    """
    reply = _reply(calendar)
    invited = meeting_of(reply.uid) if reply else None
    if reply and invited:
        _note(*invited, reply)
        return True
    seat = seat_of(reply.uid) if reply else None
    if reply is None or seat is None:
        return False
    if reply.sequence < seat.sequence:
        log.info("old_answer", seat=seat.pk)
        return True
    substitute = User.objects.active().with_address(reply.substitute).first()
    try:
        answer_seat(seat=seat, answer=reply.answer, reason=reply.reason, substitute=substitute)
    except Refused as refusal:
        log.info("answer_refused", seat=seat.pk, reason=str(refusal.message))
    return True


def _note(meeting: DebriefMeeting, user: User, reply: Reply) -> None:
    """Note who of the panel comes; an answer to an earlier time is left out."""
    if reply.sequence < meeting.time_sequence or meeting.canceled_at:
        log.info("meeting_answer_left_out", meeting=meeting.pk)
        return
    answer_meeting(meeting=meeting, user=user, answer=reply.answer)


def _reply(text: str) -> Reply | None:
    """Return what a REPLY says; None for anything else, and for what can't be read."""
    try:
        calendar = Calendar.from_ical(text)
        if str(calendar.get("method", "")).upper() != "REPLY":
            return None
        [event] = calendar.walk("VEVENT")
        attendee = event["attendee"]
        attendee = attendee[0] if isinstance(attendee, list) else attendee
        return _said(event, attendee)
    # A parser has many ways to give up on a broken file.
    except Exception:
        log.info("answer_unreadable", exc_info=True)
        return None


def _said(event: Any, attendee: Any) -> Reply:
    instead = attendee.params.get("DELEGATED-TO", "")
    instead = instead[0] if isinstance(instead, list) else instead
    return Reply(
        uid=str(event["uid"]),
        sequence=int(event.get("sequence", 0)),
        answer=_ANSWERS[str(attendee.params["PARTSTAT"]).upper()],
        reason=str(event.get("comment", "")),
        substitute=_address(instead),
    )


def _address(attendee: Any) -> str:
    return str(attendee).lower().removeprefix("mailto:")
