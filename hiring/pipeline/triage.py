"""One stage's applications one after the other, the longest waiting first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from hiring.accounts.models import User
from hiring.pipeline.counting import capped_count, count_text
from hiring.pipeline.models import Application
from hiring.requisitions.models import Requisition, Stage
from hiring.ui.pagination import place_of

_ORDER = ("entered_stage_at", "id")


@dataclass(frozen=True)
class Turn:
    """One application of the queue, its neighbors, and where it stands among all."""

    application: Application
    previous_id: int | None
    next_id: int | None
    place: int
    total: int

    @property
    def place_text(self) -> str:
        return count_text(self.place)

    @property
    def total_text(self) -> str:
        return count_text(self.total)


def queue(requisition: Requisition, stage: Stage, user: User) -> QuerySet[Application]:
    """Return the stage's active applications that the person may know of, in order."""
    found = Application.objects.in_stage(stage).filter(requisition=requisition)
    return found.not_concealed(user).order_by(*_ORDER)


def turn_of(waiting: QuerySet[Application], application_id: int | None) -> Turn | None:
    """Return the application asked for, else the first one; None when nothing waits."""
    wanted = waiting.select_related(
        "candidate", "requisition__archetype", "stage", "touch__channel"
    )
    found = wanted.filter(pk=application_id).first() if application_id else None
    found = found or wanted.first()
    if found is None:
        return None
    place = place_of(found, waiting, order=_ORDER)
    return Turn(
        application=found,
        previous_id=place.previous,
        next_id=place.next,
        place=capped_count(place.before) + 1,
        total=capped_count(waiting),
    )
