"""A worker is killed while it sends a mail: the mail still arrives, once."""

from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller

from hiring.activity import jobs
from hiring.interviews.mails import MailKind
from hiring.messaging.actions import send
from hiring.messaging.models import Message, MessageState
from tests.factories.accounts import UserFactory
from tests.installation.test_killed_worker import installation, until
from tests.messaging.mail_server import MailServer, free_port

__all__ = ["installation"]


@pytest.fixture
def slow(monkeypatch) -> Iterator[MailServer]:
    """Give a mail server that workers send to, and that thinks for a minute."""
    server = MailServer()
    server.pause = 60
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{controller.port}")
    controller.start()
    yield server
    controller.stop()


@pytest.mark.django_db(transaction=True)
def test_a_mail_whose_worker_was_killed_arrives_once(installation, slow):
    ada = UserFactory(email="ada@example.org")
    first = installation.start_worker()
    message = send(kind=MailKind.BOOKED, to=ada, subject="At ten", body="Come.", key="1")
    until(lambda: slow.asked == 1)
    assert Message.objects.get().state == MessageState.SENDING
    installation.kill(first)

    slow.pause = 0
    installation.start_worker()
    until(
        lambda: Message.objects.filter(pk=message.pk, state=MessageState.SENT).exists(),
        meanwhile=jobs.requeue_stale,
    )

    assert slow.recipients == ["ada@example.org"]
    assert len(slow.mails) == 1
