"""How what is asked of a competency moved: from the role's value, or since the first interview."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hiring.activity.models import Event
from hiring.requisitions.actions.profile import TERMS
from hiring.requisitions.models import Requisition, RequisitionCompetency
from hiring.requisitions.verbs import Verb
from rubrics.models import Stance

MAX_SHOWN = 50
# Stance, weight, bar.
Terms = tuple[str, Any, Any]


@dataclass(frozen=True)
class LateChange:
    when: datetime
    who: str
    competency: str
    steps: list[str]
    why: str


def steps(before: Terms, after: Terms) -> list[str]:
    """Return what moved, each as "weight 3 → 4"."""
    labels = (_("stance"), _("weight"), _("bar"))
    terms = zip(labels, _shown(*before), _shown(*after), strict=True)
    return [f"{label} {old} → {new}" for label, old, new in terms if old != new]


def steps_from_role(row: RequisitionCompetency) -> list[str]:
    """Return how a requisition asks otherwise than its role alone; nothing if that is unknown."""
    if not row.archetype_stance:
        return []
    before = (row.archetype_stance, row.archetype_weight, row.archetype_bar)
    return steps(before, (row.stance, row.weight, row.bar_level))


def late_changes(requisition: Requisition) -> list[LateChange]:
    """Return the changes since the first interview, newest first; two queries, or none."""
    if requisition.profile_fixed_at is None:
        return []
    events = (
        Event.objects.for_requisition(requisition.pk)
        .filter(verb=Verb.PROFILE_CHANGED, choices__late=True)
        .prefetch_related("changes")
    )
    return [_late(event) for event in events[:MAX_SHOWN]]


def _late(event: Event) -> LateChange:
    moved = {change.field: (change.old, change.new) for change in event.changes.all()}
    pairs = [moved.get(term, ("", "")) for term in TERMS]
    before, after = zip(*pairs, strict=True)
    return LateChange(
        when=event.at,
        who=event.actor.name if event.actor else _("The system"),
        competency=event.choices.get("competency", ""),
        steps=steps(before, after),
        why=moved.get("why", ("", ""))[1],
    )


def _shown(stance: str, weight: Any, bar: Any) -> Terms:
    return stance_word(stance), weight, bar


def stance_word(stance: str) -> str:
    """Return a stance in a word or two, for the middle of a sentence; "" stays ""."""
    if not stance:
        return ""
    words = {Stance.STRENGTH: _("strength"), Stance.BAR: _("bar")}
    return words.get(Stance(stance), _("not assessed"))
