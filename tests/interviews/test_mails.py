"""Interviewers are written when they get a seat, when it moves, and when it is off."""

from datetime import UTC, timedelta

import pytest

from hiring.interviews.actions.canceling import cancel_interview, record_no_show
from hiring.interviews.actions.interviewers import add_seat, replace_interviewer
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.mails import MailKind as InterviewMail
from hiring.messaging.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, held, interviews_of, on_day, seats_of

pytestmark = pytest.mark.django_db


def mails(kind: str, to) -> list[Message]:
    return list(Message.objects.filter(kind=kind, recipient=to))


@pytest.fixture
def actor():
    return UserFactory(coordinator=True)


@pytest.fixture
def ada():
    return UserFactory(name="Ada Byron", zone="Asia/Tokyo")


def test_whoever_is_booked_gets_the_link_to_the_kit(ada):
    [interview] = interviews_of(booked([ada]))

    [mail] = mails(InterviewMail.BOOKED, ada)
    assert mail.link == f"/scorecards/{interview.pk}/"
    assert interview.candidate.name in mail.body


def test_time_is_told_in_the_readers_own_zone(ada):
    [interview] = interviews_of(booked([ada]))

    [mail] = mails(InterviewMail.BOOKED, ada)
    in_tokyo = interview.starts_at.astimezone(UTC) + timedelta(hours=9)
    assert f"{in_tokyo:%H:%M} (Asia/Tokyo)" in mail.subject


def test_a_move_is_told_once_a_time(ada, actor):
    [interview] = interviews_of(booked([ada]))
    later = on_day(3, 15)

    for _click in range(2):
        interview = move_interview(
            interview=interview, starts_at=later, minutes=45, zone="UTC", actor=actor
        )

    [mail] = mails(InterviewMail.MOVED, ada)
    assert mail.subject.startswith("Moved:")


def test_a_move_back_and_once_more_forth_is_told_too(ada, actor):
    [interview] = interviews_of(booked([ada]))
    here, there = interview.starts_at, on_day(3, 15)

    for start in (there, here, there):
        interview = move_interview(
            interview=interview, starts_at=start, minutes=45, zone="UTC", actor=actor
        )

    told = [mail.subject.split(", now ")[1] for mail in mails(InterviewMail.MOVED, ada)]
    assert len(told) == 3
    assert told.count(told[0]) == 2


def test_a_substitute_is_asked_and_the_one_replaced_let_go(ada, actor):
    [seat] = seats_of(booked([ada]))
    grace = UserFactory(name="Grace Hopper")

    replace_interviewer(seat=seat, user=grace, actor=actor)

    assert len(mails(InterviewMail.BOOKED, grace)) == 1
    [mail] = mails(InterviewMail.CANCELED, ada)
    assert "No scorecard is due" in mail.body


def test_one_more_interviewer_is_written_alone(ada, actor):
    loop = booked([ada])
    [interview] = interviews_of(loop)
    grace = UserFactory(name="Grace Hopper")

    add_seat(interview=interview, user=grace, actor=actor)

    assert len(mails(InterviewMail.BOOKED, grace)) == 1
    assert len(mails(InterviewMail.BOOKED, ada)) == 1


def test_calling_off_is_told_to_everybody_in_it(ada, actor):
    grace = UserFactory(name="Grace Hopper")
    [interview] = interviews_of(booked([ada, grace]))

    cancel_interview(interview=interview, actor=actor)

    assert len(mails(InterviewMail.CANCELED, ada)) == 1
    assert len(mails(InterviewMail.CANCELED, grace)) == 1


def test_what_is_over_needs_no_mail(ada, actor):
    [interview] = interviews_of(held([ada]))

    record_no_show(interview=interview, actor=actor)

    assert mails(InterviewMail.CANCELED, ada) == []
