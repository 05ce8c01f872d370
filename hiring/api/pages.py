"""Pages of lists: a keyset over the order and the id, so that ties neither repeat nor hide rows."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from hiring.ui.pagination import BadCursor, KeysetPage, keyset_page


class CursorPages(CursorPagination):
    """Pages whose cost does not grow with their depth; newest first unless the view says.

    REST framework's own cursor is a value and an offset of at most 1,000: more rows than that
    with one value have no end.
    """

    ordering: str | list[str] | tuple[str, ...] = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    shown: KeysetPage

    def get_page_size(self, request: Request) -> int:
        """Return the size that was asked for; one that cannot be is refused, never replaced."""
        sent = request.query_params.get(self.page_size_query_param)
        if sent is None:
            return self.page_size
        if not (sent.isascii() and sent.isdigit() and 1 <= int(sent[:6]) <= self.max_page_size):
            message = _("Enter a whole number from 1 to %(most)s.") % {"most": self.max_page_size}
            raise exceptions.ValidationError({self.page_size_query_param: [message]})
        return int(sent)

    def paginate_queryset(
        self,
        queryset: Any,
        request: Request,
        view: APIView | None = None,
    ) -> list[Any]:
        """Return the rows of the page; a cursor that names no place in this list is not found."""
        order = (self.ordering,) if isinstance(self.ordering, str) else tuple(self.ordering)
        self.base_url = request.build_absolute_uri()
        try:
            self.shown = keyset_page(
                queryset,
                order=order,
                cursor=request.query_params.get(self.cursor_query_param),
                size=self.get_page_size(request),
                strict=True,
            )
        except BadCursor as error:
            raise exceptions.NotFound(self.invalid_cursor_message) from error
        return self.shown.rows

    def get_next_link(self) -> str | None:
        return self._link(self.shown.next_cursor)

    def get_previous_link(self) -> str | None:
        return self._link(self.shown.previous_cursor)

    def _link(self, cursor: str) -> str | None:
        if not cursor:
            return None
        return replace_query_param(self.base_url or "", self.cursor_query_param, cursor)


class NewestPages(CursorPages):
    """What was made last comes first."""

    ordering = ("-created_at", "-id")


class OldestPages(CursorPages):
    """In the order in which rows were made."""

    ordering = ("id",)
