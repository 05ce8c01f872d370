"""Refusals as `application/problem+json` (RFC 9457)."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.accounts.access import Decision

CONTENT_TYPE = "application/problem+json"
# What a program can tell problems apart by: these stay, in every language.
TYPES = "urn:hiring:problem:"
# By status: the end of the type, and the title. Any other has its name in HTTP.
KINDS = {
    400: ("validation", gettext_lazy("Not accepted")),
    401: ("unauthenticated", gettext_lazy("Sign in")),
    403: ("forbidden", gettext_lazy("Not allowed")),
    404: ("not-found", gettext_lazy("Not found")),
    405: ("method-not-allowed", gettext_lazy("Method not allowed")),
    409: ("conflict", gettext_lazy("Not possible right now")),
    412: ("changed-since", gettext_lazy("Changed since you loaded it")),
    413: ("too-large", gettext_lazy("Too large")),
    429: ("too-many-requests", gettext_lazy("Too many requests")),
    500: ("internal", gettext_lazy("Something went wrong")),
}
EXISTS = "exists"
KEY_REUSED = "idempotency-key-reused"


def problem(status: int, detail: str = "", *, kind: str = "", **more: Any) -> JsonResponse:
    """Return a problem document with this HTTP status; `kind` is narrower than what it says."""
    phrase = HTTPStatus(status).phrase
    usual, title = KINDS.get(status, (phrase.lower().replace(" ", "-"), phrase))
    body = {"type": TYPES + (kind or usual), "title": title, "status": status, "detail": detail}
    return JsonResponse(body | more, status=status, content_type=CONTENT_TYPE)


def method_unknown(methods: Iterable[str]) -> JsonResponse:
    """Return the answer to a method that nobody may use here; `methods` are those there are."""
    answer = problem(405, _("This URL does not support this method."))
    answer["Allow"] = ", ".join(methods)
    return answer


def refused(decision: Decision) -> JsonResponse:
    """Return the answer to a request that the access table does not allow."""
    if decision.anonymous:
        answer = problem(401, _("Send a token as “Authorization: Bearer …”."))
        answer["WWW-Authenticate"] = 'Bearer realm="api"'
        return answer
    if not decision.related:
        return problem(404, _("Not found, or you don’t have access."))
    return problem(403, _("You don’t have access to this."))
