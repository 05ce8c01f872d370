"""Debriefs for machines."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hiring.accounts.actions import create_token
from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.models import Debrief
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import make, scene, sits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]
URL = "/api/v1/debriefs/"


@pytest.fixture
def made():
    return scene().submit_all()


def api_of(user) -> Client:
    _, secret = create_token(user=user, name="test", actor=None)
    return Client(headers={"Authorization": f"Bearer {secret}"})


def ask(client: Client, application_id: int, **more):
    body = {"application": application_id, **more}
    return client.post(URL, body, content_type="application/json")


def test_one_is_asked_for_and_fetched_when_ready(made, quick_printer):
    api = api_of(made.recruiter)

    asked = ask(api, made.application.pk)
    assert asked.status_code == 202
    assert (asked.json()["state"], asked.json()["pdf"]) == ("requested", None)

    make(Debrief.objects.get(pk=asked.json()["id"]))
    ready = api.get(f"{URL}{asked.json()['id']}/").json()
    assert ready["state"] == "ready"
    assert ready["content"]["content_version"] == 6
    assert b"".join(api.get(ready["pdf"])) == quick_printer
    assert ask(api, made.application.pk).status_code == 200
    assert ask(api, made.application.pk, again=True).status_code == 202


def test_asking_too_early_answers_409_with_whose_cards_are_missing():
    made = scene()

    response = ask(api_of(made.recruiter), made.application.pk)

    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert made.seats[0].user.name in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "application"), ({"application": "x"}, "application"), ({"aplication": 1}, "aplication")],
)
def test_a_body_that_does_not_fit_is_told_at_the_field(made, body, field):
    response = api_of(made.recruiter).post(URL, body, content_type="application/json")

    assert response.status_code == 400
    assert field in response.json()["errors"]


def test_who_may_not_ask_is_refused(made):
    assert ask(api_of(UserFactory()), made.application.pk).status_code == 404
    assert ask(api_of(UserFactory(coordinator=True)), made.application.pk).status_code == 403
    assert ask(api_of(made.seats[0].user), made.application.pk).status_code == 403
    assert not Debrief.objects.exists()


def test_others_and_the_blind_find_nothing(made):
    debrief = made.debrief()
    blind = made.manager
    sits(made, blind)

    for user in (UserFactory(), UserFactory(coordinator=True), blind):
        api = api_of(user)
        assert api.get(URL).json()["results"] == []
        assert api.get(f"{URL}{debrief.pk}/").status_code == 404
        assert api.get(f"{URL}{debrief.pk}/pdf/").status_code == 404


def test_a_list_has_no_content_and_says_the_decision(made):
    debrief = made.debrief()
    decide(debrief=debrief, outcome="more_evidence", reason="Unsettled.", actor=made.manager)

    [found] = api_of(made.manager).get(URL, {"application": made.application.pk}).json()["results"]

    assert "content" not in found
    assert found["decision"]["outcome"] == "more_evidence"
    assert found["key"] == debrief.key
    assert found["sha256"] == debrief.sha256


def test_a_list_costs_the_same_whatever_its_length():
    user, counts = UserFactory(recruiter=True), []
    api = api_of(user)
    api.get(URL)  # the first use of a token is written down
    for _ in range(2):
        scene().submit_all().debrief()
        with CaptureQueriesContext(connection) as queries:
            assert api.get(URL).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_nothing_can_be_changed_or_removed(made):
    debrief, api = made.debrief(), api_of(made.recruiter)

    for method in (api.put, api.patch, api.delete):
        response = method(f"{URL}{debrief.pk}/", {}, content_type="application/json")
        assert response.status_code in (403, 405)
