"""Requests as our middleware leaves them: names for annotations, never made at runtime."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails
from rest_framework.request import Request

from hiring.accounts.models import ApiToken, User


class SiteRequest(HttpRequest):
    """Any request, with what the middleware puts on it; its user may be anonymous."""

    htmx: HtmxDetails
    # The token that the request came with instead of a session.
    api_token: ApiToken | None
    # Relations that `access.decide` has found, by subject and id.
    access_cache: dict[tuple[str, Any], Any]


class StaffRequest(SiteRequest):
    """A request that the access middleware has let in: somebody of the staff is signed in.

    For views whose row in the access table is not `public`.
    """

    user: User


class StaffApiRequest(Request):
    """The same, as REST framework wraps it for the API."""

    user: User
