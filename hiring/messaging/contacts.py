"""People without an account whom messages go to.

They are known by an opaque key, such as "candidate:12". The app that keeps such people registers
how they are found; a message copies name and address, so that it says whom it went to.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    """Somebody to write to; `address` is empty when none is known, `url` is their page."""

    key: str
    name: str
    address: str
    url: str = ""


# Given ids, returns those found by id.
Finder = Callable[[Iterable[int]], dict[int, Contact]]

_finders: dict[str, Finder] = {}


def register(prefix: str, find: Finder) -> None:
    """Say how people whose keys begin with `prefix:` are found, in a fixed number of queries."""
    _finders[prefix] = find


def contacts_of(keys: Iterable[str]) -> dict[str, Contact]:
    """Return the people by key, without those who are gone."""
    ids: dict[str, set[int]] = {}
    for key in keys:
        prefix, _colon, pk = key.partition(":")
        if prefix in _finders and pk.isdecimal():
            ids.setdefault(prefix, set()).add(int(pk))
    found = [_finders[prefix](wanted) for prefix, wanted in ids.items()]
    return {contact.key: contact for people in found for contact in people.values()}


def contact_of(key: str) -> Contact | None:
    """Return the person as they can be reached now; None when there is nobody."""
    return contacts_of([key]).get(key)
