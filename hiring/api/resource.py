"""What every resource of the API does with a request before its own view runs."""

from http import HTTPStatus
from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from hiring.api.filters import Filters
from hiring.api.idempotency import once
from hiring.api.preconditions import refuse_unless_matching, tag_of

CHANGING = {"PUT", "PATCH", "DELETE"}
# What answers with one row as its own page shows it.
SHOWING = {"retrieve", "update", "partial_update"}
# Words to look for, and none is an answer: all others name something.
MAY_BE_EMPTY = {"q"}


class Resource(ReadOnlyModelViewSet[Any]):
    """A list and its rows to read, which refuses what it would otherwise pass over in a request."""

    # Whether an extra action answers with a page of rows; `list` always does.
    paged = False
    # The row with which a repeated request is answered.
    shown_again: int

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer; a repeated key by the first answer, a change that depends on a tag in one."""

        def act() -> Any:
            return super(Resource, self).dispatch(request, *args, **kwargs)

        def read(pk: int) -> Any:
            vars(self).update(post=self._show, shown_again=pk)
            return act()

        if request.method == "POST" and (key := request.headers.get("Idempotency-Key")):
            model = cast(Any, type(self).queryset).model
            return once(request, key, model=model, act=act, read=read)
        if request.method in CHANGING and "If-Match" in request.headers:
            with transaction.atomic():
                return act()
        return act()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._refuse_parameters(request)
        if request.method in CHANGING and (tags := request.headers.get("If-Match")):
            refuse_unless_matching(tags, self._held())

    def given(
        self,
        serializer: type[BaseSerializer[Any]] | None = None,
        *,
        row: Any = None,
        partial: bool = False,
    ) -> BaseSerializer[Any]:
        """Return what was sent as this serializer has checked it, by default the action's own."""
        make = serializer or self.get_serializer_class()
        given = make(
            row,
            data=self.request.data,
            partial=partial,
            context=self.get_serializer_context(),
        )
        given.is_valid(raise_exception=True)
        return given

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """The answer, with the tag of the row that it shows."""
        final: Any = super().finalize_response(request, response, *args, **kwargs)
        if self.action in SHOWING and final.status_code == HTTPStatus.OK:
            final["ETag"] = tag_of(final.data)
        return final

    def _held(self) -> Any:
        """Return what a reader is shown of the row, which is held until it has been changed."""
        action, self.action = self.action, "retrieve"
        try:
            row = self.get_object()
            self.hold(row)
            return self.get_serializer(self.get_object()).data
        finally:
            self.action = action

    def hold(self, row: Any) -> None:
        """Lock what a change of the row locks, so that it is compared as it will be changed.

        In the order of those locks, or the two wait for each other crosswise.
        """
        type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)

    def _show(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer with the row that a request showed before, as it is now."""
        self.action, self.kwargs = "retrieve", {self.lookup_url_kwarg or "pk": self.shown_again}
        return Response(self.get_serializer(self.get_object()).data)

    def filter_queryset(self, queryset: Any) -> Any:
        """What narrows a list hides nothing that is asked for by its id."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def _refuse_parameters(self, request: Request) -> None:
        """Raise ValidationError: a filter that is passed over returns everybody."""
        known = self._parameters()
        wrong = {}
        for name, values in request.query_params.lists():
            if name not in known:
                wrong[name] = [_("Unknown parameter.")]
            elif len(values) > 1:
                wrong[name] = [_("Specify it only once.")]
            elif not values[0].strip() and name not in MAY_BE_EMPTY:
                wrong[name] = [_("Specify a value, or leave the parameter out.")]
        if wrong:
            raise exceptions.ValidationError(wrong)

    def _parameters(self) -> set[str]:
        """Return the query parameters that this request may have."""
        if self.request.method not in ("GET", "HEAD") or not (self.paged or self.action == "list"):
            return set()
        pages: Any = self.paginator
        names = {pages.cursor_query_param, pages.page_size_query_param}
        if self.action == "list":
            names |= Filters().names(self, self.get_queryset())
        return names
