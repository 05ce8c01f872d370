"""Which applications a person sees, and which pages of them they may open."""

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.pipeline.models import Application
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, reason, seated
from tests.factories.requisitions import leader

pytestmark = pytest.mark.django_db

READING = ["board", "table", "triage", "import"]
VERBS = ["advance", "reject", "withdraw", "reopen", "hire", "note"]


def page(name, made):
    ids = {"requisition_id": made.requisition_id} if name in READING else {}
    return reverse(f"pipeline:{name}", kwargs=ids or {"application_id": made.pk})


@pytest.mark.parametrize("role", ["administrator", "recruiter", "coordinator"])
def test_those_who_recruit_see_all(role):
    made = application()

    assert Application.objects.visible_to(UserFactory(**{role: True})).get() == made


def test_those_who_lead_see_their_requisitions_and_no_others():
    made, other = application(), application()
    user = leader(made.requisition)

    assert Application.objects.visible_to(user).get() == made
    assert Application.objects.led_by(user).get() == made
    assert other not in Application.objects.visible_to(user)


def test_a_seat_shows_one_application_without_leading_it():
    made, user = application(), UserFactory()
    application(requisition=made.requisition)
    seated(made, user)

    assert Application.objects.visible_to(user).get() == made
    assert not Application.objects.led_by(user).exists()


def test_an_interviewer_without_a_seat_sees_none():
    made = application()

    user = leader(made.requisition, TeamRole.INTERVIEWER)

    assert not Application.objects.visible_to(user).exists()


@pytest.mark.parametrize("name", ["detail", *READING])
def test_a_lead_of_another_requisition_finds_no_page(client, name):
    made = application()
    client.force_login(leader(application().requisition))

    assert client.get(page(name, made)).status_code == 404


@pytest.mark.parametrize("name", VERBS)
def test_a_lead_of_another_requisition_does_nothing(client, name):
    made = application()
    client.force_login(leader(application().requisition))

    answer = client.post(page(name, made), {"reason": reason().pk, "body": "x"})

    assert answer.status_code == 404
    made.refresh_from_db()
    assert made.is_active
    assert not made.notes.exists()


@pytest.mark.parametrize("name", ["detail", *READING])
@pytest.mark.parametrize("role", [TeamRole.HIRING_MANAGER, TeamRole.RECRUITER])
def test_those_who_lead_open_every_page(client, name, role):
    made = application()
    client.force_login(leader(made.requisition, role))

    assert client.get(page(name, made)).status_code == 200


def test_whoever_only_has_a_seat_does_not_open_the_application(client):
    made, user = application(), UserFactory()
    seated(made, user)
    client.force_login(user)

    assert client.get(page("detail", made)).status_code == 403
    assert client.get(page("board", made)).status_code == 404


def test_a_coordinator_looks_and_advances_and_ends_nothing(client):
    made = application()
    client.force_login(UserFactory(coordinator=True))
    screen = made.requisition.stages.get(position=2)

    moved = client.post(page("advance", made), {"to_stage": screen.pk})
    ended = client.post(page("reject", made), {"reason": reason().pk})
    text = client.get(page("detail", made)).content.decode()

    assert (moved.status_code, ended.status_code) == (302, 403)
    assert page("advance", made) in text
    assert page("reject", made) not in text
    assert client.get(page("import", made)).status_code == 403


def test_a_coordinator_hires_nobody_by_way_of_the_last_stage(client):
    made = application()
    client.force_login(UserFactory(coordinator=True))

    client.post(page("advance", made), {"to_stage": made.requisition.stages.last().pk})

    made.refresh_from_db()
    assert made.is_active


def test_nobody_signed_in_is_led_to_the_login(client):
    answer = client.get(page("detail", application()))

    assert answer.status_code == 302
    assert "/accounts/login/" in answer.headers["Location"]


def test_the_relations_to_an_application_are_one_query(django_assert_num_queries):
    from hiring.pipeline.access import relations

    made = application()
    user = leader(made.requisition)
    seated(made, user)
    seated(made, user)

    with django_assert_num_queries(1):
        found = relations(user, made.pk)

    assert found == {TeamRole.HIRING_MANAGER, "seat"}
