"""What is written down of a requisition, for tests to compare."""

from hiring.activity.models import Event
from hiring.requisitions.models import Requisition


def verbs(requisition: Requisition) -> list[str]:
    return [event.verb for event in Event.objects.for_requisition(requisition.pk)]


def targets_for(requisition: Requisition) -> dict[str, tuple[str, int, int]]:
    rows = requisition.competencies.select_related("competency")
    return {row.competency.name: (row.stance, row.weight, row.bar_level) for row in rows}
