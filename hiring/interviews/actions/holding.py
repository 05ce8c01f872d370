"""Keeping the times of a plan for a while, so that nobody else is given them meanwhile."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from hiring.interviews.actions.booking import PlannedSlot, book_loop
from hiring.interviews.actions.checks import check_slots
from hiring.interviews.actions.conflicts import Wanted, lost_race, refuse_clashes
from hiring.interviews.actions.limits import keep_limits, lock_people
from hiring.interviews.actions.rescheduling import rebook_loop
from hiring.interviews.models import HeldTime, Hold, Holder, Loop, Proposal
from hiring.interviews.plans import plan_of, slots_of, with_questions
from hiring.interviews.verbs import Verb
from hiring.pipeline.actions import locking
from hiring.pipeline.models import Application
from hiring.pipeline.verbs import concerning

LASTS = timedelta(minutes=15)
LONGEST = timedelta(days=3)


def hold_plan(
    *,
    proposal: Proposal,
    number: int,
    actor: User,
    lasts: timedelta = LASTS,
    holder: Holder = Holder.STAFF,
) -> Hold:
    """Keep the times of a proposed plan; raises as `hold_times` does."""
    plan = plan_of(proposal, number)
    return hold_times(
        application=proposal.application, plan=plan, actor=actor, lasts=lasts, holder=holder
    )


def hold_times(
    *, application: Application, plan: dict, actor: User, lasts: timedelta, holder: Holder
) -> Hold:
    """Keep times for an application; what was held for it before is released.

    Raises Clash when somebody is taken, also when someone else was faster by a moment.
    """
    if not timedelta(0) < lasts <= LONGEST:
        raise Refused(_("Times can be reserved for three days at most."), field="minutes")
    slots = slots_of(application, plan, zone=actor.zone)
    check_slots(slots)
    plan = with_questions(plan, slots)
    wanted = [slot.wanted for slot in slots]
    try:
        with transaction.atomic():
            return _hold(application, plan, wanted, actor, lasts, holder)
    except IntegrityError as error:
        candidate = application.candidate
        raise lost_race(error, wanted, candidate=candidate, viewer=actor) from error


def _hold(
    application: Application,
    plan: dict,
    wanted: Sequence[Wanted],
    actor: User,
    lasts: timedelta,
    holder: Holder,
) -> Hold:
    application = locking.locked(application)
    locking.refuse_concealed(application, actor)
    Hold.objects.filter(application=application).delete()
    loop = application.loops.booked().filter(stage=application.stage_id).first()
    lock_people(wanted)
    _sweep(wanted, application)
    refuse_clashes(wanted, candidate=application.candidate, viewer=actor, but_not=loop)
    keep_limits(wanted, application=application, actor=actor, but_not=loop)
    hold = Hold.objects.create(
        application=application,
        stage=application.stage,
        plan=plan,
        created_by=actor,
        expires_at=clock.now() + lasts,
        holder=holder,
    )
    HeldTime.objects.bulk_create(
        HeldTime(hold=hold, resource=resource, during=slot.during)
        for slot in wanted
        for resource in slot.resources(application.candidate)
    )
    _record(Verb.TIMES_HELD, application, actor)
    return hold


def _sweep(wanted: Sequence[Wanted], application: Application) -> None:
    """Delete what expired holds still have of these people, rooms and candidate."""
    resources = {name for slot in wanted for name in slot.resources(application.candidate)}
    expired = Q(hold__expires_at__lte=clock.now())
    HeldTime.objects.filter(expired, resource__in=resources).delete()


@transaction.atomic
def book_plan(*, proposal: Proposal, number: int, actor: User, over_limits: bool = False) -> Loop:
    """Return the loop that a proposed plan has become, in place of one that is booked already."""
    application = proposal.application
    slots = slots_of(application, plan_of(proposal, number), zone=actor.zone)
    return _booked(application, slots, actor, over_limits=over_limits)


def _booked(
    application: Application, slots: list[PlannedSlot], actor: User, *, over_limits: bool = False
) -> Loop:
    loop = application.loops.booked().filter(stage=application.stage_id).first()
    if loop:
        return rebook_loop(loop=loop, slots=slots, actor=actor, over_limits=over_limits)
    return book_loop(application=application, slots=slots, actor=actor, over_limits=over_limits)


@transaction.atomic
def book_hold(*, hold: Hold, actor: User, zone: str = "") -> Loop:
    """Return the loop that the hold has become. Conflict when it has expired or was released.

    A loop that is booked in the stage already is given these times instead.
    """
    locking.locked(hold.application)
    held = Hold.objects.select_for_update(of=("self",)).live().filter(pk=hold.pk).first()
    if held is None or held.stage_id != hold.application.stage_id:
        raise Conflict(_("These times are no longer reserved. Choose again."))
    application = held.application
    slots: list[PlannedSlot] = slots_of(application, held.plan, zone=zone or actor.zone)
    return _booked(application, slots, actor)


@transaction.atomic
def release_hold(*, hold: Hold, actor: User) -> None:
    """Give the times free; a second time changes nothing."""
    deleted, _rows = Hold.objects.filter(pk=hold.pk).delete()
    if deleted:
        _record(Verb.TIMES_RELEASED, hold.application, actor)


def delete_expired() -> int:
    """Delete the holds that have expired; return how many rows went."""
    return Hold.objects.exclude(pk__in=Hold.objects.live()).delete()[0]


def _record(verb: Verb, application: Application, actor: User) -> None:
    record(verb, on=application, actor=actor, **concerning(application))
