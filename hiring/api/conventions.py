"""What every resource of the REST API has in common: pages, strictness, errors as problems."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from hiring.accounts.problems import problem as problem_document
from hiring.activity.actions import Conflict, Refused


class CursorPages(CursorPagination):
    """Pages whose cost does not grow with their depth; newest first unless the view says."""

    ordering: str | list[str] | tuple[str, ...] = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def paginate_queryset(
        self,
        queryset: QuerySet[Any] | Sequence[Any],
        request: Request,
        view: APIView | None = None,
    ) -> list[Any] | None:
        """Return the rows of the page; a cursor that names no place in this list is not found."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, ValidationError) as error:
            if self.cursor_query_param not in request.query_params:
                raise
            raise exceptions.NotFound(self.invalid_cursor_message) from error


class Strict(serializers.Serializer):
    """Refuses what it does not know, so that a misspelt name is told and not passed over.

    A part of what is sent is sent whole: only of the outermost may a change leave something out.
    """

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            wrong = {name: [_("Unknown field.")] for name in sorted(set(data) - set(self.fields))}
            if wrong := wrong | self._left_out(data):
                raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)

    def _left_out(self, data: Mapping[str, Any]) -> dict[str, list[Any]]:
        """What a part lacks: beneath a partial change REST framework itself passes over it."""
        if self.root is self or not getattr(self.root, "partial", False):
            return {}
        lacking = [name for name, field in self.fields.items() if field.required]
        said = serializers.Field.default_error_messages["required"]
        return {name: [said] for name in lacking if name not in data}


def problem(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Return any expected error as `application/problem+json`; None lets the 500 page answer."""
    if isinstance(error, Refused):
        return _refusal(error)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
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
    """Return 400 with the field it is about, else 409: the request was fine, its time was not."""
    if error.field and not isinstance(error, Conflict):
        return problem_document(
            400, _("Not accepted"), str(error.message), errors={error.field: [str(error.message)]}
        )
    return problem_document(409, _("Not possible now"), str(error.message))


def _api_error(error: exceptions.APIException) -> HttpResponse:
    if isinstance(error, exceptions.ValidationError):
        return problem_document(
            400, _("Not accepted"), _("Some fields need another value."), errors=error.detail
        )
    return problem_document(error.status_code, _title(error), str(error.detail))


def _title(error: exceptions.APIException) -> str:
    """Return what is the same for every error of this kind: no wording with gaps to fill."""
    title = str(error.default_detail)
    return HTTPStatus(error.status_code).phrase if "{" in title else title
