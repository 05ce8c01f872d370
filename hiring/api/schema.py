"""The schema of the API: what every operation has in common."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

from hiring.accounts.problems import CONTENT_TYPE

USUAL = {"list", "create", "retrieve", "update", "partial_update", "destroy"}
MEANINGS = {
    "400": "Fields or parameters need another value; `errors` names each.",
    "401": "No token, or one that is not valid.",
    "403": "Your role does not include this.",
    "404": "Not found, or you don’t have access.",
    "409": "Not possible right now, or there already: then `existing` says where.",
    "412": "Changed since the state whose `ETag` was sent as `If-Match`.",
    "422": "The `Idempotency-Key` was sent with another request.",
    "429": "Too many requests; `Retry-After` says in how many seconds to come back.",
}
READING = ("400", "401", "403", "404", "429")
BY_METHOD = {
    "GET": READING,
    "POST": (*READING, "409", "422"),
    "PUT": (*READING, "409", "412"),
    "PATCH": (*READING, "409", "412"),
    "DELETE": (*READING, "409", "412"),
}
_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description=(
        "Sent again within 24 hours, the request has the effect of one and is answered with its "
        "status and the same row as it is now."
    ),
)
_TAG = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` that you read: 412 when it was changed since.",
)
HEADERS = {"POST": [_KEY], "PUT": [_TAG], "PATCH": [_TAG], "DELETE": [_TAG]}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457. Programs tell problems apart by `type`.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri", "examples": ["urn:hiring:problem:validation"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "By the path in what was sent: `interviews[0].starts_at`.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "existing": {
            "type": "object",
            "required": ["resource", "id", "url"],
            "properties": {
                "resource": {"type": "string"},
                "id": {"type": "integer"},
                "url": {"type": "string"},
            },
        },
    },
}


class Schema(AutoSchema):
    """Operations with their errors; an action is called by its name alone."""

    def get_operation_id(self) -> str:
        name = super().get_operation_id()
        if getattr(self.view, "action", "create") in USUAL:
            return name
        return name.removesuffix("_create")

    def get_override_parameters(self) -> list[Any]:
        return [*super().get_override_parameters(), *HEADERS.get(self.method, [])]

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        component = ResolvedComponent(
            name="Problem", type=ResolvedComponent.SCHEMA, schema=PROBLEM, object="Problem"
        )
        self.registry.register_on_missing(component)
        for status in BY_METHOD[self.method]:
            operation["responses"].setdefault(status, self._problem(status, component))
        return operation

    def _problem(self, status: str, component: ResolvedComponent) -> dict[str, Any]:
        content = {CONTENT_TYPE: {"schema": component.ref}}
        return {"description": MEANINGS[status], "content": content}
