"""How often a password may be guessed.

Failures are counted by sender and account together, so that nobody shuts out another account or
another sender. A sender that tries many accounts has a limit over them all. An account that many
senders try stays open to everyone, who then has fewer tries: a hundred addresses guess slowly, and
the person still gets in. A browser that has signed in to the account before is counted by itself.
"""

import hashlib
import secrets

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse

TOO_MANY = "too_many_login_attempts"
WAIT_SECONDS = 60
_RATES = {
    "pair": "10/m/key",
    "pair_under_attack": "1/m/key",
    "sender": "60/m/key",
    "account": "30/15m/key",
}
_COOKIE, _SALT = "known_browser", "hiring.accounts.known_browser"
_KNOWN_FOR = 180 * 24 * 3600


class Attempt:
    """One try to sign in, counted as a failure until it is known to be none."""

    def __init__(self, request: HttpRequest, login: str) -> None:
        self._request = request
        self._login = login.strip().lower()
        self._counted: list[ratelimit.RateLimitUsage] = []

    def begin(self) -> bool:
        """Count the try; return whether it may be made at all."""
        if browser := _known_browser(self._request, self._login):
            return self._count("pair", f"{browser} {self._login}")
        sender = ratelimit.get_ip(self._request)
        attacked = not self._usage("account", self._login, dry_run=True)
        pair = "pair_under_attack" if attacked else "pair"
        # What the first limit refuses must not fill the second, which is of other accounts too.
        if self._count(pair, f"{sender} {self._login}") and self._count("sender", sender):
            self._count("account", self._login)
            return True
        self.forgive()
        return False

    def forgive(self) -> None:
        """Take back what was counted: the password was right, or was not looked at."""
        for usage in self._counted:
            usage.rollback()

    def _count(self, limit: str, key: str) -> bool:
        usage = self._usage(limit, key)
        if usage:
            self._counted.append(usage)
        return usage is not None

    def _usage(self, limit: str, key: str, **options: bool) -> ratelimit.RateLimitUsage | None:
        return ratelimit.consume(
            self._request, app="sign_in", action=limit, config=_RATES, key=key, **options
        )


def remember_browser(response: HttpResponse, login: str) -> None:
    """Mark the browser as one that signed in to this account."""
    response.set_signed_cookie(
        _COOKIE,
        f"{_digest(login)}.{secrets.token_urlsafe(12)}",
        salt=_SALT,
        max_age=_KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_browser(request: HttpRequest, login: str) -> str:
    """Return the browser's own mark, empty unless it signed in to this account before."""
    mark = request.get_signed_cookie(_COOKIE, default="", salt=_SALT, max_age=_KNOWN_FOR)
    return mark if mark and mark.startswith(f"{_digest(login)}.") else ""


def _digest(login: str) -> str:
    return hashlib.sha256(login.strip().lower().encode()).hexdigest()[:32]
