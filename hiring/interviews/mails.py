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

from hiring.activity import clock
from hiring.interviews.answer_links import path_of
from hiring.interviews.invitations import cancellation_of, request_of
from hiring.interviews.models import Seat
from hiring.messaging.actions import send
from hiring.messaging.models import Message


class MailKind(models.TextChoices):
    """What a mail about an interview is about."""

    BOOKED = "interview_booked", _lazy("interview booked")
    MOVED = "interview_moved", _lazy("interview moved")
    CANCELED = "interview_canceled", _lazy("interview canceled")
    DECLINED = "interview_declined", _lazy("interviewer declined")


def tell_seated(seat: Seat) -> Message:
    """Write to the interviewer that the seat is theirs, with the link to the kit."""
    interview = seat.interview
    facts = _facts(seat)
    lines = [
        _("You’re interviewing %(candidate)s for %(requisition)s: %(interview)s.") % facts,
        _("%(when)s, %(minutes)s minutes.") % facts,
        *([_("Where: %(place)s") % facts] if interview.place else []),
        _(
            "The interview kit shows what to assess, what to ask and what each rating level "
            "looks like."
        ),
        _answer_line(seat),
    ]
    subject = _("%(interview)s with %(candidate)s, %(when)s") % facts
    return _write(
        seat,
        MailKind.BOOKED,
        "seated",
        subject,
        lines,
        link=interview.get_absolute_url(),
        calendar=request_of(seat, description=lines[0]),
    )


def tell_moved(seat: Seat) -> Message:
    """Write to the interviewer the interview's new time or place."""
    facts = _facts(seat)
    lines = [
        _("The time or location of %(interview)s with %(candidate)s has changed.") % facts,
        _("%(when)s, %(minutes)s minutes.") % facts,
        *([_("Where: %(place)s") % facts] if seat.interview.place else []),
    ]
    subject = _("Moved: %(interview)s with %(candidate)s, now %(when)s") % facts
    # The moment as well: an interview may move away and back, and each of it must be known.
    occasion = f"moved:{clock.now().isoformat()}:{seat.interview.starts_at.isoformat()}"
    first = _("You’re interviewing %(candidate)s for %(requisition)s: %(interview)s.") % facts
    return _write(
        seat,
        MailKind.MOVED,
        occasion,
        subject,
        lines,
        link=seat.interview.get_absolute_url(),
        calendar=request_of(seat, description=first),
    )


def tell_unseated(seat: Seat) -> Message:
    """Write to the interviewer that they need not come, and have no scorecard to submit."""
    facts = _facts(seat)
    lines = [
        _("You’re no longer interviewing %(candidate)s: %(interview)s, %(when)s.") % facts,
        _("No scorecard is due. If it’s still in your calendar, please remove it."),
    ]
    subject = _("Canceled: %(interview)s with %(candidate)s, %(when)s") % facts
    canceled = cancellation_of(seat)
    return _write(seat, MailKind.CANCELED, "unseated", subject, lines, calendar=canceled)


def tell_declined(seat: Seat) -> Message | None:
    """Write to who booked the interview that its interviewer can't come, and whom they propose."""
    loop = seat.interview.loop
    if loop.created_by is None:
        return None
    facts = _facts(seat) | {"person": seat.user.name, "reason": seat.reason}
    lines = [_("%(person)s can’t interview %(candidate)s: %(interview)s.") % facts]
    if seat.reason:
        lines.append(_("Reason: %(reason)s") % facts)
    if seat.substitute:
        lines.append(_("Proposed instead: %(person)s") % {"person": seat.substitute.name})
    return send(
        kind=MailKind.DECLINED,
        to=loop.created_by,
        subject=_("%(person)s declined %(interview)s with %(candidate)s") % facts,
        body="\n\n".join(lines),
        link=loop.get_absolute_url(),
        key=f"seat:{seat.pk}:declined:{clock.now().isoformat()}",
        candidate_id=loop.application.candidate_id,
        application_id=loop.application_id,
    )


def _answer_line(seat: Seat) -> str:
    url = f"{settings.BASE_URL}{path_of(seat)}"
    return _("Accept, decline or propose someone else: %(url)s") % {"url": url}


def _write(
    seat: Seat,
    kind: MailKind,
    occasion: str,
    subject: str,
    lines: list[str],
    *,
    link: str = "",
    calendar: str = "",
) -> Message:
    application = seat.interview.loop.application
    return send(
        kind=kind,
        to=seat.user,
        subject=subject,
        body="\n\n".join(lines),
        link=link,
        calendar=calendar,
        key=f"seat:{seat.pk}:{occasion}",
        candidate_id=application.candidate_id,
        application_id=application.pk,
    )


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
