"""Writing down what a role brings to an opening: stages, profile, plan."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.requisitions.loop_plan import Planned
from hiring.requisitions.models import (
    PlannedInterview,
    Requisition,
    RequisitionCompetency,
    Stage,
)
from hiring.requisitions.profiles import CompetencyTarget
from rubrics.models import ArchetypeStage, StageKind


def write_stages(requisition: Requisition, stages: Iterable[ArchetypeStage]) -> None:
    """Copy the role's stages."""
    Stage.objects.bulk_create(
        Stage(
            requisition=requisition,
            position=position,
            name=stage.name,
            kind=stage.kind,
            target_days=stage.target_days,
        )
        for position, stage in enumerate(stages, 1)
    )


def write_profile(requisition: Requisition, targets: Iterable[CompetencyTarget]) -> None:
    """Write what is asked, with what the role alone would ask and why it moved."""
    rows = (competency_row(requisition, target) for target in targets)
    RequisitionCompetency.objects.bulk_create(row for row in rows if row is not None)


def competency_row(requisition: Requisition, one: CompetencyTarget) -> RequisitionCompetency | None:
    """Return the unsaved row of one competency; None where neither role nor opening asks for it.

    One that the role asks for and this opening does not stays as a row, so that it says why.
    """
    before, after = one.before, one.after
    if not (before.assessed or after.assessed):
        return None
    return RequisitionCompetency(
        requisition=requisition,
        competency=one.competency,
        stance=after.stance,
        weight=after.weight,
        bar_level=after.bar,
        why=one.why,
        archetype_stance=before.stance,
        archetype_weight=before.weight,
        archetype_bar=before.bar,
        adjustment_reasons=one.reasons,
    )


def write_interview_plan(
    requisition: Requisition, wanted: Iterable[Planned]
) -> tuple[list[str], list[str]]:
    """Bring the onsite's plan to what is wanted; return the names that came and that went.

    An interview by the same rubric stays the same row.
    """
    onsite = requisition.stages.filter(kind=StageKind.ONSITE).order_by("position").first()
    if onsite is None:
        raise Refused(_("There is no onsite stage for the loop."))
    rows = list(requisition.plan.select_related("rubric"))
    elsewhere = [row for row in rows if row.stage_id != onsite.pk]
    there = [row for row in rows if row.stage_id == onsite.pk]
    added, placed = [], list(elsewhere)
    for one in wanted:
        row = next((row for row in there if row.rubric_id == one.rubric.pk), None)
        if row is None:
            row = PlannedInterview(requisition=requisition, stage=onsite, rubric=one.rubric)
            added.append(one.name)
        else:
            there.remove(row)
        row.kind, row.name, row.minutes = one.rubric.kind, one.name, one.minutes
        row.perspective, row.why = one.perspective, one.why
        row.interviewers = one.interviewers
        placed.append(row)
    for position, row in enumerate(placed, 1):
        row.position = position
        row.save()
    for row in there:
        row.delete()
    return added, [row.name for row in there]
