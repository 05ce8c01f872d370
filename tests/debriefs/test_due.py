"""After a loop's last scorecard its debrief is made unasked, and the manager is written."""

from datetime import timedelta

import pytest

from hiring.activity import clock
from hiring.activity.models import Event
from hiring.debriefs.actions.requesting import request_debrief, request_due
from hiring.debriefs.models import Debrief
from hiring.debriefs.verbs import Verb
from hiring.pipeline.models import Application, Party
from hiring.scorecards.actions.writing import amend
from tests.factories.debriefs import NOON, make, scene

pytestmark = pytest.mark.django_db


def test_the_last_scorecard_brings_the_debrief():
    made = scene().submit_all()

    assert request_due() == 1

    assert Debrief.objects.get().application == made.application


def test_nobody_is_said_to_have_asked_for_it():
    scene().submit_all()

    request_due()

    assert Event.objects.get(verb=Verb.DEBRIEF_REQUESTED).actor is None
    assert Debrief.objects.get().requested_by is None


def test_nothing_is_made_while_a_scorecard_is_owed():
    scene()

    assert request_due() == 0
    assert not Debrief.objects.exists()


def test_looking_again_asks_for_nothing_twice():
    scene().submit_all()
    request_due()

    assert request_due() == 0
    assert Debrief.objects.count() == 1


def test_one_that_was_made_by_hand_is_left_alone():
    made = scene().submit_all()
    make(request_debrief(application=made.application, actor=made.recruiter))

    assert request_due() == 0
    assert Debrief.objects.count() == 1


def test_an_amended_card_makes_a_new_version_by_itself(quick_printer):
    made = scene().submit_all()
    with clock.set_to(NOON + timedelta(days=2)):
        first = made.debrief()
        assert request_due() == 0
    seat = made.seats[0]
    with clock.set_to(NOON + timedelta(days=3)):
        amend(
            scorecard=seat.scorecard,
            actor=seat.user,
            reason="I mixed up two answers.",
            overall=2,
            summary="On reflection, no.",
            ratings={c.pk: (2, "Hints.") for c in seat.interview.rubric_version.criteria.all()},
        )

        assert request_due() == 1
        assert request_due() == 0

    second = make(Debrief.objects.get(number=2))
    assert second.content["amendments"][0]["why"] == "I mixed up two answers."
    assert first.fingerprint != second.fingerprint


def test_whoever_waits_on_a_manager_without_any_interview_gets_none():
    made = scene()
    Application.objects.filter(pk=made.application.pk).update(waiting_on=Party.HIRING_MANAGER)

    assert request_due() == 0
    assert not Debrief.objects.exists()


def test_the_look_costs_two_queries_when_nothing_is_due(django_assert_num_queries):
    scene()

    with django_assert_num_queries(2):
        request_due()
