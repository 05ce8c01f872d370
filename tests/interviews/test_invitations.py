"""Interviews in their interviewers' calendars: what goes out, by a real mail server."""

from email import message_from_bytes, policy

import pytest
import vobject
from icalendar import Calendar

from hiring.interviews.actions.canceling import cancel_loop
from hiring.interviews.actions.interviewers import replace_interviewer
from hiring.interviews.actions.moving import move_interview
from hiring.messaging.mail import mail_of
from hiring.messaging.models import Message
from hiring.scheduling.calendars import busy_times
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, interviews_of, on_day, seats_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory(coordinator=True)


def part_of(message: Message):
    """The calendar part of the mail as it is sent."""
    mail = message_from_bytes(mail_of(message).message().as_bytes(), policy=policy.default)
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return part


def events_for(user) -> list[tuple]:
    """Method, UID, SEQUENCE, status and start of each event mailed, the oldest first."""
    found = []
    for message in Message.objects.filter(recipient=user).order_by("pk"):
        part = part_of(message)
        calendar = Calendar.from_ical(part.get_content())
        [event] = calendar.walk("VEVENT")
        second = vobject.readOne(part.get_content()).vevent
        assert second.uid.value == str(event["uid"])
        assert second.dtstart.value == event["dtstart"].dt
        assert second.dtend.value == event["dtend"].dt
        assert part["content-type"].params["method"] == calendar["method"]
        found.append(
            (
                str(calendar["method"]),
                str(event["uid"]),
                int(event["sequence"]),
                str(event["status"]),
                event["dtstart"].dt,
            )
        )
    return found


def test_one_event_is_invited_moved_and_canceled_with_a_rising_sequence(actor):
    ada = UserFactory(name="Ada Byron")
    loop = booked([ada])
    [interview] = interviews_of(loop)
    first = interview.starts_at

    move_interview(interview=interview, starts_at=on_day(3, 15), actor=actor)
    cancel_loop(loop=loop, actor=actor)

    events = events_for(ada)
    assert [(method, sequence, status) for method, _uid, sequence, status, _at in events] == [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("CANCEL", 2, "CANCELLED"),
    ]
    assert len({uid for _method, uid, *_rest in events}) == 1
    assert [at for *_rest, at in events] == [first, on_day(3, 15), on_day(3, 15)]


def test_whoever_is_replaced_gets_a_cancellation_and_the_other_one_an_event_of_their_own(actor):
    ada, bob = UserFactory(name="Ada Byron"), UserFactory(name="Bob")
    [seat] = seats_of(booked([ada]))

    replace_interviewer(seat=seat, user=bob, actor=actor)

    [invited, canceled] = events_for(ada)
    [other] = events_for(bob)
    assert (canceled[0], canceled[1], canceled[2]) == ("CANCEL", invited[1], 1)
    assert (other[0], other[2]) == ("REQUEST", 0)
    assert other[1] != invited[1]


def test_the_event_names_its_own_person_links_to_the_kit_and_is_busy_time():
    ada, bob = UserFactory(name="Ada Byron"), UserFactory(name="Bob")
    [interview] = interviews_of(booked([ada, bob]))
    text = part_of(Message.objects.get(recipient=ada)).get_content()
    [event] = Calendar.from_ical(text).walk("VEVENT")

    assert str(event["attendee"]) == f"mailto:{ada.email}"
    assert bob.email not in text
    assert interview.get_absolute_url() in event["description"]
    window = {"start": on_day(0, 0), "end": on_day(9, 0), "zone": "UTC"}
    [busy] = busy_times(text.encode(), **window)
    assert (busy.start, busy.end) == (interview.starts_at, interview.ends_at)
