"""The candidate's link to a take-home: one that works at a time, made by who prepares."""

from datetime import timedelta

import pytest

from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.interviews.actions.canceling import cancel_loop
from hiring.scorecards.actions.linking import create_take_home_link, revoke_take_home_link
from hiring.scorecards.actions.question_instances import instantiate_questions, regenerate
from hiring.scorecards.take_homes import instance_of, take_home_link
from hiring.scorecards.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, question, seats_of
from tests.factories.scorecards import take_home_links

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    """The seat of a take-home review to come."""
    return seats_of(booked())[1]


@pytest.fixture
def instance(seat):
    version = question(seat.interview.rubric_version, data="tickets-to-teams")
    seat.interview.questions.add(version)
    return instantiate_questions(interview=seat.interview, actor=seat.user)[0]


@pytest.fixture
def actor():
    return UserFactory(coordinator=True)


def test_a_link_leads_to_the_use_for_thirty_days(instance, actor):
    link = create_take_home_link(instance=instance, actor=actor)

    assert instance_of(link) == instance
    assert link.expires_at - link.created_at == timedelta(days=30)
    [event] = Event.objects.filter(verb=Verb.TAKE_HOME_LINK_CREATED)
    assert (event.actor, event.candidate_id) == (actor, instance.interview.candidate_id)


def test_after_thirty_days_it_leads_nowhere(instance, actor):
    link = create_take_home_link(instance=instance, actor=actor)

    with clock.set_to(link.expires_at):
        assert instance_of(link) is None


def test_the_second_click_gets_the_link_of_the_first(instance, actor):
    first = create_take_home_link(instance=instance, actor=actor)

    assert create_take_home_link(instance=instance, actor=actor) == first
    assert Event.objects.filter(verb=Verb.TAKE_HOME_LINK_CREATED).count() == 1


def test_a_new_one_ends_the_one_that_was_seen(instance, actor):
    first = create_take_home_link(instance=instance, actor=actor)

    second = create_take_home_link(instance=instance, actor=actor, instead_of=first.pk)

    assert list(take_home_links().live()) == [second]
    # Two people replace the same one: the second is given what the first has made.
    assert create_take_home_link(instance=instance, actor=actor, instead_of=first.pk) == second


def test_revoking_ends_it_and_a_second_time_changes_nothing(instance, actor):
    link = create_take_home_link(instance=instance, actor=actor)

    revoke_take_home_link(instance=instance, actor=actor)
    revoke_take_home_link(instance=instance, actor=actor)

    link.refresh_from_db()
    assert instance_of(link) is None
    assert Event.objects.filter(verb=Verb.TAKE_HOME_LINK_REVOKED).count() == 1


def test_when_the_interview_is_called_off_the_link_leads_nowhere(instance, actor):
    link = create_take_home_link(instance=instance, actor=actor)

    cancel_loop(loop=instance.interview.loop, actor=actor)

    assert instance_of(link) is None
    with pytest.raises(Refused, match="canceled"):
        create_take_home_link(instance=instance, actor=actor)


def test_a_puzzle_is_not_given_away_before_the_interview(seat, actor):
    puzzle = seats_of(seat.interview.loop)[0]
    version = question(puzzle.interview.rubric_version, family="bowl-step")
    puzzle.interview.questions.add(version)
    [instance] = instantiate_questions(interview=puzzle.interview, actor=puzzle.user)

    with pytest.raises(Refused, match="Only take-homes"):
        create_take_home_link(instance=instance, actor=actor)


def test_data_that_a_candidate_can_open_are_not_drawn_anew(instance, seat, actor):
    create_take_home_link(instance=instance, actor=actor)
    with pytest.raises(Refused, match="Revoke the link first"):
        regenerate(instance=instance, seen=instance.seed, actor=seat.user)

    revoke_take_home_link(instance=instance, actor=actor)

    assert regenerate(instance=instance, seen=instance.seed, actor=seat.user).replaced == [
        instance.seed
    ]


def test_a_brief_without_data_has_a_link_too(seat, actor):
    seat.interview.questions.set([question(seat.interview.rubric_version)])
    [instance] = instantiate_questions(interview=seat.interview, actor=seat.user)

    assert instance.seed is None
    assert instance_of(create_take_home_link(instance=instance, actor=actor)) == instance


@pytest.mark.parametrize("token", ["", "1", "1.x", "nobody", "0.0.0", "\x00", "9" * 500])
def test_what_is_no_token_names_no_link(token):
    assert take_home_link(token) is None
