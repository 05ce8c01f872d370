"""The list of debriefs: what waits for a decision, what is being made, what was decided."""

from dataclasses import dataclass

from hiring.accounts.requests import StaffRequest
from hiring.debriefs.filtersets import DebriefFilter, DebriefTab
from hiring.debriefs.models import Debrief
from hiring.ui.pagination import KeysetPage, keyset_page


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    active: bool


def tabs_for(current: DebriefTab) -> list[Tab]:
    """Return the links between the lists."""
    return [Tab(str(tab.label), f"?show={tab.value}", tab == current) for tab in DebriefTab]


def listing(request: StaffRequest) -> tuple[DebriefTab, KeysetPage]:
    """Return the chosen tab, and one page of it, the newest first."""
    visible = Debrief.objects.visible_to(request.user)
    narrowed = DebriefFilter.on_page(request, visible, show=DebriefTab.WAITING)
    current = DebriefTab(narrowed.chosen["show"])
    page = keyset_page(
        narrowed.qs.with_subject().with_decision().without_content(),
        order=("-requested_at",) if current == DebriefTab.MAKING else ("-rendered_at",),
        cursor=request.GET.get("cursor"),
        params=request.GET,
    )
    return current, page
