"""The REST API: every room's viewsets under /api/v1/, its schema, its documentation.

Rights are decided before a view runs, by the access table (hiring/accounts/access.py); what a
person sees inside is decided by `visible_to` on each queryset.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from csp.decorators import csp_update
from django.urls import include, path
from django.utils.decorators import method_decorator
from django.views.decorators.common import no_append_slash
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import routers

from hiring.api.resource import Resource

ROOMS = [
    "hiring.accounts",
    "rubrics",
    "candidates",
    "hiring.requisitions",
    "hiring.pipeline",
    "hiring.interviews",
    "hiring.scorecards",
    "hiring.debriefs",
]


class Schema(SpectacularAPIView):
    """The OpenAPI 3.1 description of this API."""


@method_decorator(
    # Swagger UI writes style attributes; it shows nothing but this API's own description.
    csp_update({"style-src": ["'self'", "'unsafe-inline'"]}),
    name="dispatch",
)
class Docs(SpectacularSwaggerSplitView):
    """The API's description to browse and try, with local assets."""


def resources() -> Iterator[tuple[str, type[Resource]]]:
    """Yield every resource's name and what answers for it."""
    for room in ROOMS:
        if find_spec(f"{room}.api"):
            yield from import_module(f"{room}.api").routes


def _routes():
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
