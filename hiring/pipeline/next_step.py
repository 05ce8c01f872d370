"""What is to be done next with an application; apps above say what they know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.pipeline.models import Application, Party
from hiring.pipeline.stepper import Steps
from rubrics.models import StageKind


@dataclass(frozen=True)
class NextStep:
    """A title, why, and the page where it is done; without one it is to go on to the next stage."""

    title: str
    text: str = ""
    url: str = ""
    label: str = ""
    icon: str = ""
    advances: bool = False
    due_at: datetime | None = None


Find = Callable[[Application, User], NextStep | None]

_finders: list[tuple[int, Find]] = []


def register(order: int, find: Find) -> None:
    """Add what an app above knows; the first that finds something is shown."""
    _finders.append((order, find))
    _finders.sort(key=lambda entry: entry[0])


def next_step(application: Application, steps: Steps, user: User) -> NextStep | None:
    """Return the next step of an active application whose place the person may know."""
    if not application.is_active or application.is_concealed:
        return None
    found = (find(application, user) for _order, find in _finders)
    return next((step for step in found if step), None) or _of_stage(application, steps)


def _of_stage(application: Application, steps: Steps) -> NextStep:
    kind, following = application.stage.kind, steps.following
    if application.waiting_on == Party.CANDIDATE:
        return NextStep(_("Waiting for the candidate"))
    if steps.leads_to_hire:
        return NextStep(_("Follow up on the offer"))
    titles: dict[str, str] = {
        StageKind.APPLIED: _("Review the application"),
        StageKind.SCREEN: _("Review and advance"),
        StageKind.DECISION: _("Decide"),
    }
    return NextStep(titles.get(kind, _("Review and advance")), advances=following is not None)
