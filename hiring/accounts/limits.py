"""How often somebody without an account may ask, counted by their address."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from rest_framework.throttling import SimpleRateThrottle


class _ByAddress(SimpleRateThrottle):
    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__()

    def get_cache_key(self, request: HttpRequest, view: object) -> str:
        # The same reading of proxies as at the sign-in (TRUSTED_PROXY_COUNT).
        ident = get_adapter().get_client_ip(request)
        return self.cache_format % {"scope": self.scope, "ident": ident}


def within_limit(request: HttpRequest, scope: str) -> bool:
    """Return whether this request is one of those that `scope` lets pass in its time.

    Scopes and their rates: REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] in the settings.
    """
    # The throttles of REST framework take any request; only their annotations want its own.
    return _ByAddress(scope).allow_request(request, None)  # type: ignore[arg-type]
