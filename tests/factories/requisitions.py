"""Roles and the requisitions opened from them, made through the verbs that people use."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from hiring.accounts.models import TeamRole, User
from hiring.requisitions.actions.drafting import draft_requisition
from hiring.requisitions.actions.opening import open_requisition
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.models import Requisition, Stage
from rubrics.models import (
    ArchetypeInterview,
    ArchetypeStage,
    Competency,
    Criterion,
    InterviewKind,
    Level,
    ProfileEntry,
    RoleArchetype,
    Rubric,
    RubricVersion,
    StageKind,
    Stance,
    VersionStatus,
)
from tests.factories.accounts import UserFactory

_numbers = itertools.count(1)

STAGES = (
    ("Applied", StageKind.APPLIED, 3),
    ("Screen", StageKind.SCREEN, 5),
    ("Onsite", StageKind.ONSITE, 10),
    ("Decision", StageKind.DECISION, 3),
    ("Offer", StageKind.OFFER, 7),
    ("Hired", StageKind.HIRED, 0),
)
# competency → stance at senior level, weight, bar
PROFILE = {
    "Modeling": (Stance.STRENGTH, 5, 3),
    "Data work": (Stance.STRENGTH, 3, 3),
    "Software": (Stance.BAR, 4, 3),
    "Communication": (Stance.BAR, 2, 2),
    "Research taste": (Stance.NOT_ASSESSED, 1, 2),
}
# interview → kind, competencies that its criteria are evidence of, minutes, only at this level
LOOP = (
    ("Math puzzle", InterviewKind.MATH_PUZZLE, ("Modeling",), 45, None),
    ("Take-home review", InterviewKind.TAKE_HOME, ("Software", "Data work"), 60, None),
    ("System design", InterviewKind.SYSTEM_DESIGN, ("Software",), 60, Level.STAFF),
)


def role(*, short: str = "", profile: dict = PROFILE, loop: tuple = LOOP) -> RoleArchetype:
    """A role archetype described at the senior and staff levels, with stages and a loop."""
    number = next(_numbers)
    archetype = RoleArchetype.objects.create(
        key=f"role-{number}",
        name=f"ML engineer {number}",
        short=short or f"R{number}",
        summary="Trains models and keeps them well.",
        does="Trains, deploys and monitors.",
        work_product="A prediction system.",
        week={"modeling": 40, "serving": 20, "data": 20, "analysis": 10, "people": 10},
        ml="high",
        software="high",
        communication="medium",
    )
    ArchetypeStage.objects.bulk_create(
        ArchetypeStage(
            archetype=archetype, position=position, name=name, kind=kind, target_days=days
        )
        for position, (name, kind, days) in enumerate(STAGES, 1)
    )
    competencies = competencies_of(profile)
    ProfileEntry.objects.bulk_create(
        ProfileEntry(
            archetype=archetype,
            level=level,
            competency=competencies[name],
            stance=stance,
            weight=weight,
            bar_level=bar,
            why=f"{name} matters here.",
        )
        for level in (Level.SENIOR, Level.STAFF)
        for name, (stance, weight, bar) in profile.items()
    )
    rubrics = rubrics_of(*((kind, tested) for _, kind, tested, _, _ in loop))
    ArchetypeInterview.objects.bulk_create(
        ArchetypeInterview(
            archetype=archetype,
            position=position,
            name=name,
            rubric=used,
            minutes=minutes,
            level=level,
        )
        for position, (used, (name, _, _, minutes, level)) in enumerate(
            zip(rubrics, loop, strict=True), 1
        )
    )
    return archetype


def competency(name: str) -> Competency:
    """The competency of this name."""
    return competencies_of([name])[name]


def competencies_of(names: Iterable[str]) -> dict[str, Competency]:
    """The competencies of these names."""
    wanted = list(dict.fromkeys(names))
    found = {one.name: one for one in Competency.objects.filter(name__in=wanted)}
    Competency.objects.bulk_create(
        found.setdefault(
            name,
            Competency(
                key=name.lower().replace(" ", "-"),
                name=name,
                definition=f"Has {name.lower()}.",
                is_not="Talk about it.",
                position=next(_numbers),
            ),
        )
        for name in wanted
        if name not in found
    )
    return found


def rubric(kind: InterviewKind, *tested: str) -> Rubric:
    """A rubric with a published version whose criteria are evidence of these competencies."""
    return rubrics_of((kind, tested))[0]


def rubrics_of(*wanted: tuple[InterviewKind, Sequence[str]]) -> list[Rubric]:
    """A rubric of each kind, as `rubric` makes one; all of them cost what one does."""
    rubrics = Rubric.objects.bulk_create(
        Rubric(
            key=f"rubric-{number}", name=f"{kind.label} {number}", kind=kind, purpose="Finds out."
        )
        for (kind, _), number in zip(wanted, _numbers, strict=False)
    )
    versions = RubricVersion.objects.bulk_create(
        RubricVersion(rubric=made, number=1) for made in rubrics
    )
    competencies = competencies_of(name for _, tested in wanted for name in tested)
    Criterion.objects.bulk_create(
        Criterion(
            version=version,
            position=position,
            competency=competencies[name],
            name=f"Shows {name}",
            look_for="In the second half.",
            anchor_1="a",
            anchor_2="b",
            anchor_3="c",
            anchor_4="d",
        )
        for version, (_, tested) in zip(versions, wanted, strict=True)
        for position, name in enumerate(tested, 1)
    )
    RubricVersion.objects.filter(pk__in=[version.pk for version in versions]).update(
        status=VersionStatus.PUBLISHED, published_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    return rubrics


def opening(
    *, actor: User | None = None, archetype: RoleArchetype | None = None, **values: Any
) -> Requisition:
    """An open requisition at the senior level; `actor` is its recruiter."""
    return open_requisition(
        archetype=archetype or role(),
        level=values.pop("level", Level.SENIOR),
        actor=actor or UserFactory(recruiter=True),
        **values,
    )


def drafted(
    *, actor: User | None = None, archetype: RoleArchetype | None = None, **values: Any
) -> Requisition:
    """A draft at the senior level; `actor` is its recruiter."""
    return draft_requisition(
        archetype=archetype or role(),
        level=values.pop("level", Level.SENIOR),
        actor=actor or UserFactory(recruiter=True),
        **values,
    )


def leader(requisition: Requisition, role: TeamRole = TeamRole.HIRING_MANAGER) -> User:
    """A member of the staff with this role on the requisition's hiring team."""
    user = UserFactory()
    join_team(requisition=requisition, user=user, role=role, actor=None)
    return user


def stage(requisition: Requisition, kind: StageKind) -> Stage:
    """The requisition's stage of this kind."""
    return requisition.stages.get(kind=kind)
