"""How a person stands to a loop, an interview and a seat, and what they see of them."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.interviews.access import to_interview, to_loop, to_seat
from hiring.interviews.actions.canceling import cancel_loop
from hiring.interviews.actions.interviewers import replace_interviewer
from hiring.interviews.models import Interview, Loop
from hiring.requisitions.actions.team import join_team
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, interviews_of, seats_of
from tests.factories.requisitions import leader

pytestmark = pytest.mark.django_db


def test_roles_on_the_team_and_a_seat_add_up():
    manager = UserFactory()
    loop = booked([manager], [UserFactory()])
    requisition = loop.application.requisition
    join_team(requisition=requisition, user=manager, role=TeamRole.HIRING_MANAGER, actor=None)
    [mine, other] = interviews_of(loop)
    both = {TeamRole.HIRING_MANAGER, "seat"}

    assert to_loop(manager, loop.pk) == both
    assert to_interview(manager, mine.pk) == both
    assert to_interview(manager, other.pk) == {TeamRole.HIRING_MANAGER}


def test_a_seat_relates_to_its_own_interview_only():
    ada = UserFactory()
    loop = booked([ada], [UserFactory()])
    [mine, other] = interviews_of(loop)
    [my_seat, other_seat] = seats_of(loop)

    assert to_interview(ada, mine.pk) == {"seat"}
    assert to_interview(ada, other.pk) == frozenset()
    assert to_seat(ada, my_seat.pk) == {"seat"}
    assert to_seat(ada, other_seat.pk) == frozenset()


def test_a_seat_given_up_is_no_relation():
    ada, actor = UserFactory(), UserFactory(coordinator=True)
    loop = booked([ada])
    [seat] = seats_of(loop)

    replace_interviewer(seat=seat, user=UserFactory(), actor=actor)

    assert to_loop(ada, loop.pk) == frozenset()
    assert to_interview(ada, seat.interview_id) == {"former_seat"}
    assert to_seat(ada, seat.pk) == frozenset()


def test_a_role_on_another_team_is_no_relation():
    loop, other = booked(), booked()
    manager = leader(other.application.requisition)

    assert to_loop(manager, loop.pk) == frozenset()
    assert to_interview(manager, interviews_of(loop)[0].pk) == frozenset()
    assert to_seat(manager, seats_of(loop)[0].pk) == frozenset()


@pytest.mark.parametrize("relations_to", [to_loop, to_interview, to_seat])
def test_nothing_relates_to_what_does_not_exist(relations_to):
    assert relations_to(UserFactory(), 0) == frozenset()


def test_relations_are_found_by_one_query(django_assert_num_queries):
    ada = UserFactory()
    loop = booked([ada])
    [seat] = seats_of(loop)

    for relations_to, pk in (
        (to_loop, loop.pk),
        (to_interview, seat.interview_id),
        (to_seat, seat.pk),
    ):
        with django_assert_num_queries(1):
            assert relations_to(ada, pk)


def test_who_sees_which_interviews():
    ada = UserFactory()
    loop = booked([ada], [UserFactory()])
    [mine, other] = interviews_of(loop)
    manager = leader(loop.application.requisition)
    member = leader(loop.application.requisition, TeamRole.INTERVIEWER)

    def sees(user) -> set[Interview]:
        return set(Interview.objects.visible_to(user))

    assert sees(ada) == {mine}
    assert sees(manager) == sees(UserFactory(coordinator=True)) == {mine, other}
    assert sees(member) == sees(UserFactory()) == set()


def test_who_sees_which_loops():
    ada = UserFactory()
    loop = booked([ada])

    def sees(user) -> bool:
        return Loop.objects.visible_to(user).filter(pk=loop.pk).exists()

    assert sees(leader(loop.application.requisition))
    assert sees(UserFactory(recruiter=True))
    assert not sees(ada)


def test_a_loop_called_off_is_not_seen_by_those_who_sat_in_it():
    ada = UserFactory()
    loop = booked([ada])

    cancel_loop(loop=loop, actor=UserFactory(coordinator=True))

    assert not Interview.objects.visible_to(ada).exists()
