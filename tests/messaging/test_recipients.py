"""Messages to people without an account: their name and address copied, found again by a key."""

import pytest

from candidates.contact import contact_of
from candidates.models import ContactPoint
from hiring.interviews.mails import MailKind
from hiring.messaging import actions
from hiring.messaging.models import Message, MessageState
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, ContactPointFactory

pytestmark = pytest.mark.django_db


def write(candidate, key="1") -> Message:
    return actions.send(
        kind=MailKind.BOOKED,
        to=contact_of(candidate),
        subject="Your interview",
        body="At ten.",
        key=key,
        candidate_id=candidate.pk,
    )


@pytest.fixture
def zoe():
    candidate = CandidateFactory(name="Zoë Example")
    ContactPointFactory(candidate=candidate, value="zoe@example.org")
    return candidate


def test_a_candidate_is_written_at_their_first_address(zoe, mail_server, run_jobs):
    message = write(zoe)
    run_jobs()

    assert mail_server.recipients == ["zoe@example.org"]
    assert (message.to_whom, message.contact_key) == ("Zoë Example", f"candidate:{zoe.pk}")


def test_without_an_address_the_message_is_withheld():
    assert write(CandidateFactory()).state == MessageState.WITHHELD


def test_sent_again_it_goes_to_the_address_of_now(zoe):
    message = write(zoe)
    Message.objects.update(state=MessageState.FAILED)
    ContactPoint.objects.filter(candidate=zoe).delete()
    ContactPointFactory(candidate=zoe, value="new@example.org")

    again = actions.send_again(message=message, actor=UserFactory(recruiter=True))

    assert again.to_address == "new@example.org"
