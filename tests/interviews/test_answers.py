"""What interviewers answer to invitations: by mail from a calendar program, and by a link."""

import re
from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from hiring.accounts.models import User
from hiring.activity.models import Event
from hiring.interviews.actions.answering import answer_seat
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.answer_links import path_of
from hiring.interviews.models import Answer, Seat
from hiring.messaging.models import Message
from hiring.scheduling.actions import add_time_off, remove_time_off
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, interviews_of, on_day, seats_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory(name="Carl", coordinator=True)


def reply_to(seat: Seat, partstat: str, *, comment: str = "", **changes: str) -> str:
    """What a calendar program makes of the invitation that the seat's person got last."""
    invitation = Message.objects.filter(recipient=seat.user).exclude(calendar="").latest("pk")
    calendar = Calendar.from_ical(invitation.calendar)
    calendar["method"] = "REPLY"
    [event] = calendar.walk("VEVENT")
    event["attendee"].params["partstat"] = partstat
    event["attendee"].params.update({k: v for k, v in changes.items() if k != "uid"})
    event["uid"] = changes.get("uid", event["uid"])
    if comment:
        event.add("comment", comment)
    return calendar.to_ical().decode()


def receive(monkeypatch, calendar: str, *, to: str = "jobs@example.com") -> None:
    """Have a mail with this calendar come in through the mail server's pipe."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ada@example.com", to, "Re: interview"
    mail["Message-ID"] = make_msgid()
    mail.set_content("Answered.")
    mail.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    stdin = type("In", (), {"buffer": type("B", (), {"read": lambda self, n: bytes(mail)})()})()
    monkeypatch.setattr("sys.stdin", stdin)
    call_command("receive_mail")


def test_an_acceptance_by_mail_is_noted_on_the_seat(monkeypatch, actor):
    [seat] = seats_of(booked([UserFactory(name="Ada Byron")], actor=actor))

    receive(monkeypatch, reply_to(seat, "ACCEPTED"))

    seat.refresh_from_db()
    assert seat.answer == "accepted"
    event = Event.objects.get(verb="interview.answered")
    assert (event.actor, event.choices["answer"]) == (seat.user, "accepted")


def test_a_decline_says_why_and_who_instead_and_who_booked_it_assigns_them(
    monkeypatch, actor, client_of
):
    bob = UserFactory(name="Bob", email="bob@example.com")
    loop = booked([UserFactory(name="Ada Byron")], actor=actor)
    [seat] = seats_of(loop)
    instead = {"delegated-to": "mailto:Bob@example.com"}

    receive(monkeypatch, reply_to(seat, "DELEGATED", comment="On a plane", **instead))

    told = Message.objects.get(recipient=actor)
    assert "On a plane" in told.body
    assert "Proposed instead: Bob" in told.body
    page = client_of(actor).get(loop.get_absolute_url()).content.decode()
    assert "Assign Bob" in page
    client_of(actor).post(
        reverse("interviews:replace", kwargs={"seat_id": seat.pk}), {"user": bob.pk}
    )
    methods = [
        str(Calendar.from_ical(message.calendar)["method"])
        for message in Message.objects.exclude(calendar="").order_by("pk")
    ]
    assert methods == ["REQUEST", "CANCEL", "REQUEST"]
    assert Seat.objects.of(bob).exists()


def test_an_answer_to_the_time_before_is_none_to_the_new_one(monkeypatch, actor):
    loop = booked([UserFactory()], actor=actor)
    [seat] = seats_of(loop)
    old = reply_to(seat, "ACCEPTED")
    receive(monkeypatch, old)
    [interview] = interviews_of(loop)

    move_interview(interview=interview, starts_at=on_day(4), actor=actor)
    receive(monkeypatch, old)
    seat.refresh_from_db()
    assert seat.answer == ""

    receive(monkeypatch, reply_to(seat, "TENTATIVE"))
    seat.refresh_from_db()
    assert seat.answer == "tentative"


def test_an_event_that_was_not_invited_here_is_refused_as_any_mail(monkeypatch, actor):
    [seat] = seats_of(booked([UserFactory()], actor=actor))
    made_up = reply_to(seat, "DECLINED", uid=f"seat-{seat.pk}-{'0' * 20}@127.0.0.1")

    for calendar in (made_up, "BEGIN:VCALENDAR\nnonsense", reply_to(seat, "NEEDS-ACTION")):
        with pytest.raises(CommandError):
            receive(monkeypatch, calendar)

    seat.refresh_from_db()
    assert seat.answer == ""


def test_the_link_of_the_invitation_answers_in_one_tap_without_signing_in(actor):
    ada = UserFactory(name="Ada Byron")
    [seat] = seats_of(booked([ada], actor=actor))
    [path] = re.findall(r"http\S+(/interviews/answer/\S+)", Message.objects.get(recipient=ada).body)
    assert path == path_of(seat)

    opened = Client().get(path)
    assert "Accept" in opened.content.decode()
    seat.refresh_from_db()
    assert seat.answer == "", "programs that look at links answer nothing"

    Client().post(path, {"answer": "accepted"})
    seat.refresh_from_db()
    assert seat.answer == "accepted"


def test_the_link_declines_with_a_reason_and_a_colleague(actor):
    UserFactory(name="Bob", email="bob@example.com")
    [seat] = seats_of(booked([UserFactory()], actor=actor))
    sent = {"answer": "declined", "reason": "Ill", "substitute": "nobody@example.com"}

    wrong = Client().post(path_of(seat), sent)
    assert "Nobody here has this email address" in wrong.content.decode()
    assert "Ill" in wrong.content.decode()
    Client().post(path_of(seat), sent | {"substitute": "BOB@example.com"})

    seat.refresh_from_db()
    assert (seat.answer, seat.reason, seat.substitute.name) == ("declined", "Ill", "Bob")


def test_a_closed_or_made_up_link_answers_nothing(actor, client_of):
    [seat] = seats_of(booked([UserFactory()], [UserFactory()], actor=actor))[:1]
    path = path_of(seat)
    Seat.objects.filter(pk=seat.pk).update(status="canceled")

    made_up = reverse("interviews:answer", kwargs={"answer_token": "1.x"})
    for address in (path, made_up):
        assert Client().post(address, {"answer": "accepted"}).status_code == 404


def test_who_schedules_finds_interviews_without_their_interviewer_first_on_home(actor, client_of):
    [seat] = seats_of(booked([UserFactory(name="Ada Byron")], actor=actor))
    assert "Fix first" not in client_of(actor).get("/").content.decode()
    start, end = seat.during.upper - timedelta(minutes=5), seat.during.upper
    block = add_time_off(user=seat.user, starts_at=start, ends_at=end, actor=seat.user)
    assert "Ada Byron is off during" in client_of(actor).get("/").content.decode()
    remove_time_off(block=block, actor=seat.user)
    User.objects.filter(pk=seat.user_id).update(is_active=False)
    assert "Ada Byron’s account is deactivated" in client_of(actor).get("/").content.decode()
    User.objects.filter(pk=seat.user_id).update(is_active=True)

    answer_seat(seat=seat, answer=Answer.DECLINED)

    page = client_of(actor).get("/").content.decode()
    assert "Ada Byron declined" in page
    assert reverse("interviews:replace", kwargs={"seat_id": seat.pk}) in page
    assert "Fix first" not in client_of(seat.user).get("/").content.decode()


def test_the_link_ends_with_the_account_of_whom_it_was_sent_to(actor):
    [seat] = seats_of(booked([UserFactory()], actor=actor))
    path = path_of(seat)
    User.objects.filter(pk=seat.user_id).update(is_active=False)

    assert Client().get(path).status_code == 404
