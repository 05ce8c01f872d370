"""What waits for whom on the home page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.actions.requesting import request_debrief
from hiring.debriefs.home import to_decide, to_make
from hiring.debriefs.models import Debrief, DebriefState
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import scene, sits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]


def titles(card) -> list[str]:
    return [row.title for row in card.rows]


def test_a_manager_sees_what_waits_for_their_decision():
    made = scene(candidate="Wanda Waiting").submit_all()
    debrief = made.debrief()

    card = to_decide(made.manager)

    assert titles(card) == ["Wanda Waiting"]
    assert card.rows[0].url == debrief.get_absolute_url()

    decide(debrief=debrief, outcome="more_evidence", reason="Unsettled.", actor=made.manager)
    assert titles(to_decide(made.manager)) == []
    assert to_decide(made.manager).empty[0]


def test_who_leads_no_opening_has_no_such_card():
    made = scene().submit_all()
    made.debrief()

    assert to_decide(made.recruiter) is None
    assert to_decide(made.seats[0].user) is None


def test_what_a_manager_must_stay_blind_to_is_not_listed():
    made = scene().submit_all()
    made.debrief()
    sits(made, made.manager)

    assert titles(to_decide(made.manager)) == []


def test_when_all_cards_are_in_the_debrief_is_to_be_made():
    made = scene(candidate="Ripe Apple")
    for seat in made.seats[:-1]:
        made.submit(seat)
    assert to_make(made.recruiter) is None

    made.submit(made.seats[-1])
    assert titles(to_make(made.recruiter)) == ["Ripe Apple"]
    assert titles(to_make(made.manager)) == ["Ripe Apple"]
    assert to_make(UserFactory()) is None
    assert to_make(scene().manager) is None

    request_debrief(application=made.application, actor=made.recruiter)
    assert to_make(made.recruiter) is None


def test_the_card_leads_to_all_that_are_ready(client_of, monkeypatch):
    monkeypatch.setattr("hiring.pipeline.home.MAX_ROWS", 1)
    made = scene(candidate="Ripe Apple").submit_all()
    scene(candidate="Ripe Pear").submit_all()

    card = to_make(made.recruiter)
    page = client_of(made.recruiter).get(card.url).content.decode()

    assert (len(card.rows), card.label) == (1, "See all 2")
    assert "Ripe Apple" in page
    assert "Ripe Pear" in page


def test_one_that_could_not_be_made_comes_back():
    made = scene(candidate="Fay Failed").submit_all()
    request_debrief(application=made.application, actor=made.recruiter)
    Debrief.objects.update(state=DebriefState.FAILED)

    [row] = to_make(made.recruiter).rows

    assert row.badge[0] == "failed"


def test_each_card_costs_a_few_queries():
    for _ in range(2):
        made = scene().submit_all()
        made.debrief()
    scene().submit_all()

    for card, user in ((to_decide, made.manager), (to_make, made.recruiter)):
        with CaptureQueriesContext(connection) as queries:
            card(user)
        assert len(queries) <= 3
