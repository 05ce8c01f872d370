"""The one place where every request is let in or not, and in which zone it sees time."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.accounts import access
from hiring.accounts.actions import user_of_token
from hiring.accounts.addresses import page_of
from hiring.accounts.requests import SiteRequest
from hiring.activity.actions import Refused

log = structlog.get_logger(__name__)
GetResponse = Callable[[SiteRequest], HttpResponse]


class TokenMiddleware:
    """Makes `Authorization: Bearer …` the request's user, for the API only."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        request.api_token = None
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() == "bearer" and request.path_info.startswith("/api/"):
            # A token replaces the session: a request never acts by two rights at once.
            request.user, request.api_token = user_of_token(secret.strip())
        return self.get_response(request)


class ZoneMiddleware:
    """Shows time in the signed-in person's zone; the API tells it in UTC to everybody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        zone = request.user.zone if request.user.is_authenticated else "UTC"
        if request.path_info.startswith("/api/"):
            zone = "UTC"
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)


class RefusalMiddleware:
    """Answers a refusal that no view has turned into something better: a page, not a 500."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: SiteRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        return render(request, "409.html", {"reason": error.message}, status=409)


class AccessMiddleware:
    """Asks the access table about every route, before its view runs."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        request.access_cache = {}
        response = self._keep_private(request, self.get_response(request))
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and _is_opened(request):
            return redirect(page_of(request.path_info))
        return response

    def _keep_private(self, request: SiteRequest, response: HttpResponse) -> HttpResponse:
        """Say of what somebody signed in was answered that no cache shows it to others.

        Pages are asked for again but not forbidden to be stored: browsers give what was typed
        back only to a page that they kept.
        """
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            is_api = request.path_info.startswith("/api/")
            response["Cache-Control"] = "private, no-store" if is_api else "private, no-cache"
        return response

    def process_view(
        self, request: SiteRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        route = request.resolver_match.view_name if request.resolver_match else ""
        decision = access.decide(
            request.user, route, request.method or "GET", kwargs, request.access_cache
        )
        if decision.allowed:
            return _refuse_read_only(request)
        return self._refuse(request, route, decision, view)

    def _refuse(
        self, request: SiteRequest, route: str, decision: access.Decision, view: Any
    ) -> HttpResponse:
        unknown = access.table.row(route, request.method or "GET") is None
        # A row may be wider than what the view can do.
        able = {method.upper() for method in getattr(view, "actions", access.ALL_METHODS)}
        others = [method for method in access.table.methods(route) if method in able]
        if unknown:
            log.warning("route_without_access_row", route=route, method=request.method)
        if request.path_info.startswith("/api/"):
            from hiring.accounts import problems

            if unknown and others and not decision.anonymous:
                return problems.method_unknown(others)
            return problems.refused(decision)
        if decision.anonymous:
            return redirect_to_login(request.get_full_path())
        if unknown and others and _is_opened(request):
            return redirect(page_of(request.path_info))
        if not decision.related:
            raise Http404
        raise PermissionDenied


def _refuse_read_only(request: SiteRequest) -> HttpResponse | None:
    token = request.api_token
    if token is None or not token.read_only or request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    from hiring.accounts import problems

    return problems.problem(403, _("This token is read-only. Use a token with write access."))


def _is_opened(request: SiteRequest) -> bool:
    """Whether somebody opens a page, who can be led to another one."""
    return request.method in ("GET", "HEAD") and not request.path_info.startswith("/api/")
