"""What mails and the timeline tell who is blind."""

from copy import deepcopy

import pytest
from django.urls import reverse

from hiring.activity import clock
from hiring.activity.actions import record
from hiring.debriefs.mails import MailKind as DebriefMail
from hiring.debriefs.verbs import Verb
from hiring.interviews.mails import MailKind as InterviewMail
from hiring.messaging import delivery
from hiring.messaging.verbs import Verb as MessageVerb
from hiring.pipeline import timeline
from hiring.pipeline.actions.moving import advance, hire, reject
from hiring.pipeline.actions.reopening import reopen
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.messaging import MessageFactory
from tests.factories.pipeline import application, owing, reason
from tests.factories.requisitions import stage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_once(built_once):
    return built_once(lambda: application(name="Ada Lovelace", at=StageKind.ONSITE))


@pytest.fixture
def made(made_once):
    return deepcopy(made_once)


class TestTimeline:
    def told(self, made, user):
        return [item.text for item in timeline.of_application(made, user)]

    def test_a_decision_and_what_follows_from_it_are_left_out(self, made):
        user, free = owing(made), UserFactory(administrator=True)
        advance(application=made, to_stage=stage(made.requisition, StageKind.OFFER), actor=None)
        hire(application=made, actor=None)
        reopen(application=made, actor=None)
        reject(application=made, reason=reason(), actor=None)

        assert self.told(made, user) == [
            "moved the application from Applied to Onsite",
            "added the application in Applied",
        ]
        assert len(self.told(made, free)) == 6

    def test_that_of_the_candidate_too(self, made):
        user = owing(made)
        other = application(candidate=made.candidate)
        reject(application=made, reason=reason(), actor=None)
        reject(application=other, reason=reason("no-reply"), actor=None)

        told = [item.text for item in timeline.of_candidate(made.candidate_id, user)]

        assert "rejected the application: Unresponsive" in told
        assert "rejected the application: Below the bar in interviews" not in told


class TestMessages:
    """A subject tells that a decision was made."""

    @pytest.mark.parametrize("kind", [DebriefMail.DECIDED, DebriefMail.READY])
    @pytest.mark.parametrize("state", ["sent", "failed"])
    def test_on_a_decision_are_hidden_from_who_is_blind(self, client, made, kind, state):
        user, free = owing(made), UserFactory(administrator=True)
        self.message(made, kind, state)

        for person, times in ((user, 0), (free, 1)):
            client.force_login(person)
            page = client.get(reverse("messaging:list")).content.decode()
            assert page.count("Secret subject") >= times
            assert ("Secret subject" in page) is bool(times)
            assert ("Secret subject" in client.get("/").content.decode()) is (
                bool(times) and state == "failed"
            )

    def test_on_interviews_are_not(self, client, made):
        user = owing(made)
        self.message(made, InterviewMail.BOOKED, "sent")
        client.force_login(user)

        assert "Secret subject" in client.get(reverse("messaging:list")).content.decode()

    def test_the_timeline_does_not_say_that_one_was_sent(self, made):
        user = owing(made)
        for kind in (DebriefMail.DECIDED, InterviewMail.BOOKED):
            delivery.record_message(MessageVerb.MESSAGE_SENT, self.message(made, kind, "sent"))

        told = [item.text for item in timeline.of_application(made, user)]

        assert "sent a message: interview booked" in told
        assert "sent a message: decision made" not in told

    def message(self, made, kind, state):
        return MessageFactory(
            kind=kind,
            subject="Secret subject",
            state=state,
            sent_at=clock.now() if state == "sent" else None,
            candidate_id=made.candidate_id,
            application_id=made.pk,
        )


def test_the_timeline_tells_nothing_that_was_not_named(made):
    """A verb that some app adds later is hidden from who is blind until the rule names it."""
    user = owing(made)
    record(Verb.DEBRIEF_READ, on=made, application=made, candidate=made.candidate_id, actor=None)
    advance(application=made, to_stage=stage(made.requisition, StageKind.OFFER), actor=None)
    advance(application=made, to_stage=stage(made.requisition, StageKind.ONSITE), actor=None)

    told = [item.text for item in timeline.of_application(made, user)]

    assert told == [
        "moved the application from Applied to Onsite",
        "added the application in Applied",
    ]
