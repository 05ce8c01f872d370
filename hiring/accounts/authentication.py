"""How somebody who signs in is known, and how the API knows its user."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class ByOwnAddress(ModelBackend):
    """Address and password, as the user has them now.

    Allauth's backend would take the addresses of its own table as well. Django's by itself asks
    for a plain unique column; ours is unique whatever its case.
    """


class RequestUser(SessionAuthentication):
    """The user that the middleware found: by token, or by session with a CSRF check."""

    def authenticate(self, request: Request) -> Any:
        token = getattr(request._request, "api_token", None)
        if token is not None:
            return request._request.user, token
        return super().authenticate(request)

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = RequestUser
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer"}
