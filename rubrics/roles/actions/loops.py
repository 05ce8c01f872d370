"""Writing the stages and the interviews that an opening of a role starts with."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.activity.validation import between, checked, line, one_of
from rubrics.models import (
    ArchetypeInterview,
    ArchetypeStage,
    Level,
    RoleArchetype,
    Rubric,
    StageKind,
)
from rubrics.roles.actions import recording
from rubrics.verbs import Verb

MAX_ROWS = 20
MIN_LENGTH, MAX_LENGTH = 15, 240
MAX_STAY_DAYS = 365

STAGE_CHECKS = {
    "name": line("stages"),
    "kind": one_of("stages", StageKind.values),
    "target_days": between("stages", 0, MAX_STAY_DAYS),
    "level": one_of("stages", Level.values, nothing=None),
}
INTERVIEW_CHECKS = {
    "name": line("interviews"),
    "rubric": lambda rubric: rubric,
    "minutes": between("interviews", MIN_LENGTH, MAX_LENGTH),
    "level": one_of("interviews", Level.values, nothing=None),
}


def stages_of(role: RoleArchetype) -> list[dict[str, Any]]:
    """Return the stages in order as plain values."""
    return [
        dict(row)
        for row in role.stages.order_by("position").values("name", "kind", "target_days", "level")
    ]


def interviews_of(role: RoleArchetype) -> list[dict[str, Any]]:
    """Return the default loop in order as plain values."""
    names = ("name", "rubric_id", "minutes", "level")
    return list(role.interviews.order_by("position").values(*names))


@transaction.atomic
def set_default_stages(
    *,
    role: RoleArchetype,
    stages: Iterable[Mapping[str, Any]],
    actor: Any,
    revision: int | None = None,
) -> RoleArchetype:
    """Put these stages (name, kind, target_days, level), in this order, instead of the role's.

    Refused unless the first is Applied, the last is Hired, neither stands elsewhere, and there
    is an onsite for the loop: what an opening needs. Conflict when `revision` is out of date.
    """
    row = recording.hold_role(role, revision)
    clean = [{"target_days": 0, "level": None} | checked(one, STAGE_CHECKS) for one in stages]
    _check_order([stage["kind"] for stage in clean])
    # What an opening needs, one at every level has.
    _check_order([stage["kind"] for stage in clean if not stage["level"]])
    before = [_stage_text(stage) for stage in row.stages.all()]
    after = [
        ArchetypeStage(archetype=row, position=position, **stage)
        for position, stage in enumerate(clean, start=1)
    ]
    now = [_stage_text(stage) for stage in after]
    if now != before:
        row.stages.all().delete()
        ArchetypeStage.objects.bulk_create(after)
        recording.count_up(row)
        recording.remember(row, {"stages": (before, now)}, verb=Verb.ROLE_STAGES_SET, actor=actor)
    return row


@transaction.atomic
def set_default_loop(
    *,
    role: RoleArchetype,
    interviews: Iterable[Mapping[str, Any]],
    actor: Any,
    revision: int | None = None,
) -> RoleArchetype:
    """Put these interviews (name, rubric, minutes, level), in this order, instead of the role's.

    `level` None is an interview at every level. Refused for a rubric that cannot be used yet or
    any more, unless it is in the loop already. Conflict when `revision` is out of date.
    """
    row = recording.hold_role(role, revision)
    former = list(row.interviews.select_related("rubric"))
    clean = [{"level": None} | checked(interview, INTERVIEW_CHECKS) for interview in interviews]
    if len(clean) > MAX_ROWS:
        raise Refused(_("At most %(most)d interviews.") % {"most": MAX_ROWS}, field="interviews")
    _check_rubrics([one["rubric"] for one in clean], {one.rubric_id for one in former})
    after = [
        ArchetypeInterview(archetype=row, position=position, **one)
        for position, one in enumerate(clean, start=1)
    ]
    before, now = [*map(_interview_text, former)], [*map(_interview_text, after)]
    if now != before:
        row.interviews.all().delete()
        ArchetypeInterview.objects.bulk_create(after)
        recording.count_up(row)
        recording.remember(row, {"interviews": (before, now)}, verb=Verb.ROLE_LOOP_SET, actor=actor)
    return row


def _check_order(kinds: list[str]) -> None:
    if len(kinds) > MAX_ROWS:
        _refuse_stages(_("At most %(most)d stages.") % {"most": MAX_ROWS})
    if not kinds or kinds[0] != StageKind.APPLIED or kinds.count(StageKind.APPLIED) != 1:
        _refuse_stages(_("The first stage must be Applied, and no other stage can be."))
    if kinds[-1] != StageKind.HIRED or kinds.count(StageKind.HIRED) != 1:
        _refuse_stages(_("The last stage must be Hired, and no other stage can be."))
    if StageKind.ONSITE not in kinds:
        _refuse_stages(_("Add an Onsite stage for the loop."))


def _refuse_stages(message: str) -> None:
    raise Refused(message, field="stages")


def _check_rubrics(rubrics: list[Rubric], kept: set[int]) -> None:
    wanted = {rubric.pk for rubric in rubrics} - kept
    usable = set(Rubric.objects.current().filter(pk__in=wanted).values_list("pk", flat=True))
    for rubric in rubrics:
        if rubric.pk in wanted - usable:
            raise Refused(
                _("“%(rubric)s” has no published version.") % {"rubric": rubric.name},
                field="interviews",
            )


def _stage_text(stage: ArchetypeStage) -> str:
    text = f"{stage.name} · {StageKind(stage.kind).label} · {stage.target_days}"
    return f"{text} · {Level(stage.level).label}" if stage.level else text


def _interview_text(interview: ArchetypeInterview) -> str:
    level = Level(interview.level).label if interview.level else _("all levels")
    return f"{interview.name} · {interview.rubric.name} · {interview.minutes} · {level}"
