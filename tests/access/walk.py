"""Sending a person along a route, and what the access table says of it."""

from dataclasses import dataclass

from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from hiring.accounts.access import Row
from hiring.accounts.models import SiteRole, User
from tests.access.routes import Route

NOT_LET_IN = {401, 403, 404}


@dataclass(frozen=True)
class Person:
    user: User | None
    # Signed in once: a session for each of thousands of requests would take longer than these.
    cookies: str = ""
    by_team: frozenset[str] = frozenset()
    by_seat: frozenset[str] = frozenset()
    in_library: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.user.name if self.user else "nobody signed in"

    def may(self, row: Row | None) -> bool:
        """Return what the table promises this person; a seat is none on the requisition itself."""
        if row is None or self.user is None:
            return row is not None and row.public
        relations = self._relations(row.subject)
        return row.public or self.user.site_role in row.site or bool(row.relations & relations)

    def _relations(self, subject: str) -> frozenset[str]:
        if subject == "library":
            return self.in_library
        return self.by_team | (frozenset() if subject == "requisition" else self.by_seat)

    @property
    def has_no_part(self) -> bool:
        """Whether the person has nothing to do with the world's application."""
        member = self.user is None or self.user.site_role == SiteRole.MEMBER
        return member and not (self.by_team or self.by_seat)

    @property
    def sees_everything(self) -> bool:
        return self.user is not None and self.user.is_recruiter


NOBODY = Person(None)
# Its middleware is loaded once, and not for each of thousands of requests.
_HANDLER = ClientHandler(enforce_csrf_checks=False)


@dataclass(frozen=True)
class World:
    """Objects by the name that URLs give their ids, and the people around them.

    The API calls every id `pk` or `key`: there the name is the resource's.
    """

    ids: dict[str, int | str]
    people: list[Person]

    def url(self, route: Route) -> str:
        """Return the route's address for the world's objects."""
        return reverse(route.name, kwargs={name: self._id(route, name) for name in route.kwargs})

    def _id(self, route: Route, name: str) -> int | str:
        if route.name.startswith("api:") and name in ("pk", "key"):
            resource = route.name.removeprefix("api:").rsplit("-", 1)[0]
            return self.ids[resource]
        return self.ids[name]


def signed_in(user: User) -> str:
    """Return the cookies of a new session of this person."""
    client = Client()
    client.force_login(user)
    return client.cookies.output(attrs=[], header="", sep=";")


def status(person: Person, method: str, url: str) -> int:
    """Return the HTTP status of the person's request; whatever it changed is undone."""
    client = Client(raise_request_exception=False)
    client.handler = _HANDLER
    client.cookies.load(person.cookies)
    with transaction.atomic():
        answer = client.generic(method, url, content_type="application/json")
        if getattr(answer, "file_to_stream", None):
            # `answer.close()` would close the database's connection as well.
            answer.file_to_stream.close()
        transaction.set_rollback(True)
    return answer.status_code
