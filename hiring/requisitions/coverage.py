"""Which competencies the planned interviews test, and which nothing tests."""

from collections.abc import Iterable
from dataclasses import dataclass

from hiring.requisitions.models import PlannedInterview, Requisition, RequisitionCompetency
from rubrics.models import Criterion, RubricVersion, Stance

_ORDER = (Stance.STRENGTH, Stance.BAR, Stance.NOT_ASSESSED)


@dataclass(frozen=True)
class Tested:
    """One competency of a requisition with the planned interviews that give evidence of it."""

    entry: RequisitionCompetency
    interviews: list[PlannedInterview]


def tested_profile(requisition: Requisition, plan: Iterable[PlannedInterview]) -> list[Tested]:
    """Return the requisition's strengths, then its bars, by weight, each with what tests it.

    An interview tests what the criteria of its rubric's current version are evidence of.
    """
    plan = list(plan)
    by_rubric = _competencies_by_rubric(plan)
    entries = [
        entry
        for entry in requisition.competencies.select_related("competency")
        if entry.stance != Stance.NOT_ASSESSED
    ]
    entries.sort(key=lambda e: (_ORDER.index(e.stance), -e.weight, e.competency.position))
    return [
        Tested(entry, [i for i in plan if entry.competency_id in by_rubric.get(i.rubric_id, ())])
        for entry in entries
    ]


def _competencies_by_rubric(plan: list[PlannedInterview]) -> dict[int, set[int]]:
    rubrics = {interview.rubric_id for interview in plan}
    versions = RubricVersion.objects.current().filter(rubric__in=rubrics)
    found: dict[int, set[int]] = {}
    for rubric, competency in Criterion.objects.filter(version__in=versions).values_list(
        "version__rubric", "competency"
    ):
        found.setdefault(rubric, set()).add(competency)
    return found
