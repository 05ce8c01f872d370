"""How the bodies of requests to the API are read."""

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, parsers, status

# Room for the largest file that any resource takes, and its fields.
MAX_FORM = 21 * 1024 * 1024


class TooLarge(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = _("The request is too large.")
    default_code = "too_large"


def refuse_beyond(limit: float | None, parser_context: Mapping[str, Any] | None) -> None:
    """Raise TooLarge for a body of more bytes, before any is read."""
    length = parser_context["request"].META.get("CONTENT_LENGTH") if parser_context else None
    if int(length or 0) > (limit or float("inf")):
        raise TooLarge


class BoundedMultiPartParser(parsers.MultiPartParser):
    """Forms with a file, of a size that is read."""

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        refuse_beyond(MAX_FORM, parser_context)
        return super().parse(stream, media_type, parser_context)


class BoundedJSONParser(parsers.JSONParser):
    """JSON of a size and depth that can be held; what is beyond is refused and not read."""

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        # Django bounds `request.body` only, and this parser reads the stream.
        refuse_beyond(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, parser_context)
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise exceptions.ParseError(_("The JSON is nested too deeply.")) from error
