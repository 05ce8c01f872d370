"""What the sidebar shows, by what the signed-in person may use."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.accounts import access

Text = str | Promise  # translated when it is shown
Entry = tuple[str, Text, str]  # route, label, icon

SECTIONS: list[tuple[Text, list[Entry]]] = [
    (
        "",
        [
            ("accounts:home", _("Home"), "home"),
            ("interviews:mine", _("My interviews"), "calendar-event"),
            ("requisitions:list", _("Requisitions"), "briefcase"),
            ("candidates:list", _("Candidates"), "users"),
            ("debriefs:list", _("Debriefs"), "scale"),
        ],
    ),
    (
        _("Library"),
        [
            ("rubrics:home", _("What good looks like"), "ruler"),
        ],
    ),
    (
        _("Administration"),
        [
            ("messaging:list", _("Messages"), "mail"),
            ("accounts:user_list", _("People"), "users-group"),
            ("accounts:team_list", _("Teams"), "sitemap"),
        ],
    ),
]


# Rooms without an entry of their own, and the one whose entry their pages belong to.
_SHOWN_UNDER = {"pipeline": "requisitions", "scorecards": "interviews"}


@dataclass(frozen=True)
class Item:
    label: Text
    url: str
    icon: str
    active: bool
    count: int | None = None


@dataclass(frozen=True)
class Section:
    label: Text
    items: list[Item]


def navigation(request: HttpRequest) -> dict:
    """Return the template variable `navigation`: sections with the items this person may open."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    return {"navigation": [s for s in (_section(request, *row) for row in SECTIONS) if s.items]}


def _section(request: HttpRequest, label: Text, entries: list[Entry]) -> Section:
    allowed = [e for e in entries if access.decide(request.user, e[0], "GET", {}).allowed]
    return Section(label, [_item(request, *entry) for entry in allowed])


def _item(request: HttpRequest, route: str, label: Text, icon: str) -> Item:
    here = request.resolver_match.view_name if request.resolver_match else ""
    room = _SHOWN_UNDER.get(here.split(":")[0], here.split(":")[0])
    same_room = room == route.split(":")[0] != "accounts"
    return Item(label, reverse(route), icon, active=here == route or same_room)
