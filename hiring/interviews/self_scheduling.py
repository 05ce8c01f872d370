"""A candidate chooses among times by a signed link, without an account.

What is offered are the plans of a proposal (proposals.py), looked for anew when it is older than
a moment; what is chosen is booked as anybody else books it, so that of two who want the same
people at one time one gets it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from hiring.accounts.links import link_of, make_link, revoke_links, token_of
from hiring.accounts.models import PublicLink, User
from hiring.activity.actions import Refused, record
from hiring.interviews import candidate_mail
from hiring.interviews.actions.booking import INTERVIEWING, PlannedSlot, book_loop
from hiring.interviews.actions.proposing import request_proposal
from hiring.interviews.models import Loop, Proposal
from hiring.interviews.planning import Bank, planned
from hiring.interviews.verbs import Verb
from hiring.pipeline.actions.locking import locked
from hiring.pipeline.models import Application

PURPOSE = "choose_time"
LIFETIME = timedelta(days=14)


@dataclass(frozen=True)
class Choice:
    """What a link leads to: an application whose candidate may choose, or has chosen."""

    application: Application
    host: User
    loop: Loop | None


@transaction.atomic
def create_choice_link(*, application: Application, actor: User) -> PublicLink:
    """Return the link by which the candidate chooses; one that works is given again."""
    application = locked(application)
    present = PublicLink.objects.to(PURPOSE, application.pk).live().first()
    if present:
        return present
    link = make_link(purpose=PURPOSE, object_id=application.pk, lifetime=LIFETIME, actor=actor)
    _record(Verb.CHOICE_LINK_CREATED, application, actor)
    return link


@transaction.atomic
def revoke_choice_link(*, application: Application, actor: User) -> None:
    """End the candidate's link; a second time changes nothing."""
    if revoke_links(purpose=PURPOSE, object_id=application.pk):
        _record(Verb.CHOICE_LINK_REVOKED, application, actor)


def path_of(application: Application) -> str:
    """Return the path of the link that works; empty without one."""
    link = PublicLink.objects.to(PURPOSE, application.pk).live().first()
    return reverse("choose_time:choose", kwargs={"choice_token": token_of(link)}) if link else ""


def choice_of(token: str) -> Choice | None:
    """Return what a token leads to; None when that is nothing (any more)."""
    link = link_of(token, purpose=PURPOSE)
    if link is None or not link.is_live or link.created_by is None:
        return None
    applications = Application.objects.with_names().filter(pk=link.object_id)
    application = applications.first()
    if application is None or not application.is_active:
        return None
    loop = application.loops.booked().filter(stage=application.stage_id).first()
    if loop is None and application.stage.kind not in INTERVIEWING:
        return None
    return Choice(application, link.created_by, loop)


def offers_of(choice: Choice, *, is_new: bool = False) -> Proposal:
    """Return a proposal of times that are free now, or one that is being looked for."""
    return request_proposal(application=choice.application, actor=choice.host, is_new=is_new)


def choose(choice: Choice, *, proposal_id: int, number: int) -> Loop:
    """Book what was chosen and write to the candidate; raises Refused when it is taken."""
    application = choice.application
    proposal = Proposal.objects.filter(
        pk=proposal_id, application=application, stage=application.stage_id
    ).first()
    plans = ((proposal and proposal.answer) or {}).get("plans", [])
    if number >= len(plans):
        raise Refused("no such plan")
    slots = _slots(application, plans[number], choice.host.zone)
    loop = book_loop(application=application, slots=slots, actor=choice.host)
    candidate_mail.tell(
        application=application,
        kind=candidate_mail.kind_of_change(application),
        actor=choice.host,
        key=f"chosen:{loop.pk}",
    )
    return loop


def _slots(application: Application, plan: dict, zone: str) -> list[PlannedSlot]:
    entries = planned(application)
    bank = Bank(application, [entry.rubric_version.rubric.kind for entry in entries])
    ids = {user for one in plan["placed"] for user in one["people"]}
    people = User.objects.active().in_bulk(list(ids))
    placed = sorted(plan["placed"], key=lambda one: one["start"])
    if len(people) < len(ids) or any(one["slot"] >= len(entries) for one in placed):
        raise Refused("the plan has changed")
    return [
        PlannedSlot(
            name=entry.name,
            kind=entry.rubric_version.rubric.kind,
            rubric_version=entry.rubric_version,
            starts_at=datetime.fromisoformat(one["start"]),
            minutes=entry.minutes,
            zone=zone,
            interviewers=tuple(people[user] for user in one["people"]),
            questions=tuple(bank.fitting(entry.rubric_version, entry.minutes)[:1]),
            position=position,
        )
        for position, one in enumerate(placed, start=1)
        for entry in [entries[one["slot"]]]
    ]


def _record(verb: Verb, application: Application, actor: User) -> None:
    record(
        verb,
        on=application,
        actor=actor,
        candidate=application.candidate_id,
        application=application,
        requisition=application.requisition_id,
    )
