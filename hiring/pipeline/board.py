"""The board of one requisition: a lane for each stage, the longest waiting first.

Three queries, however many applications and stages there are: the stages with their counts, the
first cards of every lane, and those cards' rows.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet

from hiring.accounts.models import User
from hiring.pipeline.counting import count_text, counted
from hiring.pipeline.models import Application, ApplicationStatus
from hiring.pipeline.querysets import AFTER_THE_PANEL
from hiring.requisitions.models import Requisition, Stage
from rubrics.models import StageKind

SHOWN = 20


@dataclass(frozen=True)
class Lane:
    stage: Stage
    cards: list[Application]
    count: int

    @property
    def count_text(self) -> str:
        return count_text(self.count)

    @property
    def has_more(self) -> bool:
        return self.count > len(self.cards)

    @property
    def is_for_hired(self) -> bool:
        return self.stage.kind == StageKind.HIRED


def lanes_of(requisition: Requisition, user: User) -> list[Lane]:
    """Return the lanes with their first cards, as far as the person may know of them."""
    in_this_stage = Application.objects.filter(requisition=requisition, stage=OuterRef("pk"))
    stages = list(
        requisition.stages.annotate(
            active=counted(in_this_stage.active()),
            hired=counted(in_this_stage.filter(status=ApplicationStatus.HIRED)),
        )
    )
    cards = _first_cards(stages, user)
    return [
        Lane(
            stage=stage,
            cards=[card for card in cards if card.stage_id == stage.pk],
            count=stage.hired if stage.kind == StageKind.HIRED else stage.active,
        )
        for stage in stages
    ]


def _first_cards(stages: list[Stage], user: User) -> list[Application]:
    firsts = [_lane(stage, user).values_list("pk")[:SHOWN] for stage in stages]
    if not firsts:
        return []
    ids = [pk for (pk,) in firsts[0].union(*firsts[1:], all=True)]
    found = Application.objects.filter(pk__in=ids).select_related("candidate")
    return list(found.order_by("entered_stage_at", "id"))


def _lane(stage: Stage, user: User) -> QuerySet[Application]:
    found = Application.objects.in_stage(stage)
    if stage.kind == StageKind.HIRED:
        found = Application.objects.filter(
            requisition=stage.requisition_id, stage=stage, status=ApplicationStatus.HIRED
        )
    if stage.kind in AFTER_THE_PANEL:
        found = found.not_concealed(user)
    return found.order_by("entered_stage_at", "id")
