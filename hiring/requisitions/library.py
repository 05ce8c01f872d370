"""The library's rubrics as a plan can take them, and what each of a plan's interviews observes."""

from dataclasses import dataclass

from hiring.requisitions.loop_plan import RubricIndex
from hiring.requisitions.models import PlannedInterview, Requisition


def rubrics_to_add(seen: RubricIndex) -> list[tuple[int, str]]:
    """Return the rubrics in use with minutes and what each observes, as a list to choose from."""
    rubrics = sorted(seen.rubrics.values(), key=lambda rubric: (rubric.name, rubric.pk))
    return [
        (rubric.pk, f"{rubric.name} ({seen.minutes[rubric.pk]} min): {_names(seen, rubric.pk)}")
        for rubric in rubrics
    ]


def _names(seen: RubricIndex, rubric: int) -> str:
    return ", ".join(sorted(seen.names[one] for one in seen.criteria.get(rubric, ())))


@dataclass(frozen=True)
class Listed:
    """A planned interview with the names of what it gives evidence of."""

    planned: PlannedInterview
    observes: list[str]


def listed_plan(requisition: Requisition, seen: RubricIndex) -> list[Listed]:
    """Return the plan in its order; one query."""
    plan = requisition.plan.select_related("rubric", "stage")
    return [
        Listed(one, sorted(seen.names[c] for c in seen.criteria.get(one.rubric_id, ())))
        for one in plan
    ]
