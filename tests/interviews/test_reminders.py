"""Reminders of the day before: once for a day, to candidates who know and to interviewers."""

from datetime import timedelta

import pytest

from hiring.accounts.actions import change_organization
from hiring.activity import clock
from hiring.interviews import candidate_mail
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.models import Interview
from hiring.interviews.reminders import remind
from hiring.messaging.models import Message, MessageState, Notification, Template
from hiring.messaging.template_actions import load_catalog
from tests.factories import interviews
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ContactPointFactory

pytestmark = pytest.mark.django_db


def test_the_day_before_candidate_and_interviewers_are_reminded_once():
    robin = UserFactory(name="Robin", recruiter=True, zone="Europe/Berlin")
    ann = UserFactory(name="Ann", zone="Europe/Berlin")
    load_catalog()
    change_organization(actor=UserFactory(administrator=True), name="Northwind")
    loop = interviews.booked([ann], [ann], actor=robin)
    ContactPointFactory(candidate=loop.application.candidate, value="li@example.org")
    first = loop.interviews.earliest("during")

    def reminded(before: timedelta) -> tuple[int, int]:
        """How many emails to the candidate and notifications to Ann there are by then."""
        start = Interview.objects.booked().earliest("during").starts_at
        with clock.set_to(start - before):
            remind()
        mails = Message.objects.filter(kind="candidate_reminder")
        return mails.count(), Notification.objects.filter(kind="interview_reminder").count()

    assert reminded(timedelta(hours=25)) == (0, 0)
    # Who was never sent the schedule isn't reminded of it.
    assert reminded(timedelta(hours=23)) == (0, 1)
    candidate_mail.tell(
        application=loop.application,
        kind=candidate_mail.CandidateMail.INVITED,
        actor=robin,
        key="1",
    )
    Message.objects.update(state=MessageState.SENT, sent_at=clock.now())
    assert reminded(timedelta(hours=23)) == (1, 1)
    assert reminded(timedelta(hours=22)) == (1, 1)
    message = Message.objects.get(kind="candidate_reminder")
    assert first.name in message.body
    assert "2 interviews on" in Notification.objects.get(kind="interview_reminder").text

    for one in loop.interviews.all():
        move_interview(interview=one, actor=robin, starts_at=one.starts_at + timedelta(days=7))
    assert reminded(timedelta(hours=23)) == (2, 2)
    # Without its template no candidate is reminded.
    Template.objects.filter(kind="candidate_reminder").update(archived_at=clock.now())
    Message.objects.filter(kind="candidate_reminder").delete()
    assert reminded(timedelta(hours=23)) == (0, 2)
