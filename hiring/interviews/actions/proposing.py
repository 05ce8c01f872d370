"""Having times proposed: a request, which a worker answers."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from hiring.accounts.models import User
from hiring.activity import clock, jobs
from hiring.activity.jobs import heartbeat, job
from hiring.activity.models import BackgroundJob
from hiring.interviews.explaining import why_not_earlier
from hiring.interviews.models import Proposal
from hiring.interviews.proposals import ASKS_NOTHING, as_json, problem_for
from hiring.interviews.wishes import Wishes
from hiring.pipeline.models import Application
from hiring.scheduling.solver.problem import Problem, fingerprint

PROPOSE = "interviews.propose"
EXPLAIN = "interviews.explain"
# What was found a moment ago is offered again instead of being looked for anew.
LASTS = timedelta(minutes=2)
MAX_SECONDS = 30.0


@transaction.atomic
def request_proposal(
    *,
    application: Application,
    actor: User,
    is_new: bool = False,
    wishes: Wishes = ASKS_NOTHING,
) -> Proposal:
    """Return a proposal of times for the application's stage, which a worker fills in.

    `is_new` is for one that is younger than what was found already; while times are looked for
    they are not looked for once more, however often somebody asks.
    """
    recent = Proposal.objects.filter(
        application=application,
        stage=application.stage_id,
        created_at__gt=clock.now() - LASTS,
        wishes=wishes.as_json(),
    )
    mine = recent.filter(requested_by=actor).order_by("-pk")
    present = (mine.filter(answer__isnull=True) if is_new else mine).first()
    if present and is_current(present):
        return present
    proposal = Proposal.objects.create(
        application=application,
        stage=application.stage,
        requested_by=actor,
        wishes=wishes.as_json(),
    )
    jobs.enqueue(PROPOSE, key=str(proposal.pk), proposal_id=proposal.pk)
    return proposal


def is_current(proposal: Proposal) -> bool:
    """Return whether it answers what would be asked now: nobody's times changed since."""
    if proposal.answer is None or "of" not in proposal.answer:
        return True
    return proposal.answer["of"] == fingerprint(_problem(proposal))


def fail(*, proposal_id: int) -> None:
    """Say that nothing was found out, so that the page stops waiting."""
    Proposal.objects.filter(pk=proposal_id, answer__isnull=True).update(
        answer={"plans": [], "reasons": []}
    )


@job(PROPOSE, on_failure=fail)
def propose(claimed: BackgroundJob, *, proposal_id: int) -> None:
    """Find times and keep them; safe to begin again."""
    from hiring.scheduling.solver.search import solve

    proposal = _found(proposal_id).filter(answer__isnull=True).first()
    if proposal is None:
        return
    problem = _problem(proposal)
    answer = solve(problem, seconds=MAX_SECONDS) if problem.loops[0].interviews else None
    with transaction.atomic():
        heartbeat(claimed)
        found = as_json(answer, problem) if answer else {"plans": [], "reasons": []}
        Proposal.objects.filter(pk=proposal.pk).update(answer=found)


def _problem(proposal: Proposal) -> Problem:
    wishes = Wishes.of(proposal.wishes)
    return problem_for(proposal.application, proposal.requested_by.zone, wishes)


def _found(proposal_id: int) -> QuerySet[Proposal]:
    found = Proposal.objects.select_related(
        "requested_by", "application__candidate", "application__requisition", "application__stage"
    )
    return found.filter(pk=proposal_id)


@transaction.atomic
def request_explanation(*, proposal: Proposal) -> None:
    """Have a worker say why there is no earlier plan, and what would help; once is enough."""
    if proposal.answer is not None and "why" not in proposal.answer:
        jobs.enqueue(EXPLAIN, key=str(proposal.pk), proposal_id=proposal.pk)


def leave_unexplained(*, proposal_id: int) -> None:
    """Say that no reasons were found, so that the page stops waiting."""
    _keep(proposal_id, {"reasons": [], "remedies": []})


@job(EXPLAIN, on_failure=leave_unexplained)
def explain(claimed: BackgroundJob, *, proposal_id: int) -> None:
    """Find what stands in the way of an earlier plan, and keep it; safe to begin again."""
    proposal = _found(proposal_id).filter(answer__isnull=False).first()
    if proposal is None or "why" in (proposal.answer or {}):
        return
    why = why_not_earlier(proposal)
    with transaction.atomic():
        heartbeat(claimed)
        _keep(proposal_id, why)


def _keep(proposal_id: int, why: dict) -> None:
    proposal = Proposal.objects.select_for_update().filter(pk=proposal_id).first()
    if proposal is not None and proposal.answer is not None:
        proposal.answer |= {"why": why}
        proposal.save(update_fields=["answer"])
