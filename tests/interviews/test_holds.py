"""Times that are held for a while: by the candidate's link, against others, and how they end."""

from datetime import UTC, datetime, timedelta

import pytest

from hiring.accounts.models import TeamRole, User
from hiring.activity import clock, jobs
from hiring.activity.actions import Conflict
from hiring.activity.models import BackgroundJob
from hiring.interviews.actions.booking import book_loop
from hiring.interviews.actions.conflicts import Clash
from hiring.interviews.actions.holding import (
    book_hold,
    delete_expired,
    hold_plan,
    release_hold,
)
from hiring.interviews.actions.limits import LimitReached
from hiring.interviews.actions.proposing import request_proposal
from hiring.interviews.models import HeldTime, Hold, Interview, Loop, Seat
from hiring.interviews.plans import slots_of
from hiring.requisitions.actions.team import join_team
from hiring.scheduling.actions import change_availability
from hiring.scheduling.models import Room
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, slot
from tests.factories.pipeline import at_once

MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def monday():
    """The present; threads have another one."""
    with clock.set_to(MONDAY):
        yield


def proposed(actor, *, requisition=None):
    """A proposal for a candidate whose job has one interviewer."""
    made = candidacy(**({"requisition": requisition} if requisition else {}))
    if requisition is None:
        ann = UserFactory(name="Ann Byron", zone="UTC")
        join_team(requisition=made.requisition, user=ann, role=TeamRole.INTERVIEWER, actor=None)
    proposal = request_proposal(application=made, actor=actor)
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))
    proposal.refresh_from_db()
    return proposal


@pytest.fixture
def actor():
    return UserFactory(coordinator=True, zone="UTC")


@pytest.mark.usefixtures("monday")
@pytest.mark.django_db
def test_what_is_held_is_nobody_elses_until_it_expires(actor):
    proposal = proposed(actor)
    hold = hold_plan(proposal=proposal, number=0, actor=actor)
    other = candidacy(requisition=proposal.application.requisition)
    slots = slots_of(other, hold.plan, zone="UTC")

    with pytest.raises(Clash, match="Ann Byron is reserved for another candidate until 08:15"):
        book_loop(application=other, slots=slots, actor=actor)
    with clock.set_to(MONDAY + timedelta(minutes=16)):
        assert book_loop(application=other, slots=slots, actor=actor)
        with pytest.raises(Conflict, match="no longer reserved"):
            book_hold(hold=hold, actor=actor)


@pytest.mark.usefixtures("monday")
@pytest.mark.django_db
def test_a_hold_becomes_a_loop_at_once_and_a_second_time_changes_nothing(actor):
    hold = hold_plan(proposal=proposed(actor), number=1, actor=actor)

    loop = book_hold(hold=hold, actor=actor)

    assert loop.interviews.count() == 2
    assert not HeldTime.objects.exists()
    with pytest.raises(Conflict):
        book_hold(hold=hold, actor=actor)
    assert Loop.objects.count() == 1


@pytest.mark.usefixtures("monday")
@pytest.mark.django_db
def test_what_is_held_counts_for_limits_and_is_booked_whatever_was_booked_since(actor):
    proposal = proposed(actor)
    ann = User.objects.get(name="Ann Byron")
    change_availability(user=ann, actor=ann, per_day=2)
    hold = hold_plan(proposal=proposal, number=0, actor=actor)
    other = candidacy(requisition=proposal.application.requisition)
    later = HeldTime.objects.latest("during").during.upper
    wanted = [slot(other, ann, starts_at=later)]

    with pytest.raises(LimitReached, match="this would be number 3"):
        book_loop(application=other, slots=wanted, actor=actor)
    book_loop(application=other, slots=wanted, actor=actor, over_limits=True)

    assert book_hold(hold=hold, actor=actor).interviews.count() == 2
    assert not Hold.objects.exists()


@pytest.mark.usefixtures("monday")
@pytest.mark.django_db
def test_a_released_hold_and_one_that_expired_keep_nothing(actor):
    proposal = proposed(actor)
    release_hold(hold=hold_plan(proposal=proposal, number=0, actor=actor), actor=actor)
    assert not HeldTime.objects.exists()

    hold_plan(proposal=proposal, number=0, actor=actor)
    assert delete_expired() == 0
    with clock.set_to(MONDAY + timedelta(hours=1)):
        assert delete_expired()
    assert not Hold.objects.exists()


@pytest.mark.usefixtures("monday")
@pytest.mark.django_db
def test_suggestions_leave_held_times_alone(actor):
    first = proposed(actor)
    hold_plan(proposal=first, number=0, actor=actor)

    second = proposed(actor, requisition=first.application.requisition)

    best, other = (one.answer["plans"][0]["placed"][0]["start"] for one in (first, second))
    assert best != other


@pytest.mark.usefixtures("monday")
@pytest.mark.django_db
def test_a_room_is_taken_once(actor):
    room = Room.objects.create(name="Turing")
    first, second = candidacy(), candidacy()
    book_loop(application=first, slots=[slot(first, room=room)], actor=actor)

    with pytest.raises(Clash, match="Turing is taken"):
        book_loop(application=second, slots=[slot(second, room=room)], actor=actor)

    assert Interview.objects.get().place == "Turing"


@pytest.mark.django_db(transaction=True)
def test_of_many_who_hold_one_time_at_once_one_gets_it():
    actor = UserFactory(coordinator=True, zone="UTC")
    first = proposed(actor)
    requisition = first.application.requisition
    others = [proposed(actor, requisition=requisition) for _ in range(5)]

    results = at_once(
        *[
            lambda proposal=proposal: hold_plan(proposal=proposal, number=0, actor=actor)
            for proposal in [first, *others]
        ]
    )

    assert sum(isinstance(result, Hold) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 5


@pytest.mark.django_db(transaction=True)
def test_a_hold_and_a_booking_of_the_same_people_at_once_never_both_stand():
    actor = UserFactory(coordinator=True, zone="UTC")
    proposal = proposed(actor)
    other = candidacy(requisition=proposal.application.requisition)
    slots = slots_of(other, proposal.answer["plans"][0], zone="UTC")

    results = at_once(
        lambda: hold_plan(proposal=proposal, number=0, actor=actor),
        lambda: book_loop(application=other, slots=slots, actor=actor),
    )

    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Hold.objects.count() + Loop.objects.count() == 1


@pytest.mark.usefixtures("monday")
@pytest.mark.django_db
def test_a_hold_takes_the_place_of_the_booked_loop(actor):
    made = proposed(actor).application
    ann = made.requisition.hiring_team.get(user__name="Ann Byron").user
    old = booked([ann], made=made, actor=actor, starts_at=MONDAY + timedelta(days=3, hours=2))
    proposal = request_proposal(application=made, actor=actor, is_new=True)
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))
    proposal.refresh_from_db()

    new = book_hold(hold=hold_plan(proposal=proposal, number=0, actor=actor), actor=actor)

    old.refresh_from_db()
    assert (old.status, new.status, new.reschedules) == ("canceled", "booked", 1)
    assert Seat.objects.of(ann).count() == 2
