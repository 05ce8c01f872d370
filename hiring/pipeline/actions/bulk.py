"""The same for many applications: advance, reject, tag, assign, move to another job.

Each is done by the action of one, in a transaction of its own: one that cannot be done is listed
with the reason and holds up no other. A worker that dies goes on where it stopped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions.tags import tag_named
from hiring.accounts.models import User
from hiring.activity import clock, jobs
from hiring.activity.actions import Refused
from hiring.activity.models import BackgroundJob
from hiring.messaging.actions import hold
from hiring.messaging.models import Message
from hiring.pipeline.actions.bulk_kinds import KINDS
from hiring.pipeline.candidate_mail import OF_ENDINGS
from hiring.pipeline.models import (
    Application,
    BulkAction,
    BulkItem,
    BulkKind,
    BulkState,
    RejectionReason,
)
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.requisitions.models import OwnerRole, Requisition

MAX_ITEMS = 10_000
# While an undo is at work: longer than thousands take.
HOLD = timedelta(hours=2)
RUN, UNDO = "pipeline.bulk", "pipeline.bulk_undo"


@dataclass(frozen=True)
class Choice:
    """What a kind needs: why, which tag, whose they are to be and as what, into which job."""

    reason: RejectionReason | None = None
    send_email: bool = False
    tag: str = ""
    owner: User | None = None
    role: str = ""
    requisition: Requisition | None = None


NOTHING_CHOSEN = Choice()


@transaction.atomic
def start_bulk(
    *,
    applications: ApplicationQuerySet,
    kind: str,
    actor: User,
    choice: Choice = NOTHING_CHOSEN,
) -> BulkAction:
    """Have it done with the active ones among these that the person may know of; return it."""
    kind = BulkKind(kind)
    _refuse_incomplete(kind, choice)
    found = applications.led_by(actor).active().not_concealed(actor).order_by("pk")
    rows = list(found.values_list("pk", "stage_id")[: MAX_ITEMS + 1])
    if not rows:
        raise Refused(_("Select at least one active application."))
    if len(rows) > MAX_ITEMS:
        raise Refused(_("Select at most 10,000 applications at a time."))
    action = BulkAction.objects.create(actor=actor, kind=kind, **_values(kind, choice))
    BulkItem.objects.bulk_create(
        BulkItem(action=action, application_id=pk, from_stage_id=stage) for pk, stage in rows
    )
    jobs.enqueue(RUN, key=str(action.pk), action_id=action.pk)
    return action


def _refuse_incomplete(kind: BulkKind, choice: Choice) -> None:
    reason = choice.reason
    if kind == BulkKind.REJECT and (not reason or reason.by_candidate or reason.archived_at):
        raise Refused(_("Choose a reason. Nothing was changed."), field="reason")
    if kind == BulkKind.ASSIGN and (not choice.owner or choice.role not in OwnerRole):
        raise Refused(_("Choose a person and a role. Nothing was changed."), field="owner")
    if kind == BulkKind.MOVE and (not choice.requisition or not choice.requisition.is_open):
        raise Refused(_("Choose an open job. Nothing was changed."), field="requisition")


def _values(kind: BulkKind, choice: Choice) -> dict[str, Any]:
    """Return the columns that this kind needs, and no others."""
    if kind == BulkKind.REJECT:
        return {"reason": choice.reason, "sends_email": choice.send_email}
    if kind == BulkKind.TAG:
        return {"tag": tag_named(choice.tag)}
    if kind == BulkKind.ASSIGN:
        return {"owner": choice.owner, "role": choice.role}
    return {"requisition": choice.requisition} if kind == BulkKind.MOVE else {}


@transaction.atomic
def undo_bulk(*, action: BulkAction, actor: User) -> BulkAction:
    """Have taken back what was done, within ten minutes; what is still to do is left out."""
    action = BulkAction.objects.select_for_update().get(pk=action.pk)
    if action.undone_at:
        return action
    if clock.now() > action.undo_until:
        raise Refused(_("This can be undone for ten minutes only. Nothing was changed."))
    action.undone_at = clock.now()
    action.save(update_fields=["undone_at"])
    _hold_mails(action)
    jobs.enqueue(UNDO, key=str(action.pk), action_id=action.pk, actor_id=actor.pk)
    return action


def _hold_mails(action: BulkAction) -> None:
    """Let no mail of it leave while its applications are reopened, one by one, which cancels it."""
    about = action.items.filter(state=BulkState.DONE).values("application")
    mails = Message.objects.filter(application_id__in=about, kind__in=OF_ENDINGS)
    people = action.items.values("application__candidate")  # their mails have an index
    hold(mails.filter(candidate_id__in=people, sender=action.actor_id), until=clock.now() + HOLD)


@jobs.job(RUN)
def run_bulk(claimed: BackgroundJob, *, action_id: int) -> None:
    """Do what waits, one by one."""
    action = _load(action_id)
    kind = KINDS[action.kind]

    def act(item: BulkItem) -> None:
        kind.do(action, item, _application(item, action.actor))

    _each(claimed, action, BulkState.WAITING, BulkState.DONE, act)


@jobs.job(UNDO)
def take_back_bulk(claimed: BackgroundJob, *, action_id: int, actor_id: int) -> None:
    """Take back what was done, one by one; what was waiting is done no more."""
    action, actor = _load(action_id), User.objects.get(pk=actor_id)
    kind = KINDS[action.kind]
    action.items.filter(state=BulkState.WAITING).update(state=BulkState.UNDONE)

    def act(item: BulkItem) -> None:
        kind.take_back(action, item, _application(item, actor), actor)

    _each(claimed, action, BulkState.DONE, BulkState.UNDONE, act)


def _load(action_id: int) -> BulkAction:
    found = BulkAction.objects.select_related("actor", "reason", "tag", "owner", "requisition")
    return found.get(pk=action_id)


def _each(
    claimed: BackgroundJob,
    action: BulkAction,
    state: BulkState,
    done: BulkState,
    act: Callable[[BulkItem], None],
) -> None:
    ids = list(action.items.filter(state=state).values_list("pk", flat=True))
    for number, pk in enumerate(ids):
        with transaction.atomic():
            jobs.heartbeat(claimed, progress=100 * number // len(ids))
            item = BulkItem.objects.select_for_update(of=("self",)).filter(pk=pk, state=state)
            found = item.select_related("from_stage", "to_stage", "had_owner", "became").first()
            if found:
                _do(found, done, act)


def _do(item: BulkItem, done: BulkState, act: Callable[[BulkItem], None]) -> None:
    try:
        with transaction.atomic():
            act(item)
    except Refused as refusal:
        item.state, item.problem = BulkState.FAILED, str(refusal.message)
    else:
        item.state = done
    item.save(update_fields=["state", "problem", "to_stage", "was_new", "had_owner", "became"])


def _application(item: BulkItem, actor: User) -> Application:
    """Return the application, if the person may still do this."""
    found = Application.objects.led_by(actor).filter(pk=item.application_id)
    application = found.select_related("candidate", "requisition", "stage").first()
    if application is None or not actor.is_active:
        raise Refused(_("You no longer have access to this application."))
    return application
