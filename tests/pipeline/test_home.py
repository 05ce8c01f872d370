"""What the home page says of applications and requisitions."""

from datetime import timedelta

import pytest

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.pipeline.actions.participants import set_waiting
from hiring.pipeline.home import MAX_ROWS, my_requisitions, waiting_applications
from hiring.pipeline.models import Party
from hiring.requisitions.actions.editing import close_requisition
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import leader, opening

pytestmark = pytest.mark.django_db


def titles(card):
    return [row.title for row in card.rows]


def test_the_most_urgent_come_first_and_overdue_ones_say_so():
    requisition = opening()
    recruiter = requisition.hiring_team.get().user
    late = application(requisition=requisition, name="Ada")
    application(requisition=requisition, name="Grace")
    yesterday = clock.now() - timedelta(days=1)
    set_waiting(application=late, party=Party.RECRUITER, due_at=yesterday)

    card = waiting_applications(recruiter)

    assert titles(card) == ["Ada", "Grace"]
    assert [row.badge for row in card.rows] == [("overdue", "caution"), None]
    assert card.rows[0].url == late.get_absolute_url()


def test_only_what_waits_on_the_recruiter_of_that_requisition_is_told():
    requisition = opening()
    recruiter = requisition.hiring_team.get().user
    theirs = application(requisition=requisition)
    set_waiting(application=theirs, party=Party.INTERVIEWER)
    application(name="Someone else's")

    assert titles(waiting_applications(recruiter)) == []


def test_a_recruiter_on_no_team_looks_after_all():
    application(name="Ada")

    assert titles(waiting_applications(UserFactory(administrator=True))) == ["Ada"]


def test_a_member_is_told_when_they_recruit():
    requisition = opening()
    application(requisition=requisition, name="Ada")

    assert waiting_applications(UserFactory()) is None
    assert waiting_applications(leader(requisition)) is None
    assert titles(waiting_applications(leader(requisition, TeamRole.RECRUITER))) == ["Ada"]


def test_a_long_list_is_cut():
    requisition = opening()
    for _ in range(MAX_ROWS + 2):
        application(requisition=requisition)

    assert len(waiting_applications(requisition.hiring_team.get().user).rows) == MAX_ROWS


def test_those_who_lead_see_their_open_requisitions_with_their_numbers():
    requisition, closed = opening(title="Ranking"), opening()
    manager = leader(requisition)
    for _ in range(2):
        application(requisition=requisition)
    close_requisition(requisition=closed, actor=None)

    card = my_requisitions(manager)

    assert [row.note for row in card.rows] == ["2 active applications"]
    assert card.rows[0].title.startswith("Ranking")
    assert card.rows[0].url == f"/applications/board/{requisition.pk}/"


def test_somebody_who_leads_nothing_has_no_such_card():
    requisition = opening()

    assert my_requisitions(leader(requisition, TeamRole.INTERVIEWER)) is None
    assert titles(my_requisitions(UserFactory(recruiter=True))) == []


def test_each_card_is_a_few_queries(django_assert_max_num_queries):
    requisition = opening()
    recruiter = requisition.hiring_team.get().user
    for _ in range(5):
        application(requisition=requisition)

    with django_assert_max_num_queries(4):
        waiting_applications(recruiter)
    with django_assert_max_num_queries(3):
        my_requisitions(recruiter)
