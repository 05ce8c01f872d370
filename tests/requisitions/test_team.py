"""Who is on the hiring team, and whose candidates they see by it."""

import pytest

from candidates.models import Candidate
from hiring.accounts.models import TeamRole
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.activity.timeline import timeline_items
from hiring.requisitions.actions.team import join_team, leave_team, set_perspective
from hiring.requisitions.models import Requisition
from rubrics.models import Perspective
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import leader, opening

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [TeamRole.HIRING_MANAGER, TeamRole.RECRUITER])
def test_whoever_leads_sees_its_candidates_those_to_come_included(role):
    requisition = opening()
    before = application(requisition=requisition).candidate
    user = leader(requisition, role)
    after = application(requisition=requisition).candidate

    assert set(Candidate.objects.visible_to(user)) == {before, after}


def test_an_interviewer_on_the_team_sees_none_of_them():
    made = application()
    user = leader(made.requisition, TeamRole.INTERVIEWER)

    assert not Candidate.objects.visible_to(user).exists()
    assert Requisition.objects.visible_to(user).get() == made.requisition


def test_whoever_leaves_sees_them_no_longer():
    made, user = application(), UserFactory()
    member = join_team(
        requisition=made.requisition, user=user, role=TeamRole.HIRING_MANAGER, actor=None
    )

    leave_team(member=member, actor=None)

    assert not Candidate.objects.visible_to(user).exists()
    assert not Requisition.objects.visible_to(user).exists()


def test_whoever_still_leads_by_another_role_sees_them():
    made, user = application(), UserFactory()
    roles = [TeamRole.HIRING_MANAGER, TeamRole.RECRUITER]
    members = [
        join_team(requisition=made.requisition, user=user, role=role, actor=None) for role in roles
    ]

    leave_team(member=members[0], actor=None)

    assert Candidate.objects.visible_to(user).get() == made.candidate


def test_joining_and_leaving_twice_has_the_effect_of_once():
    requisition, user, actor = opening(), UserFactory(), UserFactory()

    for _ in range(2):
        member = join_team(
            requisition=requisition, user=user, role=TeamRole.INTERVIEWER, actor=actor
        )
    for _ in range(2):
        leave_team(member=member, actor=actor)

    verbs = Event.objects.for_requisition(requisition.pk).filter(actor=actor)
    assert [event.verb for event in verbs] == ["requisition.team_left", "requisition.team_joined"]


def test_the_timeline_says_who_was_added_and_removed(django_assert_num_queries):
    requisition, user = opening(), UserFactory(name="Grace Hopper")
    actor = UserFactory(name="Ada Lovelace")
    member = join_team(requisition=requisition, user=user, role="interviewer", actor=actor)
    set_perspective(member=member, perspective="research", actor=actor)
    leave_team(member=member, actor=actor)

    with django_assert_num_queries(2):
        items = timeline_items(Event.objects.for_requisition(requisition.pk)[:3])

    assert [item.text for item in items] == [
        "removed Grace Hopper (interviewer) from the hiring team",
        f"set the perspective of Grace Hopper: {Perspective.RESEARCH.label}",
        "added Grace Hopper to the hiring team as interviewer",
    ]


def test_somebody_who_cannot_sign_in_does_not_join():
    with pytest.raises(Refused) as refusal:
        join_team(
            requisition=opening(), user=UserFactory(is_active=False), role="recruiter", actor=None
        )

    assert refusal.value.field == "user"
