"""Refusals as `application/problem+json` (RFC 9457)."""

from collections.abc import Iterable
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _

from hiring.accounts.access import Decision

CONTENT_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str = "", **more: Any) -> JsonResponse:
    """Return a problem document with this HTTP status."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def method_unknown(methods: Iterable[str]) -> JsonResponse:
    """Return the answer to a method that nobody may use here; `methods` are those there are."""
    answer = problem(405, _("Not possible here"), _("This address does not take this method."))
    answer["Allow"] = ", ".join(methods)
    return answer


def refused(decision: Decision) -> JsonResponse:
    """Return the answer to a request that the access table does not allow."""
    if decision.anonymous:
        answer = problem(401, _("Sign in"), _("Send a token as “Authorization: Bearer …”."))
        answer["WWW-Authenticate"] = 'Bearer realm="api"'
        return answer
    if not decision.related:
        return problem(404, _("Not found"))
    return problem(403, _("Not allowed"), _("Your role does not include this."))
