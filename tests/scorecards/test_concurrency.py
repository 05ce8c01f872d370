"""Two act on scorecards at the same moment, each on a connection of their own."""

import pytest

from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.interviews.actions.canceling import cancel_interview
from hiring.interviews.actions.interviewers import add_seat, replace_interviewer
from hiring.interviews.models import Seat
from hiring.pipeline.models import Application, Party
from hiring.scorecards.actions.question_instances import instantiate_questions, regenerate
from hiring.scorecards.actions.writing import AlreadySubmitted, amend, save_draft, submit
from hiring.scorecards.models import QuestionInstance, Scorecard, ScorecardVersion
from hiring.scorecards.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, question, seats_of
from tests.factories.pipeline import at_once
from tests.factories.scorecards import sent, whole
from tests.scorecards.panels import panel

pytestmark = pytest.mark.django_db(transaction=True)


def submission(seat, **values):
    card = whole(seat, **values)
    return lambda: submit(seat=seat, actor=seat.user, **card)


def test_the_double_click_submits_one_card():
    seat = seats_of(held())[1]

    results = at_once(submission(seat), submission(seat))

    assert results[0] == results[1]
    assert ScorecardVersion.objects.count() == 1
    assert Event.objects.filter(verb=Verb.SCORECARD_SUBMITTED).count() == 1


def test_two_tabs_submit_different_cards_and_one_is_told():
    seat = seats_of(held())[1]

    results = at_once(submission(seat, overall=1), submission(seat, overall=4))

    [refused] = [result for result in results if isinstance(result, Exception)]
    [stands] = [result for result in results if result is not refused]
    assert isinstance(refused, AlreadySubmitted)
    assert ScorecardVersion.objects.get().overall == stands.overall


def test_of_two_who_submit_last_at_once_one_is_the_last():
    """Without a common lock each would see the other's card as still owed."""
    for _ in range(3):
        loop = held()
        one, other = seats_of(loop)

        at_once(submission(one), submission(other))

        assert Application.objects.get(pk=loop.application_id).waiting_on == Party.HIRING_MANAGER


def test_two_tabs_save_a_first_draft_at_once_into_one_card():
    seat = seats_of(held())[1]

    def draft(text: str):
        return lambda: save_draft(
            seat=seat, actor=seat.user, overall=None, summary=text, ratings={}
        )

    at_once(draft("One."), draft("Two."))

    assert Scorecard.objects.count() == ScorecardVersion.objects.count() == 1


def test_a_submission_and_a_replacement_do_not_both_come_through():
    seat = seats_of(held([UserFactory()]))[0]
    actor, substitute = UserFactory(coordinator=True), UserFactory()

    at_once(
        submission(seat), lambda: replace_interviewer(seat=seat, user=substitute, actor=actor)
    )  # fmt: skip

    seat.refresh_from_db()
    assert (seat.submitted_at is not None) == seat.is_active
    assert Seat.objects.active().count() == 1


def test_a_submission_and_a_cancellation_do_not_both_come_through():
    seat = seats_of(held([UserFactory()]))[0]
    actor = UserFactory(coordinator=True)

    at_once(submission(seat), lambda: cancel_interview(interview=seat.interview, actor=actor))

    seat.refresh_from_db()
    seat.interview.refresh_from_db()
    assert (seat.submitted_at is not None) == seat.is_active == seat.interview.is_booked


def test_an_amendment_clicked_twice_is_made_once():
    card = sent(seats_of(held())[1])
    seat, changed = card.seat, whole(card.seat, 1)

    def amendment():
        return amend(scorecard=card, actor=seat.user, reason="Misread.", **changed)

    first, second = at_once(amendment, amendment)

    assert first == second
    assert card.versions.count() == 2


def of_a_family(seat):
    seat.interview.questions.add(question(seat.interview.rubric_version, family="bowl-step"))


def opening(seat):
    return lambda: instantiate_questions(interview=seat.interview, actor=seat.user)


def test_two_open_the_kit_first_at_once_and_get_the_same_numbers():
    for _ in range(3):
        one, other = seats_of(held([UserFactory(), UserFactory()]))
        of_a_family(one)

        first, second = at_once(opening(one), opening(other))

        assert [instance.seed for instance in first] == [instance.seed for instance in second]
        assert QuestionInstance.objects.filter(interview=one.interview).count() == 1


def test_two_draw_other_numbers_at_once_and_one_draw_counts():
    one, other = seats_of(held([UserFactory(), UserFactory()]))
    of_a_family(one)
    [instance] = instantiate_questions(interview=one.interview, actor=one.user)

    at_once(
        lambda: regenerate(instance=instance, seen=instance.seed, actor=one.user),
        lambda: regenerate(instance=instance, seen=instance.seed, actor=other.user),
    )

    assert QuestionInstance.objects.get().replaced == [instance.seed]


def test_a_card_that_comes_in_meanwhile_keeps_the_own_seat():
    made = panel()
    ada, robin = made.seat(made.ada), made.seat(made.robin)

    at_once(
        lambda: sent(ada),
        lambda: cancel_interview(interview=robin.interview, actor=made.robin),
    )

    if Seat.objects.active().filter(user=made.robin).exists():
        assert not made.reads(made.robin)
    else:
        # Called off first, with nobody's card in: what opens then, opens to who never sits again.
        with pytest.raises(Refused):
            add_seat(interview=ada.interview, user=made.robin, actor=UserFactory(coordinator=True))
