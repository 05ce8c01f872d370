"""The list of debriefs: what waits for a decision, what is being made, what was decided."""

from dataclasses import dataclass

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import User
from hiring.debriefs.models import Debrief
from hiring.ui.pagination import KeysetPage, keyset_page


class Shown(models.TextChoices):
    """Which debriefs the list shows."""

    WAITING = "waiting", _("Awaiting decision")
    MAKING = "making", _("In progress")
    DECIDED = "decided", _("Decided")
    ALL = "all", _("All")

    @classmethod
    def from_text(cls, text: str | None) -> "Shown":
        """Return the tab of that name; the first for any other."""
        return cls(text) if text in cls.values else cls.WAITING


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    active: bool


def tabs_for(shown: Shown) -> list[Tab]:
    """Return the links between the lists."""
    return [Tab(str(one.label), f"?show={one.value}", one == shown) for one in Shown]


def page_of(user: User, shown: Shown, params: QueryDict) -> KeysetPage:
    """Return one page of the debriefs that the person may see, the newest first."""
    found = Debrief.objects.visible_to(user)
    found = {
        Shown.WAITING: found.waiting,
        Shown.MAKING: found.in_the_making,
        Shown.DECIDED: found.decided,
        Shown.ALL: found.ready,
    }[shown]()
    order = ("-requested_at",) if shown == Shown.MAKING else ("-rendered_at",)
    return keyset_page(
        found.with_subject().with_decision().without_content(),
        order=order,
        cursor=params.get("cursor"),
        params=params,
    )
