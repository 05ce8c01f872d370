"""Taking an ended application up again."""

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event
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
from hiring.pipeline.models import Application, ApplicationStatus
from hiring.pipeline.verbs import Verb
from hiring.requisitions.actions.filling import free_opening
from hiring.requisitions.models import Stage

ENDINGS = (Verb.REJECTED, Verb.WITHDRAWN, Verb.HIRED)


@transaction.atomic
def reopen(*, application: Application, actor: User | None) -> Application:
    """Take an ended application up again where it stood; after a hire, one stage before that.

    Interviews that were canceled with the ending stay canceled; `canceled_interviews` of the
    returned application says how many. Of a closed requisition only who ended it may.
    """
    current = locked(application)
    refuse_concealed(current, actor)
    if current.is_active:
        return current
    if not (current.requisition.is_open or ended_by(current, actor)):
        raise Refused(
            _("%(key)s is closed. Reopen the job first.") % {"key": current.requisition.key}
        )
    others = Application.objects.active().filter(
        candidate=current.candidate_id, requisition=current.requisition_id
    )
    if others.exists():
        raise Refused(_("This candidate has a newer active application."))
    was = (current.stage_id, current.status)
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
    current.canceled_interviews = _canceled_with_the_end(current)
    write_down(current, Verb.REOPENED, was=was, actor=actor)
    return current


def _canceled_with_the_end(current: Application) -> int:
    endings = Event.objects.filter(application_id=current.pk, verb__in=ENDINGS)
    last = endings.order_by("-at", "-id").first()
    return last.choices.get("canceled_interviews", 0) if last else 0


def _stage_before_the_end(current: Application) -> Stage:
    if current.status != ApplicationStatus.HIRED:
        return current.stage
    last = current.transitions.filter(to_status=ApplicationStatus.HIRED).last()
    return (last and last.from_stage) or current.stage
