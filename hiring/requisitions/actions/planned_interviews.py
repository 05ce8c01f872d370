"""The planned interviews of an opening: adding, changing, removing and ordering them."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import User
from hiring.activity.actions import Conflict, Refused, record
from hiring.activity.validation import Check, between, checked, one_of
from hiring.requisitions import loop_plan
from hiring.requisitions.actions.checking import checked_name, checked_perspective
from hiring.requisitions.actions.from_template import write_interview_plan
from hiring.requisitions.actions.locking import (
    apply_changes,
    locked,
    note_plan_edited,
    place,
    renumber,
)
from hiring.requisitions.models import PlannedInterview, Requisition, Stage
from hiring.requisitions.verbs import Verb
from rubrics import expectations
from rubrics.models import Assistance, Rubric, StageKind

INTERVIEWING = (StageKind.SCREEN, StageKind.ONSITE)
MAX_PLANNED = 20
CHANGEABLE = frozenset(
    {"name", "minutes", "perspective", "interviewers", "why", "stage", "rubric", "assistance"}
)


@transaction.atomic
def plan_interview(
    *,
    requisition: Requisition,
    rubric: Rubric,
    actor: User | None,
    stage: Stage | None = None,
    name: str = "",
    minutes: int | None = None,
    perspective: str = "",
    interviewers: int = 1,
    assistance: str = "",
    why: str = "",
) -> PlannedInterview:
    """Return a new planned interview, the last of the plan.

    By default on the onsite stage, called as its rubric, as long as the roles' loops give it.
    """
    current = locked(requisition)
    if current.plan.count() >= MAX_PLANNED:
        raise Refused(_("A plan can have at most 20 interviews."))
    values = _checked(
        current,
        {
            "rubric": rubric,
            "stage": stage or _onsite(current),
            "name": name or rubric.name,
            "minutes": minutes if minutes is not None else loop_plan.usual_minutes(rubric),
            "perspective": perspective,
            "interviewers": interviewers,
            "assistance": assistance,
            "why": why,
        },
    )
    last = current.plan.aggregate(last=Max("position"))["last"] or 0
    planned = PlannedInterview.objects.create(
        requisition=current, position=last + 1, kind=rubric.kind, **values
    )
    _noted(Verb.INTERVIEW_PLANNED, current, planned, actor)
    return planned


@transaction.atomic
def change_planned(
    *,
    planned: PlannedInterview,
    actor: User | None,
    seen: Mapping[str, Any] | None = None,
    **values: Any,
) -> PlannedInterview:
    """Change some of `CHANGEABLE`; what stays the same leaves no trace.

    Conflict when somebody has removed it, or, with `seen`, changed what this changes too.
    """
    if unknown := set(values) - CHANGEABLE:
        raise TypeError(f"not changeable: {', '.join(sorted(unknown))}")
    current, row = _held(planned)
    changes = apply_changes(row, _checked(current, values), seen)
    if not changes:
        return row
    row.kind = row.rubric.kind
    row.save()
    _noted(Verb.PLANNED_CHANGED, current, row, actor, changes)
    return row


@transaction.atomic
def add_second_interviewer(
    *, requisition: Requisition, seated: Mapping[int, int], actor: User | None
) -> list[PlannedInterview]:
    """Return the interviews that got one more person: those that hold as many as `seated` says.

    `seated` has interviews by id with the people that a page showed, so that a second click or
    a stale page seats nobody twice; what was taken out of the plan meanwhile is passed over.
    """
    current = locked(requisition)
    rows = [row for row in current.plan.all() if seated.get(row.pk) == row.interviewers]
    return [
        change_planned(planned=row, actor=actor, interviewers=row.interviewers + 1) for row in rows
    ]


@transaction.atomic
def drop_planned(*, planned: PlannedInterview, actor: User | None) -> None:
    """Take an interview out of the plan; a second time changes nothing."""
    current = locked(planned.requisition)
    row = current.plan.filter(pk=planned.pk).first()
    if row is None:
        return
    _noted(Verb.PLANNED_DROPPED, current, row, actor)
    row.delete()
    renumber(current.plan.all())


@transaction.atomic
def move_planned(*, planned: PlannedInterview, to: int, actor: User | None) -> PlannedInterview:
    """Put an interview at this place of the whole plan, counted from 1; the others make room."""
    current, row = _held(planned)
    if place(current.plan.all(), row, to):
        _noted(Verb.PLANNED_MOVED, current, row, actor)
    return row


@transaction.atomic
def fit_plan(*, requisition: Requisition, actor: User | None) -> tuple[list[str], list[str]]:
    """Fit the onsite's loop to the profile as it is, instead of what was planned there.

    Returns the names of interviews that came and that went. It follows the profile again.
    """
    current = locked(requisition)
    wanted = loop_plan.fitted(
        current.archetype,
        loop_plan.of_role(current.archetype, current.level),
        loop_plan.needs_of(current),
        current.emphasis,
    )
    added, dropped = write_interview_plan(current, wanted)
    current.plan_edited_at = None
    current.save(update_fields=["plan_edited_at"])
    record(
        Verb.PLAN_FITTED, on=current, requisition=current, actor=actor, added=added, dropped=dropped
    )
    return added, dropped


def _held(planned: PlannedInterview) -> tuple[Requisition, PlannedInterview]:
    """Return the requisition, held, and the interview as it is now."""
    current = locked(planned.requisition)
    row = current.plan.select_related("rubric", "stage").filter(pk=planned.pk).first()
    if row is None:
        raise Conflict(_("Someone removed this interview while you were editing."))
    return current, row


def _noted(
    verb: Verb,
    current: Requisition,
    row: PlannedInterview,
    actor: User | None,
    changes: dict[str, tuple[Any, Any]] | None = None,
) -> None:
    note_plan_edited(current)
    record(
        verb,
        on=row,
        requisition=current,
        actor=actor,
        changes=changes,
        interview=row.name,
        rubric=row.rubric_id,
    )


def _onsite(current: Requisition) -> Stage:
    found = current.stages.filter(kind=StageKind.ONSITE).order_by("position").first()
    if found is None:
        raise Refused(_("Add an onsite stage first."), field="stage")
    return found


def _checked(current: Requisition, values: dict[str, Any]) -> dict[str, Any]:
    return checked(values, _CHECKS | {"stage": partial(_stage, current)})


def _stage(current: Requisition, stage: Stage) -> Stage:
    if stage.requisition_id != current.pk or stage.kind not in INTERVIEWING:
        raise Refused(_("Choose a screen or onsite stage."), field="stage")
    return stage


def _rubric(rubric: Rubric) -> Rubric:
    if rubric.archived_at or rubric.current_version is None:
        raise Refused(_("This rubric has no published version."), field="rubric")
    return rubric


_CHECKS: dict[str, Check] = {
    "name": checked_name,
    "minutes": between("minutes", 10, 480, outside=_lazy("Enter between 10 and 480 minutes.")),
    "perspective": checked_perspective,
    "interviewers": between(
        "interviewers", 1, 4, outside=_lazy("Enter between 1 and 4 interviewers.")
    ),
    "assistance": one_of(
        "assistance",
        Assistance.values,
        nothing="",
        unknown=_lazy("Choose what the candidate may use."),
    ),
    "why": expectations.CHECKS["why"],
    "rubric": _rubric,
}
