"""Extension points of pages: where apps above add the buttons, tabs and parts that they bring.

The app of the page has an `ExtensionPoint` in its own `extension_points.py`; others add to it in
`AppConfig.ready`. A person is shown what they may open.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise

from hiring.accounts import access
from hiring.accounts.requests import StaffRequest

Text = str | Promise  # translated when it is shown


@dataclass(frozen=True, order=True)
class _Addition:
    position: int
    route: str
    label: Text = field(compare=False)
    icon: str = field(compare=False)
    shortcut: str = field(compare=False)
    primary: bool = field(compare=False)
    when: Callable[[Any], bool] | None = field(compare=False)


@dataclass(frozen=True)
class Link:
    """One of them, as pages show it: `primary` and `shortcut` (a key) are for buttons."""

    label: Text
    url: str
    icon: str
    active: bool
    shortcut: str
    primary: bool


class ExtensionPoint:
    """What apps above add to one place of a page, in the order of their positions."""

    def __init__(self, subject: str = "") -> None:
        """`subject` is what the page is about: the addresses added here take `<subject>_id`."""
        self._subject = subject
        self._additions: list[_Addition] = []

    def add(
        self,
        position: int,
        route: str,
        label: Text = "",
        icon: str = "",
        *,
        shortcut: str = "",
        primary: bool = False,
        when: Callable[[Any], bool] | None = None,
    ) -> None:
        """Add a page or a part of one, shown where `when(row)`, if given, says so."""
        added = _Addition(position, route, label, icon, shortcut, primary, when)
        self._additions = sorted({*self._additions, added})

    def links(self, request: StaffRequest, row: Model | None = None) -> list[Link]:
        """Return what the person may open here, about this row; the present page is active."""
        ids = self._ids(row)
        here = request.resolver_match.view_name if request.resolver_match else ""
        return [
            Link(
                label=added.label,
                url=reverse(added.route, kwargs=ids),
                icon=added.icon,
                active=added.route == here,
                shortcut=added.shortcut,
                primary=added.primary,
            )
            for added in self._additions
            if (added.when is None or added.when(row))
            and access.may(request, added.route, "GET", **ids)
        ]

    def url(self, row: Model) -> str:
        """Return the address of the first page added here; empty where no app has added one."""
        return next((reverse(added.route, kwargs=self._ids(row)) for added in self._additions), "")

    def _ids(self, row: Model | None) -> dict[str, Any]:
        return {f"{self._subject}_id": row.pk} if row is not None else {}


class ListFacts:
    """What an app above knows of the rows of a list: found for all at once, shown in each row."""

    template = ""
    heads = ""

    def __init__(self) -> None:
        self._find: Callable[[Sequence[Any], Any], Mapping[int, Any]] | None = None
        self._page: Callable[[Any], str] | None = None

    def register(
        self,
        find: Callable[[Sequence[Any], Any], Mapping[int, Any]],
        *,
        template: str,
        heads: str,
        page: Callable[[Any], str] | None = None,
    ) -> None:
        """Take `find(rows, user)`, facts by id, and the templates of their cells and heads.

        `page` gives, by the facts of a row, the address at which one works on it.
        """
        self._find, self.template, self.heads, self._page = find, template, heads, page

    def of(self, rows: Sequence[Any], user: Any) -> Mapping[int, Any]:
        return self._find(rows, user) if self._find else {}

    def page_of(self, row: Any, facts: Any) -> str:
        """Return where one works on the row: its own page, unless its facts lead elsewhere."""
        found = self._page(facts) if self._page and facts else ""
        return found or row.get_absolute_url()


# Buttons on one's own profile, and on the page of a person.
PROFILE = ExtensionPoint()
PERSON = ExtensionPoint("user")
