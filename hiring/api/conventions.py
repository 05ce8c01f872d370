"""What every body has in common: strictness on the way in, errors as problems on the way out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.settings import api_settings

from hiring.accounts import problems
from hiring.accounts.problems import problem as problem_document
from hiring.activity.actions import Conflict, Exists, Refused
from hiring.activity.editing import EditConflict
from hiring.api.routes import resource_of


class Strict(serializers.Serializer):
    """Refuses what it does not know, so that a misspelt name is told and not passed over.

    A part of what is sent is sent whole: only of the outermost may a change leave something out.
    """

    def to_internal_value(self, data: Any) -> Any:
        wrong = isinstance(data, Mapping) and self._not_taken(data) | self._left_out(data)
        if wrong:
            raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)

    def _not_taken(self, data: Mapping[str, Any]) -> dict[str, list[Any]]:
        """What nothing would be done with: unknown names, and other values of what is read only."""
        unknown = {name: [_("Unknown field.")] for name in sorted(set(data) - set(self.fields))}
        fixed = [name for name in data if name in self.fields and self.fields[name].read_only]
        changed = [name for name in fixed if not self._is_as_read(name, data[name])]
        return unknown | {name: [_("This field is read-only.")] for name in changed}

    def _is_as_read(self, name: str, value: Any) -> bool:
        """Whether a row comes back with what it was read with."""
        if self.instance is None:
            return False
        return bool(self.to_representation(self.instance).get(name, ...) == value)

    def _left_out(self, data: Mapping[str, Any]) -> dict[str, list[Any]]:
        """What a part lacks: beneath a partial change REST framework itself passes over it."""
        if self.root is self or not getattr(self.root, "partial", False):
            return {}
        lacking = [name for name, field in self.fields.items() if field.required]
        message = serializers.Field.default_error_messages["required"]
        return {name: [message] for name in lacking if name not in data}


class KeyField(serializers.SlugRelatedField[Any]):
    """Something of the library by its readable key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="key", **kwargs)


@contextmanager
def pointing(as_sent: Callable[[str], str]) -> Iterator[None]:
    """Name the field of an action's refusal as the body of the request does."""
    try:
        yield
    except Refused as refusal:
        if refusal.field:
            refusal.field = as_sent(refusal.field)
        raise


def problem(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Return any expected error as `application/problem+json`; None lets the 500 page answer."""
    if isinstance(error, Refused):
        return _refusal(error)
    if isinstance(error, Http404):
        error = exceptions.NotFound(_("Not found, or you don’t have access."))
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    answer = _api_error(error)
    if wait := getattr(error, "wait", None):
        answer["Retry-After"] = f"{wait:.0f}"
    if header := getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = header
    return answer


def _refusal(error: Refused) -> HttpResponse:
    """Return 400 with the field it is about, else 409: the request was fine, its time was not.

    A 409 names the fields that others changed meanwhile.
    """
    message = str(error.message)
    if isinstance(error, Exists):
        return problem_document(
            409, message, kind=problems.EXISTS, existing=_pointer(error.existing)
        )
    if isinstance(error, EditConflict):
        return problem_document(409, message, errors={name: [message] for name in error.fields})
    if error.field and not isinstance(error, Conflict):
        return problem_document(400, message, errors={error.field: [message]})
    return problem_document(409, message)


def _pointer(row: Model) -> dict[str, Any]:
    """Where the API has the row that is there already."""
    resource = resource_of(type(row))
    return {
        "resource": resource,
        "id": row.pk,
        "url": reverse(f"api:{resource}-detail", kwargs={"pk": row.pk}),
    }


def _api_error(error: exceptions.APIException) -> HttpResponse:
    if isinstance(error, exceptions.ValidationError):
        message = _("Some fields are not valid.")
        return problem_document(400, message, errors=dict(_pointed(error.detail)))
    return problem_document(error.status_code, str(error.detail))


def _pointed(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield each field by its path in what was sent, `interviews[0].starts_at`, with its errors.

    What is about no single field is under `body`.
    """
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _pointed(inner, _path(path, name))
    elif isinstance(detail, list) and any(isinstance(part, Mapping) for part in detail):
        for place, inner in enumerate(detail):
            yield from _pointed(inner, f"{path}[{place}]")
    elif detail:
        details = detail if isinstance(detail, list) else [detail]
        yield path or "body", [str(text) for text in details]


def _path(path: str, name: Any) -> str:
    if isinstance(name, int):
        return f"{path}[{name}]"
    if name == api_settings.NON_FIELD_ERRORS_KEY:
        return path
    return f"{path}.{name}" if path else str(name)
