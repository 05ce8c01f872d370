"""How allauth serves a staff-only product."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hiring.accounts.sign_in_limits import TOO_MANY, Attempt

log = structlog.get_logger(__name__)
_has_warned = False


class StaffOnly(DefaultAccountAdapter):
    """Accounts are made by administrators; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        TOO_MANY: _(
            "Too many failed attempts to sign in. Wait a minute and try again, or reset your "
            "password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Return whose password it is; every other try counts against who makes it."""
        attempt = Attempt(request, credentials.get("email", ""))
        if not attempt.begin():
            raise self.validation_error(TOO_MANY)
        user = super().authenticate(request, **credentials)
        if user:
            attempt.forgive()
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the counting to `authenticate`: allauth's would be one counter for everybody."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the sender's address; a request that came past the proxies has its own."""
        if "X-Forwarded-For" in request.headers and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
            _tell_of_uncounted_proxy()
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            return request.META["REMOTE_ADDR"]


def _tell_of_uncounted_proxy() -> None:
    global _has_warned
    if not _has_warned:
        _has_warned = True
        log.warning(
            "X-Forwarded-For is ignored: if a proxy of yours sets it, set TRUSTED_PROXY_COUNT, "
            "or all people share one limit for signing in"
        )
