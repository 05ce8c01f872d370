"""What interviewers are written: that they hold an interview, that it moved, that it is off.

Each mail is keyed by seat and occasion, so a repeated request writes nothing twice, and it speaks
of time in the reader's own zone.
"""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.interviews.answer_links import path_of
from hiring.interviews.invitations import cancellation_of, request_of
from hiring.interviews.models import Loop, Part, Seat
from hiring.messaging.actions import notify
from hiring.messaging.notifications import notify_person


class MailKind(models.TextChoices):
    """What a mail about an interview is about."""

    BOOKED = "interview_booked", _lazy("interview booked")
    MOVED = "interview_moved", _lazy("interview moved")
    CANCELED = "interview_canceled", _lazy("interview canceled")
    MEETING = "debrief_meeting", _lazy("debrief meeting")
    DECLINED = "interview_declined", _lazy("interviewer declined")
    CHOSEN = "times_chosen", _lazy("candidate chose interview times")


def notify_seated(seat: Seat) -> None:
    """Write to the interviewer that the seat is theirs, with the link to the kit."""
    _notify(
        seat,
        MailKind.BOOKED,
        "seated",
        _("%(interview)s with %(candidate)s, %(when)s"),
        [
            _interviewing(seat),
            *_when_and_where(seat),
            _(
                "The interview kit shows what to assess, what to ask and what each rating level "
                "looks like."
            ),
            _("Accept, decline or propose someone else: %(answer)s"),
        ],
        answer=f"{settings.BASE_URL}{path_of(seat)}",
        link=seat.interview.get_absolute_url(),
        calendar=_calendar(seat),
    )


def notify_moved(seat: Seat) -> None:
    """Write to the interviewer the interview's new time or place."""
    # The moment as well: an interview may move away and back, and each of it must be known.
    occasion = f"moved:{clock.now().isoformat()}:{seat.interview.starts_at.isoformat()}"
    _notify(
        seat,
        MailKind.MOVED,
        occasion,
        _("Moved: %(interview)s with %(candidate)s, now %(when)s"),
        [
            _("The time or location of %(interview)s with %(candidate)s has changed."),
            *_when_and_where(seat),
        ],
        link=seat.interview.get_absolute_url(),
        calendar=_calendar(seat),
    )


def notify_unseated(seat: Seat) -> None:
    """Write to the interviewer that they need not come, and have no scorecard to submit."""
    _notify(
        seat,
        MailKind.CANCELED,
        "unseated",
        _("Canceled: %(interview)s with %(candidate)s, %(when)s"),
        [
            _("You’re no longer interviewing %(candidate)s: %(interview)s, %(when)s."),
            _("No scorecard is due. If it’s still in your calendar, please remove it."),
        ],
        calendar=cancellation_of(seat),
    )


def notify_declined(seat: Seat) -> None:
    """Write to who booked the interview that its interviewer can't come, and whom they propose."""
    loop = seat.interview.loop
    paragraphs = [
        _("%(person)s can’t shadow %(interview)s with %(candidate)s.")
        if seat.learns
        else _("%(person)s can’t interview %(candidate)s: %(interview)s.")
    ]
    if seat.reason:
        paragraphs.append(_("Reason: %(reason)s"))
    if seat.substitute:
        paragraphs.append(_("Proposed instead: %(substitute)s"))
    notify(
        [loop.created_by] if loop.created_by else [],
        kind=MailKind.DECLINED,
        subject=_("%(person)s declined %(interview)s with %(candidate)s"),
        paragraphs=paragraphs,
        facts=_facts(seat)
        | {
            "person": seat.user.name,
            "reason": seat.reason,
            "substitute": seat.substitute.name if seat.substitute else "",
        },
        link=loop.get_absolute_url(),
        key=f"seat:{seat.pk}:declined:{clock.now().isoformat()}",
        application=loop.application,
    )


def notify_chosen(loop: Loop, *, host: User, again: bool, lost_meeting: bool) -> None:
    """Tell who made the link that its candidate has chosen, and what that took away."""
    application = loop.application
    first = loop.interviews.booked().earliest("during")
    when = date_format(first.starts_at.astimezone(ZoneInfo(host.zone)), "D, M j, Y, H:i")
    words = {"candidate": application.candidate.name, "when": f"{when} ({host.zone})"}
    text = _("%(candidate)s chose interview times, from %(when)s")
    if again:
        text = _("%(candidate)s chose other interview times, now from %(when)s")
    notify_person(
        kind=MailKind.CHOSEN,
        to=host,
        text=text % words,
        body=_("The debrief meeting was canceled. Please schedule it again.")
        if lost_meeting
        else _("The interviewers have been invited."),
        link=loop.get_absolute_url(),
        key=f"chosen:{loop.pk}:host",
        candidate_id=application.candidate_id,
        application_id=application.pk,
    )


def _notify(
    seat: Seat,
    kind: MailKind,
    occasion: str,
    subject: str,
    paragraphs: list[str],
    *,
    answer: str = "",
    **options: str,
) -> None:
    notify(
        [seat.user],
        kind=kind,
        subject=subject,
        paragraphs=paragraphs,
        facts=_facts(seat) | {"answer": answer},
        key=f"seat:{seat.pk}:{occasion}",
        application=seat.interview.loop.application,
        **options,
    )


def _interviewing(seat: Seat) -> str:
    if seat.part == Part.SHADOW:
        return _(
            "You’re shadowing %(interview)s with %(candidate)s for %(requisition)s. Listen and "
            "compare with the kit; you write no scorecard."
        )
    if seat.part == Part.REVERSE_SHADOW:
        return _(
            "You’re leading %(interview)s with %(candidate)s for %(requisition)s. A qualified "
            "interviewer watches and writes the scorecard."
        )
    return _("You’re interviewing %(candidate)s for %(requisition)s: %(interview)s.")


def _when_and_where(seat: Seat) -> list[str]:
    where = [_("Where: %(place)s")] if seat.interview.place else []
    return [_("%(when)s, %(minutes)s minutes."), *where]


def _calendar(seat: Seat) -> str:
    return request_of(seat, description=_interviewing(seat) % _facts(seat))


def _facts(seat: Seat) -> dict[str, str | int]:
    interview = seat.interview
    application = interview.loop.application
    zone = ZoneInfo(seat.user.zone)
    when = date_format(interview.starts_at.astimezone(zone), "D, M j, Y, H:i")
    return {
        "interview": interview.name,
        "candidate": application.candidate.name,
        "requisition": application.requisition.title,
        "when": f"{when} ({zone.key})",
        "minutes": interview.minutes,
        "place": interview.place,
    }
