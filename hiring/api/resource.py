"""What every resource of the API does with a request before its own view runs."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.viewsets import ReadOnlyModelViewSet

from hiring.api.filters import Filters

# Words to look for, and none is an answer: all others name something.
MAY_BE_EMPTY = {"q"}


class Resource(ReadOnlyModelViewSet[Any]):
    """A list and its rows to read, which refuses what it would otherwise pass over in a request."""

    # Whether an extra action answers with a page of rows; `list` always does.
    paged = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._refuse_parameters(request)

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
                wrong[name] = [_("Give it once.")]
            elif not values[0].strip() and name not in MAY_BE_EMPTY:
                wrong[name] = [_("Give a value, or leave the parameter out.")]
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
