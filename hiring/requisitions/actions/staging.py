"""The stages of an opening's pipeline: adding, changing, removing and ordering them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import User
from hiring.activity.actions import Conflict, Refused, record
from hiring.activity.validation import Check, between, checked, one_of
from hiring.requisitions.actions.checking import checked_name
from hiring.requisitions.actions.locking import apply_changes, locked, place, renumber
from hiring.requisitions.actions.planned_interviews import INTERVIEWING
from hiring.requisitions.models import Requisition, Stage
from hiring.requisitions.verbs import Verb
from rubrics.models import StageKind

MAX_STAGES = 15
MAX_DAYS = 90
CHANGEABLE = frozenset({"name", "kind", "target_days"})
# Each opening has one of them, at its end of the pipeline.
ENDS = (StageKind.APPLIED, StageKind.HIRED)


@transaction.atomic
def add_stage(
    *,
    requisition: Requisition,
    name: str,
    kind: str,
    actor: User | None,
    target_days: int = 5,
    position: int | None = None,
) -> Stage:
    """Return a new stage at this place, counted from 1; by default before the last."""
    current = locked(requisition)
    stages = list(current.stages.all())
    if len(stages) >= MAX_STAGES:
        raise Refused(_("A pipeline can have at most 15 stages."))
    values = checked({"name": name, "kind": kind, "target_days": target_days}, _CHECKS)
    if values["kind"] in ENDS:
        raise Refused(_("There can be only one first and one last stage."), field="kind")
    stage = Stage.objects.create(requisition=current, position=len(stages) + 1, **values)
    _put(current, stage, len(stages) if position is None else position)
    _noted(Verb.STAGE_ADDED, current, stage, actor)
    return stage


@transaction.atomic
def change_stage(
    *, stage: Stage, actor: User | None, seen: Mapping[str, Any] | None = None, **values: Any
) -> Stage:
    """Change name, kind or target; what stays the same leaves no trace.

    The kind can change in a draft only: applications in it go by what it is. With `seen`, the
    values as they were shown, Conflict where someone else changed what this changes, too.
    """
    if unknown := set(values) - CHANGEABLE:
        raise TypeError(f"not changeable: {', '.join(sorted(unknown))}")
    current, row = _held(stage)
    changes = apply_changes(row, checked(values, _CHECKS), seen)
    if not changes:
        return row
    if "kind" in changes:
        _refuse_kind(current, row, *changes["kind"])
    row.save()
    _noted(Verb.STAGE_CHANGED, current, row, actor, changes)
    return row


@transaction.atomic
def drop_stage(*, stage: Stage, actor: User | None) -> None:
    """Remove a stage; a second time changes nothing.

    Refused for the first and the last, for the only onsite of what is not a draft, and with
    planned interviews or anything of an application in it.
    """
    current = locked(stage.requisition)
    row = current.stages.filter(pk=stage.pk).first()
    if row is None:
        return
    _refuse_drop(current, row)
    _noted(Verb.STAGE_DROPPED, current, row, actor)
    try:
        # Whatever stood in it once protects it: applications, their way, their interviews.
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        raise Refused(
            _("“%(stage)s” has or had applications, so it can’t be removed. You can rename it.")
            % {"stage": row.name}
        ) from error
    renumber(current.stages.all())


@transaction.atomic
def move_stage(*, stage: Stage, to: int, actor: User | None) -> Stage:
    """Put a stage at this place, counted from 1; the first and the last stay where they are."""
    current, row = _held(stage)
    if row.kind in ENDS:
        raise Refused(_("The first and last stages can’t be moved."))
    if _put(current, row, to):
        _noted(Verb.STAGE_MOVED, current, row, actor)
    return row


def _put(current: Requisition, row: Stage, to: int) -> bool:
    """Place it between the ends."""
    stages = list(current.stages.all())
    first = 2 if stages[0].kind == StageKind.APPLIED else 1
    others = [stage for stage in stages if stage.pk != row.pk]
    last = len(stages) - (1 if others and others[-1].kind == StageKind.HIRED else 0)
    return place(current.stages.all(), row, min(max(to, first), last))


def _held(stage: Stage) -> tuple[Requisition, Stage]:
    current = locked(stage.requisition)
    row = current.stages.filter(pk=stage.pk).first()
    if row is None:
        raise Conflict(_("Someone removed this stage while you were editing."))
    return current, row


def _refuse_kind(current: Requisition, row: Stage, was: str, kind: str) -> None:
    if not current.is_draft:
        raise Refused(_("You can change the kind of a stage only in a draft."), field="kind")
    if was in ENDS or kind in ENDS:
        raise Refused(_("There can be only one first and one last stage."), field="kind")
    if kind not in INTERVIEWING and row.plan.exists():
        raise Refused(
            _("Interviews are planned in this stage, so its kind can’t change."), field="kind"
        )


def _refuse_drop(current: Requisition, row: Stage) -> None:
    if row.kind in ENDS:
        raise Refused(_("The first and last stages can’t be removed."))
    if row.plan.exists():
        raise Refused(
            _("“%(stage)s” has planned interviews. Remove them first.") % {"stage": row.name}
        )
    onsites = current.stages.filter(kind=StageKind.ONSITE).exclude(pk=row.pk)
    if row.kind == StageKind.ONSITE and not current.is_draft and not onsites.exists():
        raise Refused(_("A job needs an onsite stage for its loop."))


def _noted(
    verb: Verb,
    current: Requisition,
    row: Stage,
    actor: User | None,
    changes: dict[str, tuple[Any, Any]] | None = None,
) -> None:
    record(
        verb,
        on=row,
        requisition=current,
        actor=actor,
        changes=changes,
        stage=row.name,
        kind=row.kind,
    )


_CHECKS: dict[str, Check] = {
    "name": checked_name,
    "kind": one_of("kind", StageKind.values, unknown=_lazy("This kind of stage is not valid.")),
    "target_days": between(
        "target_days", 0, MAX_DAYS, outside=_lazy("Enter a target between 0 and 90 days.")
    ),
}
