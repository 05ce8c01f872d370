"""The same for many applications: advance them, or reject them with a reason.

Each is done by the action of one, in a transaction of its own: one that cannot be done is listed
with the reason and holds up no other. A worker that dies goes on where it stopped.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.contact import contact_of
from hiring.accounts.models import User
from hiring.activity import clock, jobs
from hiring.activity.actions import Refused
from hiring.activity.models import BackgroundJob
from hiring.messaging.actions import hold
from hiring.messaging.models import Message, Template
from hiring.pipeline.actions import moving, reopening
from hiring.pipeline.candidate_mail import OF_ENDINGS, Letter, rejection_kind
from hiring.pipeline.models import (
    Application,
    BulkAction,
    BulkItem,
    BulkKind,
    BulkState,
    RejectionReason,
)
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.pipeline.stepper import steps_of

MAX_ITEMS = 10_000
# While an undo is at work: longer than thousands take.
HOLD = timedelta(hours=2)
RUN, UNDO = "pipeline.bulk", "pipeline.bulk_undo"


@transaction.atomic
def start_bulk(
    *,
    applications: ApplicationQuerySet,
    kind: str,
    actor: User,
    reason: RejectionReason | None = None,
    send_email: bool = False,
) -> BulkAction:
    """Have it done with the active ones among these that the person may know of; return it."""
    kind = BulkKind(kind)
    if kind == BulkKind.REJECT and (not reason or reason.by_candidate or reason.archived_at):
        raise Refused(_("Choose a reason. Nothing was changed."), field="reason")
    found = applications.led_by(actor).active().not_concealed(actor).order_by("pk")
    rows = list(found.values_list("pk", "stage_id")[: MAX_ITEMS + 1])
    if not rows:
        raise Refused(_("Select at least one active application."))
    if len(rows) > MAX_ITEMS:
        raise Refused(_("Select at most 10,000 applications at a time."))
    action = BulkAction.objects.create(
        actor=actor, kind=kind, reason=reason, sends_email=send_email and bool(reason)
    )
    BulkItem.objects.bulk_create(
        BulkItem(action=action, application_id=pk, from_stage_id=stage) for pk, stage in rows
    )
    jobs.enqueue(RUN, key=str(action.pk), action_id=action.pk)
    return action


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
    action = BulkAction.objects.select_related("actor", "reason").get(pk=action_id)
    act = _reject if action.kind == BulkKind.REJECT else _advance
    _each(claimed, action, BulkState.WAITING, BulkState.DONE, lambda item: act(action, item))


@jobs.job(UNDO)
def take_back_bulk(claimed: BackgroundJob, *, action_id: int, actor_id: int) -> None:
    """Take back what was done, one by one; what was waiting is done no more."""
    action = BulkAction.objects.select_related("reason").get(pk=action_id)
    actor = User.objects.get(pk=actor_id)
    action.items.filter(state=BulkState.WAITING).update(state=BulkState.UNDONE)
    _each(
        claimed,
        action,
        BulkState.DONE,
        BulkState.UNDONE,
        lambda item: _take_back(action, item, actor),
    )


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
            found = item.select_related("application__candidate", "from_stage", "to_stage").first()
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
    item.save(update_fields=["state", "problem", "to_stage"])


def _application(action: BulkAction, item: BulkItem, actor: User) -> Application:
    """Return the application, if the person may still do this."""
    found = Application.objects.led_by(actor).filter(pk=item.application_id)
    application = found.select_related("candidate", "requisition", "stage").first()
    if application is None or not actor.is_active:
        raise Refused(_("You no longer have access to this application."))
    return application


def _advance(action: BulkAction, item: BulkItem) -> None:
    application = _application(action, item, action.actor)
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


def _reject(action: BulkAction, item: BulkItem) -> None:
    if action.reason is None:
        raise Refused(_("Choose a reason. Nothing was changed."))
    application = _application(action, item, action.actor)
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


def _take_back(action: BulkAction, item: BulkItem, actor: User) -> None:
    application = _application(action, item, actor)
    if action.kind == BulkKind.REJECT:
        if application.rejection_reason_id != action.reason_id:
            raise Refused(_("It has changed since, so it was left as it is."))
        reopening.reopen(application=application, actor=actor)
        return
    if application.stage_id != item.to_stage_id:
        raise Refused(_("It has changed since, so it was left as it is."))
    moving.advance(
        application=application,
        to_stage=item.from_stage,
        expected_stage=item.to_stage_id,
        actor=actor,
    )
