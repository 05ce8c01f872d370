"""A real mail server to send to, and the background work done on demand."""

from collections.abc import Callable, Iterator

import pytest
from aiosmtpd.controller import Controller

from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from tests.messaging.mail_server import MailServer, free_port


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """Give a mail server that Django sends to."""
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    controller.start()
    yield server
    controller.stop()


@pytest.fixture
def run_jobs() -> Callable[..., list[BackgroundJob]]:
    """Give a function that does all background work now due, and returns the jobs by age.

    `ahead` is how many minutes from now that is.
    """

    def run(*, ahead: float = 0) -> list[BackgroundJob]:
        with clock.ahead(minutes=ahead):
            jobs.run_jobs(
                list(BackgroundJob.objects.live().order_by("pk").values_list("pk", flat=True))
            )
        return list(BackgroundJob.objects.order_by("pk"))

    return run
