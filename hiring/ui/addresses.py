"""Addresses that a form names to go on to."""

from typing import Any

from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def safe_address(wanted: str, *, otherwise: Any) -> str:
    """Return the address if it is one of ours, else that of `otherwise`, a row or a route."""
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else resolve_url(otherwise)
