"""Facts that higher apps write down here: seats, cards, turns, the next interview."""

from datetime import UTC, datetime

import pytest

from candidates.models import AccessGroupMember, Candidate, CandidateAccess
from hiring.pipeline.actions.moving import reject
from hiring.pipeline.actions.participants import (
    admit_participant,
    dismiss_participant,
    scorecard_received,
    set_next_interview,
    set_waiting,
)
from hiring.pipeline.models import Application, Participant, Party
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, reason

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def test_whoever_has_a_seat_sees_candidate_and_application():
    made, user = application(), UserFactory()

    admit_participant(application=made, user=user, seat_id=7, loop_id=1)

    assert Candidate.objects.visible_to(user).get() == made.candidate
    assert Application.objects.visible_to(user).get() == made
    assert Application.objects.blind_for(user).get() == made


def test_whoever_loses_it_sees_them_no_longer():
    made, user = application(), UserFactory()
    admit_participant(application=made, user=user, seat_id=7, loop_id=1)

    for _ in range(2):
        dismiss_participant(seat_id=7)

    assert not Candidate.objects.visible_to(user).exists()
    assert not Application.objects.visible_to(user).exists()
    assert not CandidateAccess.objects.filter(group_key="seat:7").exists()


def test_one_of_two_seats_is_enough():
    made, user = application(), UserFactory()
    for seat in (7, 8):
        admit_participant(application=made, user=user, seat_id=seat, loop_id=1)

    dismiss_participant(seat_id=7)

    assert Candidate.objects.visible_to(user).get() == made.candidate


def test_the_same_seat_twice_is_one():
    made, user = application(), UserFactory()

    for _ in range(2):
        admit_participant(application=made, user=user, seat_id=7, loop_id=1)

    assert Participant.objects.count() == 1
    assert AccessGroupMember.objects.filter(user=user).count() == 1


def test_a_seat_that_passes_to_somebody_else_is_theirs_alone():
    made, before, after = application(), UserFactory(), UserFactory()
    admit_participant(application=made, user=before, seat_id=7, loop_id=1)

    admit_participant(application=made, user=after, seat_id=7, loop_id=1)

    assert not Candidate.objects.visible_to(before).exists()
    assert Candidate.objects.visible_to(after).get() == made.candidate


def test_a_card_that_is_in_ends_the_blindness_and_not_the_sight():
    made, user = application(), UserFactory()
    admit_participant(application=made, user=user, seat_id=7, loop_id=1)

    scorecard_received(seat_id=7)

    assert not Application.objects.blind_for(user).exists()
    assert Application.objects.visible_to(user).get() == made


def test_while_another_card_is_owed_the_blindness_stays():
    made, user = application(), UserFactory()
    for seat in (7, 8):
        admit_participant(application=made, user=user, seat_id=seat, loop_id=1)

    scorecard_received(seat_id=7)

    assert Application.objects.blind_for(user).get() == made


def test_whose_turn_it_is_can_be_said_by_when_too():
    made = application()

    set_waiting(application=made, party=Party.INTERVIEWER, due_at=NOON)

    made.refresh_from_db()
    assert (made.waiting_on, made.due_at) == (Party.INTERVIEWER, NOON)


def test_an_ended_application_waits_on_nobody_whatever_is_said():
    made = application()
    reject(application=made, reason=reason(), actor=None)

    set_waiting(application=made, party=Party.INTERVIEWER)

    made.refresh_from_db()
    assert made.waiting_on == Party.NOBODY


def test_a_party_that_is_none_is_an_error():
    with pytest.raises(ValueError, match="the moon"):
        set_waiting(application=application(), party="the moon")


def test_the_next_interview_comes_and_goes():
    made = application()

    set_next_interview(application=made, at=NOON)
    made.refresh_from_db()
    assert made.next_interview_at == NOON

    set_next_interview(application=made, at=None)
    made.refresh_from_db()
    assert made.next_interview_at is None
