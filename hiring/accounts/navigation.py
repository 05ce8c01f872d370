"""What the sidebar shows, by what the signed-in person may use.

Each app registers its entries in `AppConfig.ready`.
"""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.accounts import access
from hiring.accounts.models import Organization

Text = str | Promise  # translated when it is shown

MAIN, LIBRARY, ADMINISTRATION = "main", "library", "administration"
_SECTIONS: dict[str, Text] = {
    MAIN: "",
    LIBRARY: _("Library"),
    ADMINISTRATION: _("Administration"),
}


@dataclass(frozen=True, order=True)
class Entry:
    position: int
    route: str
    label: Text = field(compare=False)
    icon: str = field(compare=False)
    # With what the names of its pages begin, where an app has several entries.
    pages: str = field(compare=False, default="")
    # Typed after "g" it leads there.
    key: str = field(compare=False, default="")


_entries: dict[str, list[Entry]] = {section: [] for section in _SECTIONS}
# Apps without an entry of their own, or single routes, and the app whose entry they belong to.
_shown_under: dict[str, str] = {}


def register(
    section: str,
    position: int,
    route: str,
    label: Text,
    icon: str,
    *,
    pages: str = "",
    key: str = "",
) -> None:
    """Put an entry at this position of a section of the sidebar.

    `pages` is with what the names of its pages begin, where an app has more than one entry;
    `key` is the letter that leads there after "g".
    """
    entry = Entry(position, route, label, icon, pages, key)
    _entries[section] = sorted({*_entries[section], entry})


def show_under(app_or_route: str, other: str) -> None:
    """Mark the entry of another app while a page of this one, or this one page, is open."""
    _shown_under[app_or_route] = other


@dataclass(frozen=True)
class Item:
    label: Text
    url: str
    icon: str
    active: bool
    count: int | None = None
    shortcut: str = ""


@dataclass(frozen=True)
class Section:
    label: Text
    items: list[Item]


def navigation(request: HttpRequest) -> dict:
    """Return the template variable `navigation`: sections with the items this person may open.

    Who isn't signed in has none, and reads on their pages whose these are: `organization_name`.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "organization_name": lambda: Organization.present().name}
    sections = [_section(request, label, _entries[name]) for name, label in _SECTIONS.items()]
    return {"navigation": [section for section in sections if section.items]}


def _section(request: HttpRequest, label: Text, entries: list[Entry]) -> Section:
    allowed = [e for e in entries if access.decide(request.user, e.route, "GET", {}).allowed]
    return Section(label, [_item(request, entry) for entry in allowed])


def _item(request: HttpRequest, entry: Entry) -> Item:
    here = request.resolver_match.view_name if request.resolver_match else ""
    app = here.split(":")[0]
    app = _shown_under.get(here) or _shown_under.get(app, app)
    is_same_app = app == entry.route.split(":")[0] != "accounts"
    active = here == entry.route or (is_same_app and entry.pages == _claimed(here))
    return Item(
        entry.label,
        reverse(entry.route),
        entry.icon,
        active=active,
        shortcut=entry.key and f"g {entry.key}",
    )


def _claimed(here: str) -> str:
    """Return the `pages` by which an entry claims this page for itself; empty where none does."""
    app, _colon, page = here.partition(":")
    ours = (e for entries in _entries.values() for e in entries if e.route.startswith(f"{app}:"))
    return next((e.pages for e in ours if e.pages and page.startswith(e.pages)), "")
