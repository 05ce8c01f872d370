"""Taking an ended application up again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.messaging.actions import cancel_all
from hiring.messaging.models import Message, MessageState
from hiring.pipeline.actions.locking import (
    STANDING,
    ended_by,
    locked,
    refuse_concealed,
    since_taken_back,
    write_down,
)
from hiring.pipeline.actions.waiting_on import due_in, turn_of
from hiring.pipeline.bookings import settle_booked
from hiring.pipeline.candidate_mail import OF_ENDINGS
from hiring.pipeline.models import Application, ApplicationStatus
from hiring.pipeline.verbs import Verb
from hiring.requisitions.actions.filling import free_opening
from hiring.requisitions.models import Stage

ENDINGS = (Verb.REJECTED, Verb.WITHDRAWN, Verb.HIRED, Verb.MOVED_TO_JOB)


@transaction.atomic
def reopen(*, application: Application, actor: User | None) -> Application:
    """Take an ended application up again where it stood; after a hire, one stage before that.

    A mail that tells the candidate of the ending is canceled if it has not left: `canceled_mails`
    and `sent_mails` of the returned application. Interviews that were canceled with the ending stay
    canceled; `canceled_interviews` says how many. Of a closed requisition only who ended it may.
    """
    current = locked(application)
    refuse_concealed(current, actor)
    if current.is_active:
        return current
    _refuse(current, actor)
    was, ended_at = (current.stage_id, current.status), current.ended_at
    if current.status == ApplicationStatus.HIRED:
        free_opening(requisition=current.requisition)
    current.stage = _stage_before_the_end(current)
    current.status = ApplicationStatus.ACTIVE
    current.ended_at = current.rejection_reason = None
    current.waiting_on = turn_of(current)
    since = since_taken_back(current, actor)
    current.entered_stage_at = since or current.entered_stage_at
    current.due_at = due_in(current.stage, since or clock.now())
    current.save(update_fields=STANDING)
    settle_booked(current)
    if since:
        _keep_due_date(current)
    current.canceled_interviews = _told_at_the_end(current).get("canceled_interviews", 0)
    _take_mails_back(current, ended_at, actor)
    write_down(current, Verb.REOPENED, was=was, actor=actor)
    return current


def _refuse(current: Application, actor: User | None) -> None:
    if not (current.requisition.is_open or ended_by(current, actor)):
        raise Refused(
            _("%(key)s is closed. Reopen the job first.") % {"key": current.requisition.key}
        )
    others = Application.objects.active().filter(
        candidate=current.candidate_id, requisition=current.requisition_id
    )
    if others.exists():
        raise Refused(_("This candidate has a newer active application."))


def _take_mails_back(current: Application, ended_at: datetime | None, actor: User | None) -> None:
    """Cancel what tells the candidate of the ending, as far as it has not left."""
    mails = Message.objects.filter(candidate_id=current.candidate_id, application_id=current.pk)
    mails = mails.filter(kind__in=OF_ENDINGS, created_at__gte=ended_at)
    current.canceled_mails = cancel_all(mails, actor=actor)
    gone = (MessageState.SENT, MessageState.SENDING)
    current.sent_mails = mails.filter(state__in=gone).count()


def _keep_due_date(current: Application) -> None:
    """Have it due as it was before the ending, if it waits on the same party again."""
    current.refresh_from_db(fields=["waiting_on", "due_at"])
    told = _told_at_the_end(current)
    if told.get("was_due_at") and told["was_waiting_on"] == current.waiting_on:
        current.due_at = datetime.fromisoformat(told["was_due_at"])
        current.save(update_fields=["due_at"])


def _told_at_the_end(current: Application) -> dict[str, Any]:
    endings = Event.objects.filter(application_id=current.pk, verb__in=ENDINGS)
    last = endings.order_by("-at", "-id").first()
    return last.choices if last else {}


def _stage_before_the_end(current: Application) -> Stage:
    if current.status != ApplicationStatus.HIRED:
        return current.stage
    last = current.transitions.filter(to_status=ApplicationStatus.HIRED).last()
    return (last and last.from_stage) or current.stage
