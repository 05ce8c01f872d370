"""Every route of the product, read from its URL configuration."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Route:
    name: str
    kwargs: tuple[str, ...]
    # The methods that the view answers; pages do not say, so they get GET and POST.
    methods: tuple[str, ...]


def every_route() -> list[Route]:
    """Return every route that has a view, each once, in order of name."""
    found = {route.name: route for route in _walk(get_resolver().url_patterns, "", ())}
    return sorted(found.values(), key=lambda route: route.name)


def _walk(patterns: list, namespace: str, kwargs: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        here = kwargs + tuple(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, here)
        else:
            yield Route(f"{namespace}{pattern.name}", here, _methods(pattern))


def _methods(pattern: URLPattern) -> tuple[str, ...]:
    actions = getattr(pattern.callback, "actions", None)
    if actions:
        return tuple(method.upper() for method in actions if method.upper() in METHODS)
    return ("GET", "POST")
