"""Anyone who is waited on has a due date, and nothing that waits drops off."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.pipeline.actions.moving import advance, reject
from hiring.pipeline.actions.participants import set_waiting
from hiring.pipeline.actions.reopening import reopen
from hiring.pipeline.home import MAX_ROWS, moving_on, waiting_applications
from hiring.pipeline.models import Application, Party
from hiring.requisitions.actions.editing import close_requisition
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, reason, seated
from tests.factories.requisitions import leader, opening, stage

pytestmark = pytest.mark.django_db

PAGE = "/applications/?queue=review"


def now_of(made):
    return Application.objects.get(pk=made.pk)


@pytest.mark.parametrize("party", [p for p in Party if p != Party.NOBODY])
def test_a_turn_without_a_day_gets_the_usual_one(party):
    made = application()
    before = clock.now()

    set_waiting(application=made, party=party)

    assert now_of(made).due_at > before


def test_a_turn_that_goes_on_keeps_its_day():
    made = application()
    set_waiting(application=made, party=Party.HIRING_MANAGER)
    first = now_of(made).due_at

    with clock.ahead(days=1):
        set_waiting(application=made, party=Party.HIRING_MANAGER)

    assert now_of(made).due_at == first


def test_a_stage_without_a_target_gives_a_day_too():
    made = application()
    made.requisition.stages.update(target_days=0)
    advance(application=made, to_stage=stage(made.requisition, StageKind.DECISION), actor=None)
    assert now_of(made).due_at

    reject(application=made, reason=reason(), actor=None)
    assert now_of(made).due_at is None

    reopen(application=made, actor=None)
    assert now_of(made).due_at


def test_the_database_refuses_a_turn_without_a_day():
    made = application()

    with pytest.raises(IntegrityError, match="due_date"), transaction.atomic():
        Application.objects.filter(pk=made.pk).update(due_at=None)


class TestHome:
    def test_more_than_the_card_shows_is_counted_and_leads_to_all(self, client):
        requisition = opening()
        recruiter = requisition.hiring_team.get().user
        for _ in range(MAX_ROWS + 4):
            application(requisition=requisition)

        card = waiting_applications(recruiter)

        assert len(card.rows) == MAX_ROWS
        assert card.count == str(MAX_ROWS + 4)
        assert (card.url, card.label) == (PAGE, f"See all {MAX_ROWS + 4}")
        client.force_login(recruiter)
        page = client.get("/").content.decode()
        assert f'href="{PAGE}"' in page
        assert f"See all {MAX_ROWS + 4}" in page

    def test_what_waits_on_the_hiring_manager_is_on_their_home(self):
        requisition = opening()
        manager = leader(requisition)
        made = application(requisition=requisition, name="Ada", at=StageKind.DECISION)

        card = moving_on(manager)

        assert [row.url for row in card.rows] == [made.get_absolute_url()]
        assert card.rows[0].when == now_of(made).due_at

    def test_an_application_under_way_in_a_closed_requisition_stays(self):
        requisition = opening()
        other = opening()
        recruiter = requisition.hiring_team.get().user
        leader(other, TeamRole.RECRUITER)
        other.hiring_team.create(user=recruiter, role=TeamRole.RECRUITER)
        made = application(requisition=requisition, name="Ada")
        close_requisition(requisition=requisition, actor=None)

        assert [r.url for r in waiting_applications(recruiter).rows] == [made.get_absolute_url()]


class TestPage:
    def test_overdue_ones_come_first_page_by_page(self, client):
        requisition = opening()
        for number in range(60):
            made = application(requisition=requisition, name=f"Person {number:02}")
            due = clock.now() + timedelta(days=30 - number)
            set_waiting(application=made, party=Party.RECRUITER, due_at=due)
        client.force_login(requisition.hiring_team.get().user)

        answer = client.get(PAGE)
        page = answer.content.decode()
        following = client.get(f"/applications/{answer.context['page'].next_url}").content.decode()

        assert page.index("Person 59") < page.index("Person 58")
        assert "overdue" in page
        assert "Person 00" not in page
        assert "Person 00" in following

    def test_only_what_waits_for_the_viewer_is_there(self, client):
        made = application(name="Ada")
        client.force_login(leader(made.requisition, TeamRole.INTERVIEWER))

        page = client.get(PAGE).content.decode()

        assert "Ada" not in page
        assert "You’re all caught up" in page

    def test_it_tells_nobody_who_owes_a_scorecard_what_was_decided(self, client):
        recruiter = UserFactory(recruiter=True)
        made = application(name="Ada", at=StageKind.OFFER)
        seated(made, recruiter)
        client.force_login(recruiter)

        assert "Ada" not in client.get(PAGE).content.decode()

    def test_the_queries_do_not_grow(self, client, django_assert_max_num_queries):
        requisition = opening()
        client.force_login(requisition.hiring_team.get().user)
        application(requisition=requisition)
        client.get(PAGE)
        with django_assert_max_num_queries(18) as few:
            client.get(PAGE)
        for _ in range(10):
            application(requisition=requisition)
        with django_assert_max_num_queries(len(few)):
            client.get(PAGE)
