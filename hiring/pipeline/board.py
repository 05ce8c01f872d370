"""The board of one requisition: a lane for each stage, the longest waiting first.

A lane counts what it may show and no more: a number beside fewer cards would tell where the one
is that is hidden.

Four queries, however many applications and stages there are: what the person owes, the stages
with their counts, the first cards of every lane, and those cards' rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, OuterRef, When

from hiring.accounts.models import User
from hiring.pipeline.counting import Counted, count_text
from hiring.pipeline.models import Application, ApplicationStatus
from hiring.pipeline.querysets import ApplicationQuerySet
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
    known = Application.objects.not_concealed(user)
    in_this_stage = known.filter(requisition=requisition, stage=OuterRef("pk"))
    hired = Counted(in_this_stage.filter(status=ApplicationStatus.HIRED))
    number = Case(When(kind=StageKind.HIRED, then=hired), default=Counted(in_this_stage.active()))
    stages = list(requisition.stages.annotate(number=number))
    cards = _first_cards(stages, known)
    return [
        Lane(stage, [card for card in cards if card.stage_id == stage.pk], count=stage.number)
        for stage in stages
    ]


def _first_cards(stages: Sequence[Stage], known: ApplicationQuerySet) -> list[Application]:
    firsts = [_lane(known, stage).values_list("pk")[:SHOWN] for stage in stages]
    if not firsts:
        return []
    ids = [pk for (pk,) in firsts[0].union(*firsts[1:], all=True)]
    found = Application.objects.filter(pk__in=ids).select_related("candidate")
    return list(found.order_by("entered_stage_at", "id"))


def _lane(known: ApplicationQuerySet, stage: Stage) -> ApplicationQuerySet:
    found = known.in_stage(stage)
    if stage.kind == StageKind.HIRED:
        of_it = known.filter(requisition=stage.requisition_id, stage=stage)
        found = of_it.filter(status=ApplicationStatus.HIRED)
    return found.order_by("entered_stage_at", "id")
