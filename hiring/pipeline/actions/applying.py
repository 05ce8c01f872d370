"""Starting a candidacy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from candidates.actions import access as candidate_access
from candidates.models import Candidate, Resume, Touch
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Exists, Refused, event_of, record_all
from hiring.pipeline.actions.waiting_on import due_in, turn_in
from hiring.pipeline.models import Application, ApplicationStatus, Party, Transition
from hiring.pipeline.placing import Placement
from hiring.pipeline.verbs import Verb, concerning
from hiring.requisitions.accepting import why_applications_are_closed
from hiring.requisitions.actions.team import group_key_of
from hiring.requisitions.models import Requisition, Stage


@transaction.atomic
def apply(
    *,
    candidate: Candidate,
    requisition: Requisition,
    actor: User | None,
    resume: Resume | None = None,
    touch: Touch | None = None,
    placed: Placement | None = None,
) -> Application:
    """Return a new application in the requisition's first stage, or as it is `placed`.

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
    if placed:
        _stand(application, placed)
    _save_alone(application)
    _write_start([application], {requisition.pk: stage}, actor)
    return application


@dataclass(frozen=True)
class Newcomer:
    """Somebody who was added just now, and what they apply for."""

    candidate: Candidate
    requisition: Requisition
    touch: Touch
    placed: Placement | None


def apply_newcomers(newcomers: Sequence[Newcomer], *, actor: User | None) -> list[Application]:
    """Return an application of each, in the same order; they have none, and their jobs are open."""
    now, firsts = clock.now(), _first_stages(newcomers)
    applications = []
    for newcomer in newcomers:
        stage = firsts[newcomer.requisition.pk]
        application = Application(
            candidate=newcomer.candidate,
            requisition=newcomer.requisition,
            stage=stage,
            touch=newcomer.touch,
            applied_at=now,
            entered_stage_at=now,
            waiting_on=turn_in(stage),
            due_at=due_in(stage, now),
            created_by=actor,
        )
        if newcomer.placed:
            _stand(application, newcomer.placed)
        applications.append(application)
    Application.objects.bulk_create(applications)
    _write_start(applications, firsts, actor)
    return applications


def _first_stages(newcomers: Sequence[Newcomer]) -> dict[int, Stage]:
    """The first stage of each of their jobs."""
    jobs = {newcomer.requisition.pk for newcomer in newcomers}
    stages = Stage.objects.filter(requisition__in=jobs).order_by("-position")
    return {stage.requisition_id: stage for stage in stages}


def _write_start(
    applications: Sequence[Application], firsts: Mapping[int, Stage], actor: User | None
) -> None:
    """Write how they came in, let their teams see the people, and record it."""
    Transition.objects.bulk_create(
        step
        for application in applications
        for step in _way(application, firsts[application.requisition_id], actor)
    )
    candidate_access.grant_access_to_all(
        (application.candidate, group_key_of(application.requisition))
        for application in applications
    )
    record_all(
        event_of(
            Verb.APPLIED,
            on=application,
            **concerning(application),
            actor=actor,
            stage=application.stage.name,
        )
        for application in applications
    )


def _stand(application: Application, placed: Placement) -> None:
    """Put it where it stood in the system that it comes from; who acts next has time from now."""
    application.stage, application.status = placed.stage, placed.status
    application.applied_at, application.entered_stage_at = placed.applied_at, placed.stage_since
    application.source_system, application.external_id = placed.source_system, placed.external_id
    application.waiting_on = turn_in(placed.stage)
    application.due_at = due_in(placed.stage, clock.now())
    if placed.status != ApplicationStatus.ACTIVE:
        application.ended_at = placed.stage_since
        application.rejection_reason = placed.reason
        application.waiting_on, application.due_at = Party.NOBODY, None


def _way(application: Application, first: Stage, actor: User | None) -> Iterator[Transition]:
    """The step into the first stage, and the one from there to where it stands."""
    yield Transition(
        application=application,
        to_stage=first,
        to_status=ApplicationStatus.ACTIVE,
        at=application.applied_at,
        actor=actor,
    )
    if application.stage_id == first.pk and application.is_active:
        return
    yield Transition(
        application=application,
        from_stage=first,
        to_stage=application.stage,
        from_status=ApplicationStatus.ACTIVE,
        to_status=application.status,
        from_since=application.applied_at,
        reason=application.rejection_reason,
        at=application.entered_stage_at,
        actor=actor,
    )


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
