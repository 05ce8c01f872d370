"""Who may do what with a debrief, and the rule of blindness."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.debriefs.access import to_debrief
from hiring.debriefs.models import Debrief
from hiring.pipeline.actions.participants import scorecard_received
from hiring.requisitions.models import HiringTeamMember
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import scene, sits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]

READING = ("detail", "pdf", "markdown", "json")


@pytest.fixture
def made():
    return scene().submit_all()


def statuses(client, debrief) -> dict[str, int]:
    found = {
        name: client.get(reverse(f"debriefs:{name}", kwargs={"debrief_id": debrief.pk})).status_code
        for name in READING
    }
    decide = reverse("debriefs:decide", kwargs={"debrief_id": debrief.pk})
    found["decide"] = client.post(decide, {}).status_code
    ask = reverse("debriefs:request", kwargs={"application_id": debrief.application_id})
    found["request"] = client.post(ask, {}).status_code
    return found


def person(made, who: str):
    if who == "manager":
        return made.manager
    if who == "interviewer":
        return made.seats[0].user
    if who == "interviewer on the team":
        user = UserFactory()
        HiringTeamMember.objects.create(
            requisition=made.requisition, user=user, role=TeamRole.INTERVIEWER
        )
        return user
    if who == "recruiter on the team":
        user = UserFactory()
        HiringTeamMember.objects.create(
            requisition=made.requisition, user=user, role=TeamRole.RECRUITER
        )
        return user
    if who == "manager of another team":
        return scene().manager
    return UserFactory(**{who: True}) if who != "member" else UserFactory()


@pytest.mark.parametrize(
    ("who", "reads", "decides", "asks"),
    [
        ("administrator", 200, 422, 302),
        ("recruiter", 200, 403, 302),
        ("recruiter on the team", 200, 403, 302),
        ("manager", 200, 422, 302),
        ("coordinator", 403, 403, 403),
        ("interviewer", 200, 403, 403),
        ("interviewer on the team", 403, 403, 403),
        ("manager of another team", 404, 404, 404),
        ("member", 404, 404, 404),
    ],
)
def test_who_may_read_decide_and_ask(made, client_of, who, reads, decides, asks):
    debrief = made.debrief()
    client = client_of(person(made, who))

    found = statuses(client, debrief)

    assert found == {**dict.fromkeys(READING, reads), "decide": decides, "request": asks}


@pytest.mark.parametrize("who", ["administrator", "recruiter", "manager"])
def test_whoever_owes_a_scorecard_sees_no_debrief_of_it(made, client_of, who):
    debrief, user = made.debrief(), person(made, who)
    client = client_of(user)
    sits(made, user)

    assert {statuses(client, debrief)[name] for name in READING} == {404}
    listed = client.get(reverse("debriefs:list"), {"show": "all"})
    assert made.application.candidate.name not in listed.content.decode()
    assert not Debrief.objects.visible_to(user).exists()

    scorecard_received(seat_id=10_000_001)
    assert client.get(debrief.get_absolute_url()).status_code == 200


def test_relations_are_found_in_one_query(made):
    debrief, user = made.debrief(), made.manager
    sits(made, user)

    with CaptureQueriesContext(connection) as queries:
        found = to_debrief(user, debrief.pk)

    assert found == {TeamRole.HIRING_MANAGER, "seat"}
    assert len(queries) == 1


def test_somebody_not_signed_in_is_asked_to(made, client):
    debrief = made.debrief()

    assert "/accounts/login/" in client.get(debrief.get_absolute_url()).url


def test_the_panel_reads_it_once_every_card_is_in(client_of):
    made = scene()
    for seat in made.seats:
        made.submit(seat)
    debrief, panelist = made.debrief(), made.seats[0].user
    client = client_of(panelist)

    assert client.get(debrief.get_absolute_url()).status_code == 200
    assert "Record decision" not in client.get(debrief.get_absolute_url()).content.decode()
    assert debrief in Debrief.objects.visible_to(panelist)

    sits(made, UserFactory())
    assert client.get(debrief.get_absolute_url()).status_code == 404
