"""The list of debriefs: what waits for a decision, what is being made, what was decided."""

from dataclasses import dataclass

from hiring.accounts.requests import StaffRequest
from hiring.debriefs.filtersets import DebriefFilter, Shown
from hiring.debriefs.models import Debrief
from hiring.ui.pagination import KeysetPage, keyset_page


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    active: bool


def tabs_for(shown: Shown) -> list[Tab]:
    """Return the links between the lists."""
    return [Tab(str(one.label), f"?show={one.value}", one == shown) for one in Shown]


def listing(request: StaffRequest) -> tuple[Shown, KeysetPage]:
    """Return what the page shows, and one page of it, the newest first."""
    visible = Debrief.objects.visible_to(request.user)
    narrowed = DebriefFilter.on_page(request, visible, show=Shown.WAITING)
    shown = Shown(narrowed.chosen["show"])
    page = keyset_page(
        narrowed.qs.with_subject().with_decision().without_content(),
        order=("-requested_at",) if shown == Shown.MAKING else ("-rendered_at",),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    return shown, page
