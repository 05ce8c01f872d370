"""Calling off, and who did not come."""

import pytest

from candidates.models import Candidate
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.interviews.actions.canceling import cancel_interview, cancel_loop, record_no_show
from hiring.interviews.models import InterviewStatus, LoopStatus, SeatStatus
from hiring.interviews.verbs import Verb
from hiring.pipeline.models import Application, Party
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, held, interviews_of, seats_of
from tests.factories.scorecards import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory(coordinator=True, zone="America/New_York")


def sees(user) -> bool:
    return Candidate.objects.visible_to(user).exists()


def turn_of(loop) -> str:
    return Application.objects.get(pk=loop.application_id).waiting_on


# ---- Called off ------------------------------------------------------------------------------


def test_an_interview_called_off_frees_its_people(actor):
    ada, grace = UserFactory.create_batch(2)
    loop = booked([ada], [grace])
    [first, second] = interviews_of(loop)

    canceled = cancel_interview(interview=first, actor=actor)

    assert canceled.status == InterviewStatus.CANCELED
    assert (sees(ada), sees(grace)) == (False, True)
    loop.application.refresh_from_db()
    assert loop.application.next_interview_at == second.starts_at


def test_calling_off_twice_leaves_one_event(actor):
    [first, _] = interviews_of(booked())

    cancel_interview(interview=first, actor=actor)
    cancel_interview(interview=first, actor=actor)

    assert Event.objects.filter(verb=Verb.INTERVIEW_CANCELED).count() == 1


def test_a_loop_of_which_nothing_is_left_is_called_off_itself(actor):
    loop = booked()
    for interview in interviews_of(loop):
        cancel_interview(interview=interview, actor=actor)

    loop.refresh_from_db()
    assert loop.status == LoopStatus.CANCELED
    assert turn_of(loop) == Party.RECRUITER


def test_a_loop_is_called_off_with_all_its_interviews(actor):
    loop = booked()

    cancel_loop(loop=loop, actor=actor)

    assert {i.status for i in interviews_of(loop)} == {InterviewStatus.CANCELED}
    assert {s.status for s in seats_of(loop)} == {SeatStatus.CANCELED}
    loop.application.refresh_from_db()
    assert loop.application.next_interview_at is None


def test_evidence_keeps_its_loop_and_its_interview(actor):
    loop = held()
    seat = seats_of(loop)[0]
    sent(seat)

    with pytest.raises(Refused):
        cancel_loop(loop=loop, actor=actor)
    with pytest.raises(Refused):
        cancel_interview(interview=seat.interview, actor=actor)
    with pytest.raises(Refused):
        record_no_show(interview=seat.interview, actor=actor)
    with pytest.raises(Refused):
        record_no_show(seat=seat, actor=actor)


# ---- Who did not come ------------------------------------------------------------------------


def test_a_candidate_who_did_not_come_leaves_no_scorecard_owed(actor):
    ada = UserFactory()
    loop = held([ada])
    [interview] = interviews_of(loop)

    record_no_show(interview=interview, actor=actor)

    interview.refresh_from_db()
    assert interview.status == InterviewStatus.NO_SHOW
    assert not sees(ada)
    assert turn_of(loop) == Party.RECRUITER


def test_an_interviewer_who_did_not_come_owes_no_scorecard(actor):
    ada, grace = UserFactory.create_batch(2)
    loop = held([ada, grace])
    first, second = seats_of(loop)
    sent(second)

    gone = record_no_show(seat=first, actor=actor)

    assert gone.status == SeatStatus.NO_SHOW
    assert not sees(ada)
    assert turn_of(loop) == Party.HIRING_MANAGER


def test_an_interview_that_nobody_held_waits_for_the_recruiter(actor):
    loop = held()
    absent, present = seats_of(loop)
    sent(present)

    record_no_show(seat=absent, actor=actor)

    assert turn_of(loop) == Party.RECRUITER


def test_nobody_has_missed_what_has_not_begun(actor):
    loop = booked()

    with pytest.raises(Refused, match="has not started"):
        record_no_show(interview=interviews_of(loop)[0], actor=actor)
    with pytest.raises(Refused, match="has not started"):
        record_no_show(seat=seats_of(loop)[0], actor=actor)


def test_a_no_show_is_noted_once(actor):
    [interview] = interviews_of(held([UserFactory()]))

    record_no_show(interview=interview, actor=actor)
    record_no_show(interview=interview, actor=actor)

    assert Event.objects.filter(verb=Verb.NO_SHOW).count() == 1
