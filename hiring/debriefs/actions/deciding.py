"""Deciding on a debrief: a person does, with a reason, once."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from hiring.debriefs.actions.reading import composite_for
from hiring.debriefs.mails import notify_decided
from hiring.debriefs.models import Debrief, Decision, Outcome
from hiring.debriefs.verbs import Verb
from hiring.pipeline.actions import moving, participants
from hiring.pipeline.models import Application, Party, RejectionReason
from hiring.pipeline.verbs import concerning
from hiring.requisitions.models import Stage
from rubrics.models import Competency, StageKind


@transaction.atomic
def decide(
    *,
    debrief: Debrief,
    outcome: str,
    reason: str,
    actor: User,
    rejection_reason: RejectionReason | None = None,
    difference: str = "",
    to_test: Iterable[Competency] = (),
) -> Decision:
    """Record what was decided on a debrief, and move the application accordingly.

    Whoever has seen the composite (after a first reading) gives a reason, `difference`, for a
    decision that differs from it. `to_test` is what more evidence is to be about. Advance moves it
    to the requisition's offer stage, reject ends it with `rejection_reason`, more evidence gives
    the turn to the recruiter. The same decision by the same person again is the first one; a
    second, different one raises Conflict.
    """
    outcome, reason = _checked(outcome, reason, rejection_reason)
    debrief = Debrief.objects.with_subject().select_for_update(of=("self",)).get(pk=debrief.pk)
    made = debrief.decisions.select_related("decided_by").first()
    if made and (made.decided_by, made.outcome, made.reason) == (actor, outcome, reason):
        return made
    if made:
        raise Conflict(_already(made))
    _refuse(debrief, actor)
    _ask_for_difference(debrief, outcome, difference, actor)
    decision = _write(debrief, outcome, reason, actor, difference=difference.strip())
    decision.to_test.set(to_test if outcome == Outcome.MORE_EVIDENCE else ())
    _follow(debrief.application, outcome, rejection_reason, actor)
    notify_decided(decision)
    return decision


def _checked(
    outcome: str, reason: str, rejection_reason: RejectionReason | None
) -> tuple[Outcome, str]:
    if outcome not in Outcome.values:
        raise Refused(_("Choose a decision."), field="outcome")
    if not reason.strip():
        raise Refused(
            _("Give a reason; nobody will be able to reconstruct it later."), field="reason"
        )
    if outcome == Outcome.REJECT and rejection_reason is None:
        raise Refused(_("Choose a rejection reason."), field="rejection_reason")
    return Outcome(outcome), reason.strip()


def _refuse(debrief: Debrief, actor: User) -> None:
    if not Debrief.objects.visible_to(actor).filter(pk=debrief.pk).exists():
        raise Refused(
            _(
                "You can decide once your scorecard, or every other scorecard of the loop, is "
                "submitted."
            )
        )
    if not debrief.is_ready:
        raise Conflict(_("The debrief is not ready."))
    application = debrief.application
    if application.debriefs.ready().filter(number__gt=debrief.number).exists():
        raise Conflict(_("There is a newer version of this debrief. Review that one first."))
    if not application.is_active:
        raise Conflict(_("This application is closed. Reopen it to decide again."))


def _ask_for_difference(debrief: Debrief, outcome: Outcome, difference: str, actor: User) -> None:
    shown = composite_for(debrief, actor)
    if shown and shown.differs_from(outcome) and not difference.strip():
        raise Refused(_("Your decision differs from the composite. Say why."), field="difference")


def _already(made: Decision) -> str:
    return _("%(who)s already decided on this debrief: %(outcome)s.") % {
        "who": made.decided_by.name,
        "outcome": made.get_outcome_display(),
    }


def _write(
    debrief: Debrief, outcome: Outcome, reason: str, actor: User, *, difference: str
) -> Decision:
    application = debrief.application
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                application=application,
                debrief=debrief,
                outcome=outcome,
                reason=reason,
                difference=difference,
                decided_by=actor,
                decided_at=clock.now(),
            )
    except IntegrityError as error:
        raise Conflict(_("Someone just decided on this debrief.")) from error
    record(
        Verb.DECIDED,
        on=decision,
        actor=actor,
        **concerning(application),
        outcome=outcome.label,
        version=debrief.number,
    )
    return decision


def _follow(
    application: Application,
    outcome: Outcome,
    rejection_reason: RejectionReason | None,
    actor: User,
) -> None:
    """Do to the application what was decided, by the pipeline's own actions."""
    if outcome == Outcome.ADVANCE:
        moving.advance(application=application, to_stage=_offer_stage(application), actor=actor)
    elif outcome == Outcome.REJECT and rejection_reason:
        moving.reject(application=application, reason=rejection_reason, actor=actor)
    else:
        participants.set_waiting(application=application, party=Party.RECRUITER)


def _offer_stage(application: Application) -> Stage:
    stages = application.requisition.stages
    stage = stages.filter(kind=StageKind.OFFER).order_by("position").first()
    if stage is None:
        raise Refused(_("This job has no offer stage."))
    return stage
