"""Settings that are likely a mistake; `manage.py check` and each start warn of them."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning


def proxies_are_counted(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a proxy whose number is not given: all people would seem to share its address."""
    if not settings.BEHIND_PROXY or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return []
    return [
        Warning(
            "BEHIND_PROXY is on and TRUSTED_PROXY_COUNT is 0: everybody shares the proxy's address "
            "and so one limit for signing in.",
            hint="Set TRUSTED_PROXY_COUNT to how many proxies stand in front (usually 1).",
            id="accounts.W001",
        )
    ]
