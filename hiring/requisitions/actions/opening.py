"""Opening a requisition from a role archetype."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import Team, TeamRole, User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.activity.verbs import Verb
from hiring.requisitions.actions.checking import checked
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.blueprint import Blueprint, blueprint
from hiring.requisitions.models import (
    PlannedInterview,
    Requisition,
    RequisitionCompetency,
    Stage,
)
from rubrics.models import OrganisationArchetype, RoleArchetype, StageKind, Strategy


@transaction.atomic
def open_requisition(
    *,
    archetype: RoleArchetype,
    level: str,
    by: User | None,
    title: str = "",
    team: Team | None = None,
    location: str = "",
    openings: int = 1,
    organisation: OrganisationArchetype | None = None,
    strategy: str = Strategy.EXPERIENCED,
    pay_minimum: int | None = None,
    pay_maximum: int | None = None,
    pay_currency: str = "",
    must_haves: Iterable[str] = (),
) -> Requisition:
    """Return a new requisition with the archetype's stages, profile and loop at this level.

    Its key is the archetype's short name and the next number. `by` becomes its recruiter.
    """
    brings = blueprint(archetype, level)
    if not brings.onsite or not brings.stages:
        raise Refused(_("This role archetype has no stage for a loop."), field="archetype")
    values = checked(
        {
            "title": title.strip() or brings.title,
            "location": location,
            "openings": openings,
            "strategy": strategy,
            "pay_minimum": pay_minimum,
            "pay_maximum": pay_maximum,
            "pay_currency": pay_currency,
            "must_haves": must_haves,
        }
    )
    requisition = Requisition.objects.create(
        key=_next_key(archetype),
        archetype=archetype,
        level=brings.level,
        team=team,
        organisation=organisation,
        opened_at=clock.now(),
        created_by=by,
        **values,
    )
    _copy(brings, requisition)
    record(
        Verb.REQUISITION_OPENED,
        on=requisition,
        requisition=requisition,
        by=by,
        archetype=archetype.key,
        level=level,
    )
    if by is not None:
        join_team(requisition=requisition, user=by, role=TeamRole.RECRUITER, by=by)
    return requisition


def _next_key(archetype: RoleArchetype) -> str:
    """Return the archetype's next free key; its row stays locked, so that no two get the same."""
    RoleArchetype.objects.select_for_update(no_key=True).get(pk=archetype.pk)
    start = f"{archetype.short}-"
    taken = Requisition.objects.filter(key__startswith=start).values_list("key", flat=True)
    numbers = [int(rest) for key in taken if (rest := key.removeprefix(start)).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"


def _copy(brings: Blueprint, requisition: Requisition) -> None:
    stages = Stage.objects.bulk_create(
        Stage(
            requisition=requisition,
            position=position,
            name=stage.name,
            kind=stage.kind,
            target_days=stage.target_days,
        )
        for position, stage in enumerate(brings.stages, 1)
    )
    RequisitionCompetency.objects.bulk_create(
        RequisitionCompetency(
            requisition=requisition,
            competency=entry.competency,
            stance=entry.stance,
            weight=entry.weight,
            bar_level=entry.bar_level,
            why=entry.why,
        )
        for entry in brings.assessed
    )
    onsite = next(stage for stage in stages if stage.kind == StageKind.ONSITE)
    PlannedInterview.objects.bulk_create(
        PlannedInterview(
            requisition=requisition,
            stage=onsite,
            position=position,
            name=interview.name,
            kind=interview.rubric.kind,
            rubric=interview.rubric,
            minutes=interview.minutes,
        )
        for position, interview in enumerate(brings.interviews, 1)
    )
