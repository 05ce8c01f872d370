"""How a person looks at a list: its columns and density, and views saved under a name.

Everything is in the list's address, so that Back, bookmarks and links to colleagues work, and a
saved view is an address with a name. Each list is registered by its app.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from hiring.accounts.extension_points import Text
from hiring.accounts.models import SavedView, User
from hiring.ui.numbers import whole_number

COLUMNS, DENSITY, VIEW = "columns", "density", "view"
ROOMY = "roomy"
# So many columns beside the first fit on a screen of 1,440 px.
MAX_FITTING = 9
# What a view does not keep: where in the list one is, and words, which may be somebody's name.
NOT_SAVED = ("q", "cursor", VIEW, "csrfmiddlewaretoken")


@dataclass(frozen=True)
class Column:
    """A column that can be left out; `is_extra` ones are left out until they are chosen."""

    key: str
    label: Text
    is_extra: bool = False


@dataclass(frozen=True)
class ViewedList:
    """A list whose views are saved under `key`; `route` is its page."""

    key: str
    route: str
    columns: Sequence[Column]


@dataclass(frozen=True)
class ViewTab:
    view: SavedView
    url: str
    is_current: bool
    can_remove: bool


@dataclass(frozen=True)
class Look:
    """What a page needs to show the list as its address says."""

    listed: ViewedList
    columns: frozenset[str]
    is_roomy: bool
    tabs: list[ViewTab]
    query: str

    @property
    def choices(self) -> list[tuple[Column, bool]]:
        """Each column with whether it is shown."""
        return [(column, column.key in self.columns) for column in self.listed.columns]

    @property
    def css(self) -> str:
        """The classes of the table; one with many columns scrolls sideways."""
        names = ["dense", "is-roomy" if self.is_roomy else "", "is-wide" if self.is_wide else ""]
        return " ".join(name for name in names if name)

    @property
    def is_wide(self) -> bool:
        return len(self.columns) > MAX_FITTING

    @property
    def url(self) -> str:
        return reverse(self.listed.route)

    @property
    def current(self) -> ViewTab | None:
        return next((tab for tab in self.tabs if tab.is_current), None)


_lists: dict[str, ViewedList] = {}


def register(viewed: ViewedList) -> None:
    """Let the views of a list be saved."""
    _lists[viewed.key] = viewed


def find(key: str) -> ViewedList | None:
    """Return the list of this key; None where there is none."""
    return _lists.get(key)


def look_of(request: HttpRequest, key: str, user: User) -> Look:
    """Return how the list is to be shown; one query."""
    listed = _lists[key]
    known = [column.key for column in listed.columns]
    chosen = request.GET.getlist(COLUMNS) or [c.key for c in listed.columns if not c.is_extra]
    return Look(
        listed=listed,
        columns=frozenset(chosen) & frozenset(known),
        is_roomy=request.GET.get(DENSITY) == ROOMY,
        tabs=_tabs(listed, user, whole_number(request.GET.get(VIEW))),
        query=query_to_save(request.GET.urlencode()),
    )


def query_to_save(query: str) -> str:
    """Return what of an address a view keeps."""
    data = QueryDict(query, mutable=True)
    for name in NOT_SAVED:
        data.pop(name, None)
    for name in [name for name in data if not any(data.getlist(name)) and name != COLUMNS]:
        data.pop(name)
    return data.urlencode()


def url_of(view: SavedView) -> str:
    """Return the address of the list as the view shows it; empty once its list is gone."""
    listed = find(view.list_key)
    if listed is None:
        return ""
    data = QueryDict(view.query, mutable=True)
    data[VIEW] = str(view.pk)
    return f"{reverse(listed.route)}?{data.urlencode()}"


def _tabs(listed: ViewedList, user: User, current: int | None) -> list[ViewTab]:
    views = SavedView.objects.visible_to(user).filter(list_key=listed.key)
    return [
        ViewTab(
            view=view,
            url=url_of(view),
            is_current=view.pk == current,
            can_remove=view.owner_id == user.pk or (view.is_shared and user.is_administrator),
        )
        for view in views
    ]
