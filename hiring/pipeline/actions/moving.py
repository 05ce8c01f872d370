"""Moving applications through the stages, and to their end.

Each action locks the application and compares it with what the caller saw. The same request again
finds its effect there and adds nothing; a request that no longer fits raises Conflict.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.pipeline.actions.locking import (
    STANDING,
    locked,
    refuse_concealed,
    since_taken_back,
    write_down,
)
from hiring.pipeline.actions.waiting_on import due_in, turn_in
from hiring.pipeline.bookings import cancel_booked, settle_booked
from hiring.pipeline.candidate_mail import Letter, send_letter
from hiring.pipeline.missing_scorecards import missing_before, name_missing
from hiring.pipeline.models import (
    Application,
    ApplicationStatus,
    Party,
    RejectionReason,
)
from hiring.pipeline.verbs import Verb
from hiring.requisitions.actions.filling import fill_opening
from hiring.requisitions.models import Stage
from rubrics.models import StageKind


@transaction.atomic
def advance(
    *,
    application: Application,
    to_stage: Stage,
    actor: User | None,
    expected_stage: Stage | int | None = None,
    require_scorecards: bool = False,
) -> Application:
    """Move an active application to another stage of its requisition, forward or back.

    Into a stage of kind "hired" it is the hire. `expected_stage` is where the caller saw it:
    Conflict when it has left that in the meantime for another stage than `to_stage`; with
    `require_scorecards` also while one is missing that the move would pass.
    """
    current = locked(application)
    refuse_concealed(current, actor)
    if to_stage.requisition_id != current.requisition_id:
        raise Refused(_("This stage belongs to another job."), field="to_stage")
    if current.stage_id == to_stage.pk and current.status in (
        ApplicationStatus.ACTIVE,
        ApplicationStatus.HIRED,
    ):
        return current
    _refuse_ended(current)
    _refuse_moved(current, expected_stage)
    if require_scorecards and (missing := missing_before(current, to_stage)):
        raise Conflict(name_missing(missing))
    if to_stage.kind == StageKind.HIRED:
        return _end(current, ApplicationStatus.HIRED, Verb.HIRED, actor=actor, stage=to_stage)
    return _move(current, to_stage, actor)


@transaction.atomic
def reject(
    *,
    application: Application,
    reason: RejectionReason,
    actor: User | None,
    expected_stage: Stage | int | None = None,
    cancel_interviews: bool = True,
    letter: Letter | None = None,
) -> Application:
    """End an active application by our decision, with a reason.

    As every ending does, it cancels the interviews to come unless told not to. With a `letter`
    the candidate is told; Refused, and nothing is changed, when it can't be sent.
    """
    current = locked(application)
    refuse_concealed(current, actor)
    if reason.by_candidate or reason.archived_at:
        raise Refused(_("This reason can’t be used for a rejection."), field="reason")
    if current.status == ApplicationStatus.REJECTED and current.rejection_reason == reason:
        return current
    _refuse_ended(current)
    _refuse_moved(current, expected_stage)
    return _end(
        current,
        ApplicationStatus.REJECTED,
        Verb.REJECTED,
        actor=actor,
        reason=reason,
        cancel_interviews=cancel_interviews,
        letter=letter,
    )


@transaction.atomic
def withdraw(
    *,
    application: Application,
    reason: RejectionReason,
    actor: User | None,
    cancel_interviews: bool = True,
    letter: Letter | None = None,
) -> Application:
    """End an active application by the candidate's decision; a `letter` confirms it to them."""
    current = locked(application)
    refuse_concealed(current, actor)
    if not reason.by_candidate or reason.archived_at:
        raise Refused(_("This reason can’t be used for a withdrawal."), field="reason")
    if current.status == ApplicationStatus.WITHDRAWN and current.rejection_reason == reason:
        return current
    _refuse_ended(current)
    return _end(
        current,
        ApplicationStatus.WITHDRAWN,
        Verb.WITHDRAWN,
        actor=actor,
        reason=reason,
        cancel_interviews=cancel_interviews,
        letter=letter,
    )


@transaction.atomic
def end_without_reason(
    *,
    application: Application,
    verb: Verb,
    actor: User | None,
    expected_stage: int | None = None,
    **told: Any,
) -> Application:
    """End an active application that goes on elsewhere, or should not have been there."""
    current = locked(application)
    refuse_concealed(current, actor)
    _refuse_ended(current)
    _refuse_moved(current, expected_stage)
    return _end(current, ApplicationStatus.WITHDRAWN, verb, actor=actor, **told)


@transaction.atomic
def hire(
    *, application: Application, actor: User | None, cancel_interviews: bool = True
) -> Application:
    """End an active application by hiring, in the requisition's stage for that."""
    current = locked(application)
    refuse_concealed(current, actor)
    if current.status == ApplicationStatus.HIRED:
        return current
    _refuse_ended(current)
    stage = current.requisition.stages.filter(kind=StageKind.HIRED).first() or current.stage
    return _end(
        current,
        ApplicationStatus.HIRED,
        Verb.HIRED,
        actor=actor,
        stage=stage,
        cancel_interviews=cancel_interviews,
    )


def _move(current: Application, to_stage: Stage, actor: User | None) -> Application:
    was, came_from = (current.stage_id, current.status), current.stage
    since, last = current.entered_stage_at, current.transitions.last()
    goes_back = last is not None and last.from_stage_id == to_stage.pk
    now = (since_taken_back(current, actor) if goes_back else None) or clock.now()
    current.stage = to_stage
    current.entered_stage_at = now
    current.waiting_on = turn_in(to_stage)
    current.due_at = due_in(to_stage, now)
    current.save(update_fields=STANDING)
    settle_booked(current)
    write_down(
        current,
        Verb.ADVANCED,
        was=was,
        since=since,
        actor=actor,
        from_stage=came_from.name,
        to_stage=to_stage.name,
        from_kind=came_from.kind,
        to_kind=to_stage.kind,
    )
    return current


def _end(
    current: Application,
    status: ApplicationStatus,
    verb: Verb,
    *,
    actor: User | None,
    stage: Stage | None = None,
    reason: RejectionReason | None = None,
    cancel_interviews: bool = True,
    letter: Letter | None = None,
    **told: Any,
) -> Application:
    was, now = (current.stage_id, current.status), clock.now()
    since = current.entered_stage_at
    if status == ApplicationStatus.HIRED:
        current.requisition = fill_opening(requisition=current.requisition)
    if stage is not None and stage.pk != current.stage_id:
        current.stage = stage
        current.entered_stage_at = now
    # Whoever takes it back finds it as late as it was.
    told |= {"was_waiting_on": current.waiting_on, "was_due_at": _iso(current.due_at)}
    current.status = status
    current.ended_at = now
    current.rejection_reason = reason
    current.waiting_on = Party.NOBODY
    current.due_at = None
    current.save(update_fields=STANDING)
    if reason:
        told |= {"reason": reason.label, "reason_key": reason.key}
    if cancel_interviews and (canceled := cancel_booked(current, actor=actor)):
        current.refresh_from_db(fields=["next_interview_at"])
        current.canceled_interviews = told["canceled_interviews"] = canceled
    ending = write_down(current, verb, was=was, since=since, actor=actor, reason_row=reason, **told)
    if letter and actor:
        key = f"application:{current.pk}:ended:{ending.pk}"
        current.mail = send_letter(application=current, letter=letter, actor=actor, key=key)
    return current


def _iso(when: datetime | None) -> str:
    return when.isoformat() if when else ""


def _refuse_ended(current: Application) -> None:
    if current.is_active:
        return
    raise Conflict(
        _("%(name)s’s application has ended: %(who)s marked it as %(status)s.")
        % {
            "name": current.candidate.name,
            "who": _who_was_last(current),
            "status": current.get_status_display(),
        }
    )


def _refuse_moved(current: Application, expected: Stage | int | None) -> None:
    seen = expected.pk if isinstance(expected, Stage) else expected
    if seen is None or seen == current.stage_id:
        return
    if not current.transitions.filter(from_stage=seen).exists():
        text = _("%(name)s is in %(stage)s, not in the stage you saw. Nothing was changed.")
        raise Conflict(text % {"name": current.candidate.name, "stage": current.stage.name})
    raise Conflict(
        _("%(who)s moved %(name)s to %(stage)s while you were on this page. Nothing was changed.")
        % {
            "who": _who_was_last(current),
            "name": current.candidate.name,
            "stage": current.stage.name,
        }
    )


def _who_was_last(current: Application) -> str:
    last = current.transitions.select_related("actor").last()
    return last.actor.name if last and last.actor else _("Someone")
