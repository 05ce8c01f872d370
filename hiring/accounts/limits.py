"""How often somebody without an account may ask, counted by their address."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from rest_framework.throttling import SimpleRateThrottle

View = Callable[..., HttpResponse]


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


def opened_by_link(scope: str) -> Callable[[View], View]:
    """Serve a page to whoever has its address, so often at most; no search engine keeps it."""

    def wrap(view: View) -> View:
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not within_limit(request, scope):
                return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
            answer = view(request, *args, **kwargs)
            answer["X-Robots-Tag"] = "noindex, nofollow"
            return answer

        return opened

    return wrap
