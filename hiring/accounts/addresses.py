"""Where to go when somebody opens an address that only takes a form.

A form that was refused is shown at the address it was sent to. Reloading that page, a phone that
brings a tab back, and signing in after the session ran out all ask to *read* that address.
"""

from django.urls import Resolver404, resolve

from hiring.accounts import access


def page_of(path: str) -> str:
    """Return the nearest address above `path` that can be read; the start page at the latest."""
    parts = path.strip("/").split("/")
    above = (f"/{'/'.join(parts[:depth])}/" for depth in range(len(parts) - 1, 0, -1))
    return next((address for address in above if _is_page(address)), "/")


def _is_page(address: str) -> bool:
    try:
        route = resolve(address).view_name
    except Resolver404:
        return False
    return access.table.row(route, "GET") is not None
