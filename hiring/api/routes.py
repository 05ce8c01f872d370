"""The REST API: every app's viewsets under /api/v1/, its schema, its documentation.

Rights are decided before a view runs, by the access table (hiring/accounts/access.py); what a
person sees inside is decided by `visible_to` on each queryset.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, cast

from csp.decorators import csp_update
from django.db.models import Model
from django.urls import URLPattern, URLResolver, include, path
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.common import no_append_slash
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import routers

from hiring.api.resource import Resource

_modules: list[str] = []


def register(module: str) -> None:
    """Serve the resources that this module lists as `routes`; called when its app is ready."""
    _modules.append(module)


@lru_cache(maxsize=8)
def _described(language: str, version: str | None) -> dict[str, Any]:
    return SchemaGenerator(api_version=version).get_schema(request=None, public=True)


class OneForAll(SchemaGenerator):
    """Describes the API once in a process: it takes a second, and everybody reads the same."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        return _described(get_language() or "", self.api_version)


class Schema(SpectacularAPIView):
    """The OpenAPI 3.1 description of this API."""

    generator_class = OneForAll


@method_decorator(
    # Swagger UI writes style attributes; it shows nothing but this API's own description.
    csp_update({"style-src": ["'self'", "'unsafe-inline'"]}),
    name="dispatch",
)
class Docs(SpectacularSwaggerSplitView):
    """The API's description to browse and try, with local assets."""


def resources() -> Iterator[tuple[str, type[Resource]]]:
    """Yield every resource's name and what answers for it."""
    for module in _modules:
        yield from import_module(module).routes


def resource_of(model: type[Model]) -> str:
    """Return the name of the resource whose rows are of this model."""
    return next(name for name, view in resources() if cast(Any, view.queryset).model is model)


def _routes() -> list[URLPattern | URLResolver]:
    router = routers.SimpleRouter()
    for prefix, viewset in resources():
        router.register(prefix, viewset, basename=prefix)
    for route in router.urls:
        # A redirect would turn a POST to an address without its slash into a GET of the list.
        if route.callback:
            route.callback = no_append_slash(route.callback)
    return router.urls


def patterns() -> list:
    """Return the API's routes: the resources, their schema, its pages."""
    return [
        path("v1/", include(_routes())),
        path("schema/", Schema.as_view(), name="schema"),
        path("docs/", Docs.as_view(url_name="api:schema"), name="docs"),
    ]
