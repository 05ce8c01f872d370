"""The interview as an event in its interviewer's calendar: iTIP (RFC 5546) by mail.

Each seat is an event of its own, so that nobody's calendar shows who else was asked, and a
substitute's event is another one; the candidate's is apart from them and says nothing of the kit.
A UID never changes; SEQUENCE rises with each change and with the cancellation, without which
calendar programs ignore them. The UID is signed: only who was invited can answer it.
"""

import re
from collections.abc import Iterable
from datetime import UTC
from email.utils import parseaddr

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from hiring.accounts.models import Organization, User
from hiring.activity import clock
from hiring.interviews.models import DebriefMeeting, Interview, Seat

_SEAT = re.compile(r"seat-(\d{1,18})-")
_MEETING = re.compile(r"meeting-(\d{1,18})-(\d{1,18})-")
PRODID = "-//hiring//interviews//EN"


def request_of(seat: Seat, *, description: str) -> str:
    """Return the event as an invitation, or as what replaces the one before."""
    return _calendar(seat, "REQUEST", description)


def cancellation_of(seat: Seat) -> str:
    """Return what takes the event out of the calendar."""
    return _calendar(seat, "CANCEL", "")


def feed_of(seats: Iterable[Seat]) -> str:
    """Return the interviews as a calendar to subscribe to; events are those of the invitations."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Interviews"))
    for seat in seats:
        calendar.add_component(_event(seat, "PUBLISH", ""))
    return calendar.to_ical().decode()


def title_of(seat: Seat) -> str:
    """Return what the event is called."""
    interview = seat.interview
    return _("%(interview)s with %(candidate)s") % {
        "interview": interview.name,
        "candidate": interview.loop.application.candidate.name,
    }


def candidate_events(interviews: Iterable[Interview], *, method: str = "PUBLISH") -> str:
    """Return a candidate's interviews for their own calendar, those canceled to be taken out."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for interview in interviews:
        calendar.add_component(_candidate_event(interview))
    return calendar.to_ical().decode()


def _candidate_event(interview: Interview) -> Event:
    event = _timed(interview, _uid("interview", interview.pk), interview.sequence)
    event.add("summary", f"{interview.name} · {Organization.present().name}".strip(" ·"))
    event.add("organizer", _organizer())
    event.add("status", "CONFIRMED" if interview.is_booked else "CANCELLED")
    return event


def meeting_event(meeting: DebriefMeeting, user: User, *, method: str, summary: str) -> str:
    """Return the debrief meeting as one person's event, or what takes it out of their calendar."""
    uid = _meeting_uid(meeting.pk, user.pk)
    event = _at(meeting.during, uid, meeting.sequence, meeting.place)
    event.add("summary", summary)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("organizer", _organizer())
    event.add("attendee", _attendee(user), encode=False)
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def uid_of(seat: Seat) -> str:
    """Return the name of the event, the same for ever."""
    return _uid("seat", seat.pk)


def seat_of(uid: str) -> Seat | None:
    """Return the seat that an event of ours is about; None for one that was not made here."""
    match = _SEAT.match(uid)
    if match is None or not constant_time_compare(uid_of(Seat(pk=int(match[1]))), uid):
        return None
    return Seat.everyone.with_interview().filter(pk=int(match[1])).first()


def meeting_of(uid: str) -> tuple[DebriefMeeting, User] | None:
    """Return the debrief meeting that an event of ours is about, and whose event it is.

    Nobody answers for another: only who was sent the event knows its name.
    """
    match = _MEETING.match(uid)
    if match is None:
        return None
    meeting_id, user_id = int(match[1]), int(match[2])
    if not constant_time_compare(_meeting_uid(meeting_id, user_id), uid):
        return None
    meeting = DebriefMeeting.objects.filter(pk=meeting_id).first()
    user = User.objects.active().filter(pk=user_id).first()
    return (meeting, user) if meeting and user else None


def _meeting_uid(meeting_id: int, user_id: int) -> str:
    return _uid("meeting", f"{meeting_id}-{user_id}")


def _uid(kind: str, pk: int | str) -> str:
    host = settings.BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    signed = salted_hmac("hiring.interviews.invitations", f"{kind}-{pk}", algorithm="sha256")
    return f"{kind}-{pk}-{signed.hexdigest()[:20]}@{host}"


def _calendar(seat: Seat, method: str, description: str) -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(seat, method, description))
    return calendar.to_ical().decode()


def _event(seat: Seat, method: str, description: str) -> Event:
    interview = seat.interview
    event = _timed(interview, uid_of(seat), seat.sequence)
    event.add("summary", title_of(seat))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if method != "PUBLISH":
        event.add("organizer", _organizer())
        event.add("attendee", _attendee(seat.user), encode=False)
    if method != "CANCEL":
        url = f"{settings.BASE_URL}{interview.get_absolute_url()}"
        event.add("description", f"{description}\n\n{url}".strip())
        event.add("url", url)
    return event


def _timed(interview: Interview, uid: str, sequence: int) -> Event:
    return _at(interview.during, uid, sequence, interview.place)


def _at(during: DateTimeTZRange, uid: str, sequence: int, place: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", clock.now().astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", during.lower.astimezone(UTC))
    event.add("dtend", during.upper.astimezone(UTC))
    if place:
        event.add("location", place)
    return event


def _organizer() -> vCalAddress:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organization = Organization.present()
    # Answers go where replies are read (manage.py receive_mail).
    organizer = vCalAddress(f"mailto:{organization.reply_address or address}")
    organizer.params["cn"] = vText(organization.name or name or "Hiring")
    return organizer


def _attendee(user: User) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{user.email}")
    attendee.params["cn"] = vText(user.name)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("NEEDS-ACTION")
    attendee.params["rsvp"] = vText("TRUE")
    return attendee
