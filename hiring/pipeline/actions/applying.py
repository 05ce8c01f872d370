"""Starting a candidacy."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from candidates.actions import access as viewing
from candidates.models import Candidate, Resume, Touch
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Exists, Refused, record
from hiring.pipeline.actions.waiting_on import due_in, turn_in
from hiring.pipeline.models import Application, ApplicationStatus, Transition
from hiring.pipeline.verbs import Verb
from hiring.requisitions.accepting import why_applications_are_closed
from hiring.requisitions.actions.team import group_key_of
from hiring.requisitions.models import Requisition


@transaction.atomic
def apply(
    *,
    candidate: Candidate,
    requisition: Requisition,
    actor: User | None,
    resume: Resume | None = None,
    touch: Touch | None = None,
) -> Application:
    """Return a new application in the requisition's first stage.

    Without `resume` the candidate's current one, without `touch` their first, which gets the
    credit. Refused unless the requisition is open, and while the candidate has an active
    application for it.
    """
    requisition = Requisition.objects.get(pk=requisition.pk)
    _refuse(candidate, requisition, actor)
    stage = requisition.stages.order_by("position").first()
    if stage is None:
        raise Refused(
            _("This job has no stages, so it can’t accept applications."), field="requisition"
        )
    now = clock.now()
    application = Application(
        candidate=candidate,
        requisition=requisition,
        stage=stage,
        resume=resume or Resume.objects.of(candidate).first(),
        touch=touch or candidate.touches.first(),
        applied_at=now,
        entered_stage_at=now,
        waiting_on=turn_in(stage),
        due_at=due_in(stage, now),
        created_by=actor,
    )
    _save_alone(application)
    Transition.objects.create(
        application=application,
        to_stage=stage,
        to_status=ApplicationStatus.ACTIVE,
        at=now,
        actor=actor,
    )
    viewing.grant_access(candidate, to=group_key_of(requisition))
    record(
        Verb.APPLIED,
        on=application,
        candidate=candidate,
        application=application,
        requisition=requisition,
        actor=actor,
        stage=stage.name,
    )
    return application


def _refuse(candidate: Candidate, requisition: Requisition, actor: User | None) -> None:
    if candidate.erased_at:
        raise Refused(_("This candidate’s data was erased."), field="candidate")
    if because := why_applications_are_closed(requisition):
        raise Refused(because, field="requisition")
    _refuse_concealed(candidate, requisition, actor)
    active = Application.objects.active().filter(candidate=candidate, requisition=requisition)
    if found := active.select_related("stage").first():
        raise Exists(
            _there_already(candidate, requisition, found), existing=found, field="candidate"
        )


def _refuse_concealed(candidate: Candidate, requisition: Requisition, actor: User | None) -> None:
    """Whether one can apply again would tell anyone who is blind to the other one that it ended."""
    known = Application.objects.filter(candidate=candidate, requisition=requisition)
    if actor and known.concealed(actor).exists():
        raise Refused(
            _(
                "%(name)s already has an application for %(key)s. You can see its status after you "
                "submit your scorecard."
            )
            % {"name": candidate.name, "key": requisition.key},
            field="candidate",
        )


def _save_alone(application: Application) -> None:
    """Save it, unless another request has made the candidate's application in the meantime."""
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError as error:
        if "one_active_application" not in str(error):
            raise
        found = (
            Application.objects.active()
            .select_related("stage")
            .get(candidate=application.candidate_id, requisition=application.requisition_id)
        )
        raise Exists(
            _there_already(application.candidate, application.requisition, found),
            existing=found,
            field="candidate",
        ) from error


def _there_already(candidate: Candidate, requisition: Requisition, found: Application) -> str:
    return _("%(name)s already has an active application for %(key)s, in %(stage)s.") % {
        "name": candidate.name,
        "key": requisition.key,
        "stage": found.stage.name,
    }
