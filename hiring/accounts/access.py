"""The engine of access rules: deny by default, one table, one place that decides.

Every route of the product has a row that says who may use it. Rights are the union of
- the person's site role,
- their role on the hiring team of the requisition that the route is about,
- an active seat in an interview of the application that the route is about,
- for the library, being one of its editors.

Each app declares its rows in its own `access.py` and registers them in `AppConfig.ready`. A
route without a row is refused to everybody. What a person may *see* inside a page is decided by
`visible_to(user)` on the querysets; a row only says whether the route may be used at all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from hiring.accounts.models import LEADING_ROLES, SiteRole, TeamRole, User
from hiring.accounts.requests import SiteRequest

EVERYONE = frozenset(SiteRole)
ADMINISTRATORS = frozenset({SiteRole.ADMINISTRATOR})
RECRUITING = frozenset({SiteRole.ADMINISTRATOR, SiteRole.RECRUITER})
SCHEDULING = RECRUITING | {SiteRole.COORDINATOR}
ALL_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
READ = frozenset({"GET"})
WRITE = ALL_METHODS - READ
LEADING = frozenset(LEADING_ROLES)
ON_THE_TEAM = frozenset(TeamRole)


@dataclass(frozen=True)
class Row:
    """Who may use one route (a namespaced URL name) by these methods."""

    route: str
    site: frozenset[SiteRole] = frozenset()
    relations: frozenset[str] = frozenset()
    # The kind of object that the route is about; its id is the URL's `<subject>_id`.
    subject: str = ""
    methods: frozenset[str] = ALL_METHODS
    # Open without signing in: login, health, the candidates' pages.
    public: bool = False
    # Only for those to whom `visible_to` shows the object; the view answers 404 to the others.
    if_visible: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "site", frozenset(self.site))
        object.__setattr__(self, "relations", frozenset(self.relations))
        object.__setattr__(self, "methods", frozenset(self.methods))
        if self.relations and not self.subject:
            raise ValueError(f"{self.route}: relations need a subject")


@dataclass(frozen=True)
class Decision:
    allowed: bool
    # Why not: nobody signed in, no row for the route, or the person is not among those it names.
    anonymous: bool = False
    # Whether the person may know that the object exists: decides between 403 and 404.
    related: bool = False


# Gives a user's relations to the object of a subject with this id.
Resolver = Callable[[User, int], frozenset[str]]


@dataclass(frozen=True)
class Subject:
    """A kind of object that routes are about."""

    resolve: Resolver
    # How a person can stand to one of them, by name: a role on its team, a seat, …
    relations: frozenset[str]


@dataclass
class Table:
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)

    def row(self, route: str, method: str) -> Row | None:
        """Return the row for a route and HTTP method; HEAD and OPTIONS count as GET."""
        method = "GET" if method in ("HEAD", "OPTIONS") else method
        return self.rows.get((route, method))

    def methods(self, route: str) -> list[str]:
        """Return the methods by which anybody may use a route, in order of name."""
        return sorted(method for name, method in self.rows if name == route)


table = Table()


def register(rows: Iterable[Row]) -> None:
    """Add an app's rows; a route and method may be declared once only."""
    for row in rows:
        for method in row.methods:
            known = table.rows.setdefault((row.route, method), row)
            if known != row:
                raise ValueError(f"{method} {row.route} has two rows")


def register_subject(name: str, resolve: Resolver, relations: Iterable[str]) -> None:
    """Say which relations a person can have to the objects called `<name>_id` in URLs, and how
    they are found."""
    table.subjects[name] = Subject(resolve, frozenset(relations))


def decide(
    user: Any, route: str, method: str, ids: dict[str, Any], cache: dict | None = None
) -> Decision:
    """Return whether `user` may use the route by this method on the object with these URL ids.

    `cache` keeps the relations found, for a page that asks about many buttons.
    """
    row = table.row(route, method)
    if row is not None and row.public:
        return Decision(allowed=True)
    if not user.is_authenticated:
        return Decision(allowed=False, anonymous=True)
    if row is None:
        return Decision(allowed=False, related=True)
    if user.site_role in row.site:
        return Decision(allowed=True)
    relations = _relations(user, row, ids, cache if cache is not None else {})
    return Decision(
        allowed=bool(relations & row.relations),
        related=bool(relations) or not row.subject or user.sees_everything,
    )


def may(request: SiteRequest, route: str, method: str = "POST", **ids: int) -> bool:
    """Return whether who sent the request may use the route on the object with these URL ids."""
    return decide(request.user, route, method, ids, request.access_cache).allowed


def _relations(user: User, row: Row, ids: dict[str, Any], cache: dict) -> frozenset[str]:
    if not row.subject:
        return frozenset()
    key = (row.subject, ids.get(f"{row.subject}_id", ids.get("pk")))
    if key not in cache:
        cache[key] = table.subjects[row.subject].resolve(user, _number(key[1]))
    return cache[key]


def _number(value: Any) -> int:
    """Return a URL's id as a number; what is no number names no object."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
