"""The candidate's link to a take-home: one that works at a time, made by who prepares."""

from datetime import timedelta

import pytest

from hiring.accounts.models import PublicLink
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.activity.verbs import Verb
from hiring.interviews.actions.canceling import cancel_loop
from hiring.scorecards.actions.drawing import redraw, use_questions
from hiring.scorecards.actions.linking import make_exercise_link, revoke_exercise_link
from hiring.scorecards.take_homes import exercise_link, use_of
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, question, seats_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    """The seat of a take-home review to come."""
    return seats_of(booked())[1]


@pytest.fixture
def use(seat):
    version = question(seat.interview.rubric_version, data="tickets-to-teams")
    seat.interview.questions.add(version)
    return use_questions(interview=seat.interview, by=seat.user)[0]


@pytest.fixture
def by():
    return UserFactory(coordinator=True)


def test_a_link_leads_to_the_use_for_thirty_days(use, by):
    link = make_exercise_link(use=use, by=by)

    assert use_of(link) == use
    assert link.expires_at - link.created_at == timedelta(days=30)
    [event] = Event.objects.filter(verb=Verb.EXERCISE_LINK_MADE)
    assert (event.actor, event.candidate_id) == (by, use.interview.candidate_id)


def test_after_thirty_days_it_leads_nowhere(use, by):
    link = make_exercise_link(use=use, by=by)

    with clock.set_to(link.expires_at):
        assert use_of(link) is None


def test_the_second_click_gets_the_link_of_the_first(use, by):
    first = make_exercise_link(use=use, by=by)

    assert make_exercise_link(use=use, by=by) == first
    assert Event.objects.filter(verb=Verb.EXERCISE_LINK_MADE).count() == 1


def test_a_new_one_ends_the_one_that_was_seen(use, by):
    first = make_exercise_link(use=use, by=by)

    second = make_exercise_link(use=use, by=by, instead_of=first.pk)

    assert list(PublicLink.objects.live()) == [second]
    # Two people replace the same one: the second is given what the first has made.
    assert make_exercise_link(use=use, by=by, instead_of=first.pk) == second


def test_revoking_ends_it_and_a_second_time_changes_nothing(use, by):
    link = make_exercise_link(use=use, by=by)

    revoke_exercise_link(use=use, by=by)
    revoke_exercise_link(use=use, by=by)

    link.refresh_from_db()
    assert use_of(link) is None
    assert Event.objects.filter(verb=Verb.EXERCISE_LINK_REVOKED).count() == 1


def test_when_the_interview_is_called_off_the_link_leads_nowhere(use, by):
    link = make_exercise_link(use=use, by=by)

    cancel_loop(loop=use.interview.loop, by=by)

    assert use_of(link) is None
    with pytest.raises(Refused, match="called off"):
        make_exercise_link(use=use, by=by)


def test_a_puzzle_is_not_given_away_before_the_interview(seat, by):
    puzzle = seats_of(seat.interview.loop)[0]
    version = question(puzzle.interview.rubric_version, family="bowl-step")
    puzzle.interview.questions.add(version)
    [use] = use_questions(interview=puzzle.interview, by=puzzle.user)

    with pytest.raises(Refused, match="Only a take-home"):
        make_exercise_link(use=use, by=by)


def test_data_that_a_candidate_can_open_are_not_drawn_anew(use, seat, by):
    make_exercise_link(use=use, by=by)
    with pytest.raises(Refused, match="Revoke it first"):
        redraw(use=use, seen=use.seed, by=seat.user)

    revoke_exercise_link(use=use, by=by)

    assert redraw(use=use, seen=use.seed, by=seat.user).replaced == [use.seed]


def test_a_brief_without_data_has_a_link_too(seat, by):
    seat.interview.questions.set([question(seat.interview.rubric_version)])
    [use] = use_questions(interview=seat.interview, by=seat.user)

    assert use.seed is None
    assert use_of(make_exercise_link(use=use, by=by)) == use


@pytest.mark.parametrize("token", ["", "1", "1.x", "nobody", "0.0.0", "\x00", "9" * 500])
def test_what_is_no_token_names_no_link(token):
    assert exercise_link(token) is None
