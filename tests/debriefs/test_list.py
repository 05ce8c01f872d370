"""The list of debriefs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.actions.requesting import request_debrief
from tests.debriefs.conftest import words
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]


# ---- The list --------------------------------------------------------------------------------


def test_what_waits_for_a_decision_comes_first(client_of):
    manager = UserFactory(name="Margaret Hamilton")
    waiting = scene(candidate="Wanda Waiting", manager=manager).submit_all()
    decided = scene(candidate="Dora Decided", manager=manager).submit_all()
    waiting.debrief()
    decide(debrief=decided.debrief(), outcome="advance", reason="Yes.", actor=manager)
    client = client_of(manager)

    first = words(client.get(reverse("debriefs:list")))
    second = words(client.get(reverse("debriefs:list"), {"show": "decided"}))
    every = words(client.get(reverse("debriefs:list"), {"show": "all"}))

    assert "Wanda Waiting" in first
    assert "Dora Decided" not in first
    assert "Dora Decided" in second
    assert "advance to an offer" in second
    assert "Wanda Waiting" in every
    assert "Dora Decided" in every


def test_what_is_being_made_is_listed_apart(client_of):
    made = scene(candidate="Mia Making").submit_all()
    request_debrief(application=made.application, actor=made.recruiter)
    client = client_of(made.recruiter)

    assert "Mia Making" not in words(client.get(reverse("debriefs:list")))
    assert "Mia Making" in words(client.get(reverse("debriefs:list"), {"show": "making"}))


def test_only_the_newest_version_waits(client_of):
    made = scene(candidate="Nina Newest").submit_all()
    made.debrief()
    made.debrief(again=True)

    page = words(client_of(made.manager).get(reverse("debriefs:list")))

    assert "version 2" in page
    assert "version 1" not in page


def test_an_empty_list_says_what_to_do(client_of):
    page = words(client_of(UserFactory()).get(reverse("debriefs:list")))

    assert "No decisions pending" in page


def test_the_list_costs_the_same_whatever_its_length(client_of):
    manager = UserFactory(name="Margaret Hamilton")
    client = client_of(manager)
    counts = []
    for _ in range(2):
        scene(
            manager=manager, loop={"Puzzle": ("math_puzzle", ["Modeling"], 1)}
        ).submit_all().debrief()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("debriefs:list"), {"show": "all"})
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8
