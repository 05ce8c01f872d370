"""Asking for a debrief: whole or not at all, and once."""

from datetime import timedelta

import pytest

from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import BackgroundJob, Event
from hiring.debriefs.actions.rendering import TASK
from hiring.debriefs.actions.requesting import request_debrief
from hiring.debriefs.models import Debrief, DebriefState
from hiring.debriefs.verbs import Verb
from hiring.interviews.actions.canceling import record_no_show
from hiring.scorecards.actions.writing import amend
from tests.factories.debriefs import NOON, make, scene

pytestmark = pytest.mark.django_db


def test_it_is_put_in_line_as_a_job_of_its_own():
    made = scene().submit_all()

    debrief = request_debrief(application=made.application, actor=made.recruiter)

    job = BackgroundJob.objects.get(task=TASK)
    assert (debrief.number, debrief.state) == (1, DebriefState.REQUESTED)
    assert (job.key, job.args) == (str(debrief.pk), {"debrief_id": debrief.pk})


def test_it_is_refused_while_a_scorecard_is_owed_and_says_whose():
    made = scene()
    made.submit(made.seats[0])

    with pytest.raises(Refused) as refusal:
        request_debrief(application=made.application, actor=made.recruiter)

    for seat in made.seats[1:]:
        assert seat.user.name in str(refusal.value.message)
    assert made.seats[0].user.name not in str(refusal.value.message)
    assert not Debrief.objects.exists()


def test_somebody_who_did_not_come_does_not_hold_it_up():
    made = scene()
    for seat in made.seats[:-1]:
        made.submit(seat)
    with clock.set_to(NOON + timedelta(days=1)):
        record_no_show(seat=made.seats[-1], actor=made.recruiter)

    assert request_debrief(application=made.application, actor=made.recruiter)


def test_it_is_refused_when_there_is_no_scorecard_at_all():
    made = scene()
    with clock.set_to(NOON + timedelta(days=1)):
        for seat in made.seats:
            record_no_show(seat=seat, actor=made.recruiter)

    with pytest.raises(Refused, match="no scorecards yet"):
        request_debrief(application=made.application, actor=made.recruiter)


def test_a_second_click_gives_the_one_in_the_making():
    made = scene().submit_all()

    first = request_debrief(application=made.application, actor=made.recruiter)
    second = request_debrief(application=made.application, actor=made.manager)

    assert first == second
    assert BackgroundJob.objects.filter(task=TASK).count() == 1
    assert Event.objects.filter(verb=Verb.DEBRIEF_REQUESTED).count() == 1


def test_nothing_new_gives_the_newest_version():
    made = scene().submit_all()
    ready = made.debrief()

    assert request_debrief(application=made.application, actor=made.recruiter) == ready


def test_asked_for_anew_it_makes_the_next_version():
    made = scene().submit_all()
    made.debrief()

    second = made.debrief(again=True)

    assert (second.number, second.state) == (2, DebriefState.READY)


def test_an_amended_scorecard_makes_a_new_version():
    made = scene().submit_all()
    first = made.debrief()
    seat = made.seats[0]
    with clock.set_to(NOON + timedelta(days=3)):
        amend(
            scorecard=seat.scorecard,
            actor=seat.user,
            reason="Read my notes again.",
            overall=1,
            summary="No.",
            ratings={c.pk: (1, "Gave up.") for c in seat.interview.rubric_version.criteria.all()},
        )

    second = request_debrief(application=made.application, actor=made.recruiter)

    assert (second.number, second.is_being_made) == (2, True)
    first.refresh_from_db()
    assert first.is_ready


def test_one_that_could_not_be_made_is_tried_again_under_its_number():
    made = scene().submit_all()
    failed = request_debrief(application=made.application, actor=made.recruiter)
    BackgroundJob.objects.update(state="failed")
    Debrief.objects.update(state=DebriefState.FAILED, error="no room on the disk")

    again = request_debrief(application=made.application, actor=made.recruiter)

    assert (again.pk, again.number, again.error) == (failed.pk, 1, "")
    assert make(again).is_ready


def test_asking_leaves_an_event_on_the_application():
    made = scene().submit_all()

    request_debrief(application=made.application, actor=made.recruiter)

    event = Event.objects.for_application(made.application.pk).first()
    assert (event.verb, event.actor) == (Verb.DEBRIEF_REQUESTED, made.recruiter)


def test_cards_with_nothing_observed_are_no_evidence():
    made = scene()
    for seat in made.seats:
        made.submit(seat, None, None)

    with pytest.raises(Refused, match="No interviewer recorded any observations"):
        request_debrief(application=made.application, actor=made.recruiter)
