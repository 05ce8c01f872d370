"""What can be done with many applications: how one of them is done, and taken back.

Each uses the action of one application, so that what is refused there is refused here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from candidates.actions.tags import add_tag, remove_tag
from candidates.contact import contact_of
from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.messaging.models import Template
from hiring.pipeline.actions import moving, reopening
from hiring.pipeline.actions.locking import refuse_changed
from hiring.pipeline.actions.moving_jobs import move_back, move_to_job
from hiring.pipeline.actions.owners import assign
from hiring.pipeline.candidate_mail import Letter, rejection_kind
from hiring.pipeline.models import Application, BulkAction, BulkItem, BulkKind
from hiring.pipeline.stepper import steps_of

Do = Callable[[BulkAction, BulkItem, Application], object]
TakeBack = Callable[[BulkAction, BulkItem, Application, User], object]


@dataclass(frozen=True)
class Kind:
    """How one application is done, and how that is taken back if it is still so."""

    do: Do
    take_back: TakeBack


def _advance(action: BulkAction, item: BulkItem, application: Application) -> None:
    steps = steps_of(application)
    if steps.following is None or steps.leads_to_hire:
        raise Refused(_("There is no stage to advance to. Mark as hired one by one."))
    item.to_stage = steps.following
    moving.advance(
        application=application,
        to_stage=steps.following,
        expected_stage=item.from_stage_id,
        require_scorecards=True,
        actor=action.actor,
    )


def _advance_back(
    action: BulkAction, item: BulkItem, application: Application, actor: User
) -> None:
    refuse_changed(application.stage_id != item.to_stage_id)
    moving.advance(
        application=application,
        to_stage=item.from_stage,
        expected_stage=item.to_stage_id,
        actor=actor,
    )


def _reject(action: BulkAction, item: BulkItem, application: Application) -> None:
    if action.reason is None:
        raise Refused(_("Choose a reason. Nothing was changed."))
    moving.reject(
        application=application,
        reason=action.reason,
        expected_stage=item.from_stage_id,
        letter=_letter(action, application) if action.sends_email else None,
        actor=action.actor,
    )


def _letter(action: BulkAction, application: Application) -> Letter | None:
    """Return the template's mail, which waits as long as an undo may; None without an address."""
    template = Template.objects.of_kind(rejection_kind(application)).first()
    if template is None or not contact_of(application.candidate).address:
        return None
    return Letter(template.kind, template.subject, template.body, action.undo_until)


def _reopen(action: BulkAction, item: BulkItem, application: Application, actor: User) -> None:
    refuse_changed(application.rejection_reason_id != action.reason_id)
    reopening.reopen(application=application, actor=actor)


def _tag(action: BulkAction, item: BulkItem, application: Application) -> None:
    if action.tag is None:
        raise Refused(_("Enter a tag."))
    candidate = application.candidate
    item.was_new = not candidate.taggings.filter(tag=action.tag).exists()
    add_tag(candidate=candidate, name=action.tag.name, actor=action.actor)


def _untag(action: BulkAction, item: BulkItem, application: Application, actor: User) -> None:
    if action.tag and item.was_new:
        remove_tag(candidate=application.candidate, tag=action.tag, actor=actor)


def _assign(action: BulkAction, item: BulkItem, application: Application) -> None:
    item.had_owner_id = getattr(application, f"{action.role}_id")
    assign(application=application, actor=action.actor, **{action.role: action.owner})


def _assign_back(action: BulkAction, item: BulkItem, application: Application, actor: User) -> None:
    refuse_changed(getattr(application, f"{action.role}_id") != action.owner_id)
    assign(application=application, actor=actor, **{action.role: item.had_owner})


def _move(action: BulkAction, item: BulkItem, application: Application) -> None:
    if action.requisition is None:
        raise Refused(_("Choose a job."))
    item.became = move_to_job(
        application=application,
        requisition=action.requisition,
        expected_stage=item.from_stage_id,
        actor=action.actor,
    )


def _move_back(action: BulkAction, item: BulkItem, application: Application, actor: User) -> None:
    if item.became:
        move_back(application=application, became=item.became, actor=actor)


KINDS: dict[str, Kind] = {
    BulkKind.ADVANCE: Kind(_advance, _advance_back),
    BulkKind.REJECT: Kind(_reject, _reopen),
    BulkKind.TAG: Kind(_tag, _untag),
    BulkKind.ASSIGN: Kind(_assign, _assign_back),
    BulkKind.MOVE: Kind(_move, _move_back),
}
