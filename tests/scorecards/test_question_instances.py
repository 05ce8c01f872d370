"""Which instance of a question an interview uses: drawn once, the same for all, never twice."""

import secrets

import pytest
from django.db import IntegrityError, transaction

from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from hiring.interviews.actions.canceling import cancel_loop
from hiring.scorecards.actions.question_instances import instantiate_questions, regenerate
from hiring.scorecards.instances import asked
from hiring.scorecards.models import QuestionInstance
from hiring.scorecards.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, held, on_day, question, seats_of
from tests.factories.scorecards import sent

pytestmark = pytest.mark.django_db


def with_puzzle(seat, family="bowl-step", **values):
    """Give the seat's interview a question of this family; returns it."""
    version = question(seat.interview.rubric_version, family=family, **values)
    seat.interview.questions.add(version)
    return version


@pytest.fixture
def seat():
    """A seat in an interview by two, with one question of a family."""
    seat = seats_of(held([UserFactory(), UserFactory()]))[0]
    with_puzzle(seat)
    return seat


def drawn(seat) -> QuestionInstance:
    return instantiate_questions(interview=seat.interview, actor=seat.user)[0]


# ---- Drawing ---------------------------------------------------------------------------------


def test_the_first_to_open_draws_and_the_others_get_the_same(seat):
    other = seats_of(seat.interview.loop)[1]

    first, second = drawn(seat), drawn(other)

    assert first == second
    assert 0 <= first.seed <= 999_999_999
    assert (first.seed, first.generator_version) == (second.seed, 1)
    [event] = Event.objects.filter(verb=Verb.QUESTION_INSTANTIATED)
    assert (event.actor, event.candidate_id) == (seat.user, seat.interview.candidate_id)
    assert str(first.seed) not in str(event.choices)


def test_a_question_that_is_the_same_for_all_has_a_use_without_a_seed(seat):
    plain = question(seat.interview.rubric_version)
    odd = question(seat.interview.rubric_version, family="no-such-family")
    seat.interview.questions.set([plain, odd])

    instances = instantiate_questions(interview=seat.interview, actor=seat.user)

    assert [(instance.seed, instance.generator_version) for instance in instances] == [
        (None, None)
    ] * 2
    assert not Event.objects.filter(verb=Verb.QUESTION_INSTANTIATED).exists()


def test_a_question_added_later_is_drawn_beside_the_first(seat):
    first = drawn(seat)
    with_puzzle(seat, "best-run", title="Zzz")

    instances = instantiate_questions(interview=seat.interview, actor=seat.user)

    assert instances[0].seed == first.seed
    assert len(instances) == 2


def test_a_candidate_who_comes_again_never_meets_the_same_instance(seat, monkeypatch):
    old = drawn(seat)
    again = seats_of(held([UserFactory()], starts_at=on_day(-5)))[0]
    type(again.interview).objects.filter(pk=again.interview_id).update(
        candidate=seat.interview.candidate_id
    )
    again.interview.refresh_from_db()
    # Another question, of another version, of the same family.
    with_puzzle(again)
    monkeypatch.setattr(secrets, "randbelow", _dealing(old.seed, old.seed, 7))

    assert drawn(again).seed == 7


def test_another_family_or_person_may_have_the_same_seed(seat, monkeypatch):
    old = drawn(seat)
    with_puzzle(seat, "best-run", title="Zzz")
    stranger = seats_of(held([UserFactory()]))[0]
    with_puzzle(stranger)
    monkeypatch.setattr(secrets, "randbelow", _dealing(old.seed, old.seed))

    instances = instantiate_questions(interview=seat.interview, actor=seat.user)

    assert [instance.seed for instance in instances] == [old.seed, old.seed]
    assert drawn(stranger).seed == old.seed


def test_an_interview_that_was_called_off_draws_nothing(seat):
    actor = UserFactory(coordinator=True)
    cancel_loop(loop=seat.interview.loop, actor=actor)
    seat.interview.refresh_from_db()

    assert instantiate_questions(interview=seat.interview, actor=actor) == []


def test_after_a_scorecard_nothing_is_drawn_that_nobody_was_asked(seat):
    sent(seat)

    assert instantiate_questions(interview=seat.interview, actor=seat.user) == []


def test_the_seed_gives_the_puzzle_and_says_when_it_has_changed_since(seat):
    version = seat.interview.questions.get()
    instance = drawn(seat)

    [one] = asked([version], [instance])

    assert one.puzzle == one.family.instance(instance.seed)
    assert (one.is_instantiated, one.is_outdated) == (True, False)
    instance.generator_version = 0
    assert one.is_outdated


def test_without_a_use_there_is_no_puzzle(seat):
    [one] = asked([seat.interview.questions.get()], [])

    assert (one.puzzle, one.is_instantiated, one.is_outdated) == (None, False, False)


# ---- Drawing once more -----------------------------------------------------------------------


def test_other_numbers_are_drawn_for_everybody_and_the_first_are_remembered(seat):
    other = seats_of(seat.interview.loop)[1]
    old = drawn(seat)

    regenerate(instance=old, seen=old.seed, actor=seat.user)

    new = drawn(other)
    assert new.seed != old.seed
    assert new.replaced == [old.seed]
    assert Event.objects.filter(verb=Verb.QUESTION_REGENERATED).count() == 1


def test_the_second_click_draws_nothing_more(seat):
    old = drawn(seat)
    regenerate(instance=old, seen=old.seed, actor=seat.user)

    again = regenerate(instance=old, seen=old.seed, actor=seat.user)

    assert again.replaced == [old.seed]


def test_a_page_from_before_the_last_draw_is_told(seat):
    old = drawn(seat)
    new = regenerate(instance=old, seen=old.seed, actor=seat.user)
    regenerate(instance=new, seen=new.seed, actor=seat.user)

    with pytest.raises(Conflict, match="The numbers have changed"):
        regenerate(instance=old, seen=old.seed, actor=seat.user)


def test_what_was_replaced_does_not_come_back(seat, monkeypatch):
    old = drawn(seat)
    new = regenerate(instance=old, seen=old.seed, actor=seat.user)
    monkeypatch.setattr(secrets, "randbelow", _dealing(old.seed, new.seed, 8))

    assert regenerate(instance=new, seen=new.seed, actor=seat.user).seed == 8


def test_once_a_scorecard_is_in_the_numbers_stay(seat):
    other = seats_of(seat.interview.loop)[1]
    instance = drawn(seat)
    sent(other)

    with pytest.raises(Refused, match="A scorecard has been submitted"):
        regenerate(instance=instance, seen=instance.seed, actor=seat.user)


def test_the_database_keeps_them_too(seat):
    instance = drawn(seat)
    sent(seat)

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        QuestionInstance.objects.filter(pk=instance.pk).update(seed=1)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        instance.delete()


def test_only_who_holds_the_interview_draws_other_numbers(seat):
    instance = drawn(seat)
    beside = seats_of(booked([UserFactory()]))[0]

    for actor in (UserFactory(administrator=True), beside.user):
        with pytest.raises(Refused, match="Only the interviewers"):
            regenerate(instance=instance, seen=instance.seed, actor=actor)


def test_there_is_nothing_to_draw_where_all_get_the_same(seat):
    seat.interview.questions.set([question(seat.interview.rubric_version)])
    instance = drawn(seat)

    with pytest.raises(Refused, match="the same for every candidate"):
        regenerate(instance=instance, seen=0, actor=seat.user)


@pytest.mark.parametrize(
    "values",
    [
        {"seed": 1_000_000_000, "generator_version": 1},
        {"seed": 5, "generator_version": None},
        {"seed": None, "generator_version": 1},
    ],
)
def test_a_seed_is_of_a_version_and_in_range(seat, values):
    version = seat.interview.questions.get()

    with pytest.raises(IntegrityError, match="a_seed_is_of_a_version"), transaction.atomic():
        QuestionInstance.objects.create(interview=seat.interview, version=version, **values)


def test_a_question_has_one_use_an_interview(seat):
    instance = drawn(seat)

    with pytest.raises(IntegrityError, match="one_use_of_a_question"), transaction.atomic():
        QuestionInstance.objects.create(interview=seat.interview, version=instance.version)


def _dealing(*seeds):
    """A source of these numbers, one after the other."""
    rest = iter(seeds)
    return lambda _most: next(rest)
