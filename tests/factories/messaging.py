"""Messages as they are after they were written, sent or refused."""

import factory
from factory.django import DjangoModelFactory

from hiring.activity import clock
from hiring.interviews.mails import MailKind as InterviewMail
from hiring.messaging.models import Message, MessageState
from tests.factories.accounts import UserFactory


class MessageFactory(DjangoModelFactory):
    """A message that waits without a job; `sent=True`, `failed=True`, `withheld=True` end it."""

    class Meta:
        model = Message

    class Params:
        sent = factory.Trait(state=MessageState.SENT, sent_at=factory.LazyFunction(clock.now))
        failed = factory.Trait(state=MessageState.FAILED, error="550 5.1.1 No such user here")
        withheld = factory.Trait(state=MessageState.WITHHELD)

    kind = InterviewMail.BOOKED
    recipient = factory.SubFactory(UserFactory)
    to_address = factory.LazyAttribute(
        lambda message: message.recipient.email if message.recipient else "somebody@example.org"
    )
    subject = factory.Sequence(lambda n: f"Interview {n:03} is booked")
    body = "It is on Monday."
    key = factory.Sequence(lambda n: f"factory:{n}")
