"""Candidates hear of their interviews: booked, moved, canceled; only if the page was told so."""

from datetime import timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.urls import reverse

from hiring.accounts.actions import change_organization
from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.interviews import candidate_mail
from hiring.interviews.actions import canceling
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.candidate_mail import CandidateMail
from hiring.interviews.invitations import candidate_events
from hiring.messaging.mail import mail_of
from hiring.messaging.models import Message, MessageState
from hiring.messaging.template_actions import load_catalog
from tests.factories import interviews
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ContactPointFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin(client):
    user = UserFactory(name="Robin", recruiter=True, zone="Europe/Berlin")
    client.force_login(user)
    return user


@pytest.fixture
def booked(robin):
    load_catalog()
    change_organization(actor=UserFactory(administrator=True), name="Northwind")
    made = interviews.booked(actor=robin)
    ContactPointFactory(candidate=made.application.candidate, value="li@example.org")
    return made


def tell(booked, robin, key="1") -> str:
    kind = candidate_mail.kind_of_change(booked.application)
    return candidate_mail.tell(application=booked.application, kind=kind, actor=robin, key=key)


def test_the_invitation_names_each_interview_in_the_writers_zone(booked, robin):
    assert tell(booked, robin).startswith("An email goes out at")

    message = Message.objects.get(kind=CandidateMail.INVITED)
    for interview in booked.interviews.all():
        assert f"(Europe/Berlin): {interview.name}" in message.body


def test_moved_before_the_invitation_left_one_invitation_goes_with_the_new_time(
    booked, robin, mailoutbox
):
    tell(booked, robin)
    interview = booked.interviews.first()
    move_interview(
        interview=interview, actor=robin, starts_at=interview.starts_at + timedelta(hours=26)
    )
    tell(booked, robin, key="2")
    with clock.ahead(minutes=11):
        jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))

    sent = Message.objects.filter(kind=CandidateMail.INVITED, state=MessageState.SENT)
    assert sent.count() == 1
    assert Message.objects.filter(state=MessageState.CANCELED).count() == 1


def test_who_knows_the_old_time_is_told_of_a_change(booked, robin):
    tell(booked, robin)
    Message.objects.filter(kind=CandidateMail.INVITED).update(
        state=MessageState.SENT, sent_at=clock.now()
    )

    tell(booked, robin, key="2")

    assert Message.objects.filter(kind=CandidateMail.CHANGED).count() == 1


@pytest.mark.parametrize(("send", "mails"), [("true", 1), ("false", 0)])
def test_canceling_a_loop_tells_the_candidate_who_knows_of_it_if_wanted(
    client, booked, robin, send, mails
):
    tell(booked, robin)
    Message.objects.filter(kind=CandidateMail.INVITED).update(
        state=MessageState.SENT, sent_at=clock.now()
    )
    page = client.get(booked.get_absolute_url()).content.decode()
    url = reverse("interviews:cancel_loop", args=[booked.pk])

    answer = client.post(url, {"confirmed": "yes", "send_email": send}, follow=True)

    assert "Email the candidate that it is canceled" in page
    assert Message.objects.filter(kind=CandidateMail.CANCELED).count() == mails
    said = "An email goes out at" if mails else "The candidate was not notified."
    assert said in answer.content.decode()


def test_without_a_name_of_the_organization_the_booking_stands_and_says_why(booked, robin):
    change_organization(actor=robin, name="")

    said = tell(booked, robin)

    assert "The candidate was not notified." in said
    assert "organization’s name" in said


def events_of(message: Message) -> dict[str, tuple[int, str]]:
    """The events that a mail carries: sequence and status, by name."""
    mail = message_from_bytes(mail_of(message).message().as_bytes(), policy=policy.default)
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    found = vobject.readOne(part.get_content()).vevent_list
    return {e.uid.value: (int(e.sequence.value), e.status.value) for e in found}


def test_the_candidates_events_are_their_own_and_say_nothing_of_the_kit(booked, robin):
    tell(booked, robin)
    first, second = booked.interviews.order_by("during")
    invited = Message.objects.get(kind=CandidateMail.INVITED)
    Message.objects.filter(pk=invited.pk).update(state=MessageState.SENT, sent_at=clock.now())

    move_interview(interview=first, actor=robin, starts_at=first.starts_at + timedelta(days=3))
    canceling.cancel_interview(interview=second, actor=robin)
    tell(booked, robin, key="2")

    before = events_of(invited)
    after = events_of(Message.objects.get(kind=CandidateMail.CHANGED))
    assert set(before.values()) == {(0, "CONFIRMED")}
    assert set(before) == set(after)
    assert sorted(after.values()) == [(1, "CANCELLED"), (1, "CONFIRMED")]
    assert first.get_absolute_url() not in invited.calendar
    assert not any(seat.user.name in invited.calendar for seat in interviews.seats_of(booked))


def test_moved_away_back_and_away_again_within_a_minute_the_last_schedule_goes_out(
    client, booked, robin
):
    tell(booked, robin)
    Message.objects.update(state=MessageState.SENT, sent_at=clock.now())
    first = booked.interviews.order_by("during").first()
    url = reverse("interviews:move", args=[first.pk])
    away, back = first.starts_at + timedelta(days=7), first.starts_at
    rest = {"minutes": first.minutes, "place": first.place, "send_email": "true"}

    for moment in (away, back, away):
        answer = client.post(url, {"to": moment.isoformat(), **rest}, follow=True)

    assert "An email goes out at" in answer.content.decode()
    waiting = Message.objects.get(kind=CandidateMail.CHANGED, state=MessageState.QUEUED)
    assert f"{away.astimezone(ZoneInfo('Europe/Berlin')):%A, %B}" in waiting.body
    assert events_of(waiting)[_uid_of(first)] == (3, "CONFIRMED")


def test_canceled_before_the_invitation_left_the_candidate_hears_nothing(client, booked, robin):
    tell(booked, robin)
    url = reverse("interviews:cancel_loop", args=[booked.pk])

    answer = client.post(url, {"confirmed": "yes", "send_email": "true"}, follow=True)

    assert "The candidate knew nothing of it yet" in answer.content.decode()
    assert not Message.objects.exclude(state=MessageState.CANCELED).exclude(contact_key="").exists()


def test_booked_again_before_the_cancellation_left_only_the_change_goes_out(client, booked, robin):
    tell(booked, robin)
    Message.objects.update(state=MessageState.SENT, sent_at=clock.now())
    url = reverse("interviews:cancel_loop", args=[booked.pk])
    client.post(url, {"confirmed": "yes", "send_email": "true"})
    assert Message.objects.get(kind=CandidateMail.CANCELED).state == MessageState.QUEUED

    tell(interviews.booked(made=booked.application, actor=robin), robin, key="2")

    assert Message.objects.get(kind=CandidateMail.CANCELED).state == MessageState.CANCELED
    assert Message.objects.get(kind=CandidateMail.CHANGED).state == MessageState.QUEUED


def _uid_of(interview) -> str:
    event = icalendar.Calendar.from_ical(candidate_events([interview])).walk("VEVENT")[0]
    return str(event["uid"])
