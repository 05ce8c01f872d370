"""Moving a candidacy to another job: a new application there, and the end of this one.

Stages, hypotheses and interviews belong to a job, so none of them moves along.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.pipeline.actions import reopening
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.actions.locking import refuse_changed
from hiring.pipeline.actions.moving import end_without_reason
from hiring.pipeline.models import Application
from hiring.pipeline.verbs import Verb
from hiring.requisitions.models import Requisition


@transaction.atomic
def move_to_job(
    *,
    application: Application,
    requisition: Requisition,
    actor: User,
    expected_stage: int | None = None,
) -> Application:
    """Return the application for the other job; this one ends, and its interviews are canceled.

    No mail tells the candidate. Refused where a new application would be.
    """
    if requisition.pk == application.requisition_id:
        raise Refused(_("The application is for this job already."), field="requisition")
    ended = end_without_reason(
        application=application,
        verb=Verb.MOVED_TO_JOB,
        expected_stage=expected_stage,
        actor=actor,
        job=requisition.key,
    )
    return apply(
        candidate=ended.candidate,
        requisition=requisition,
        resume=ended.resume,
        touch=ended.touch,
        actor=actor,
    )


@transaction.atomic
def move_back(*, application: Application, became: Application, actor: User) -> Application:
    """Take up again what was moved, and end what it became; refused once somebody worked on it."""
    work = Event.objects.filter(application_id=became.pk).exclude(verb=Verb.APPLIED)
    refuse_changed(work.exists() or not became.is_active or application.is_active)
    end_without_reason(application=became, verb=Verb.MOVE_UNDONE, actor=actor)
    return reopening.reopen(application=application, actor=actor)
