"""What `manage.py check` warns of."""

import pytest

from hiring.messaging.checks import mail_has_a_sender

SMTP = "django.core.mail.backends.smtp.EmailBackend"
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.mark.parametrize(
    ("backend", "sender", "warned"),
    [
        (SMTP, "hiring@localhost", True),
        (SMTP, "Hiring <hiring@example.org>", False),
        (FILES, "hiring@localhost", False),
    ],
)
def test_real_mail_needs_a_real_sender(settings, backend, sender, warned):
    settings.EMAIL_BACKEND, settings.DEFAULT_FROM_EMAIL = backend, sender

    assert bool(mail_has_a_sender(None)) is warned
