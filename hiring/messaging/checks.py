"""Settings that are likely a mistake; `manage.py check` and each start warn of them."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning


def mail_has_a_sender(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of mail that goes out under an address that nobody can answer."""
    goes_out = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    if not goes_out or not settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        return []
    return [
        Warning(
            f"EMAIL_URL sends real email, and its sender is {settings.DEFAULT_FROM_EMAIL}: most "
            "servers refuse that.",
            hint="Set DEFAULT_FROM_EMAIL to an address of your organization.",
            id="messaging.W001",
        )
    ]
