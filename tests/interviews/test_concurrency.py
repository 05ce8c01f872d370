"""Two people act at the same moment, each on a connection of their own."""

from time import sleep

import pytest
from django.db import transaction
from django.urls import reverse

from hiring.activity.actions import Conflict
from hiring.activity.models import Event
from hiring.interviews.actions.booking import book_loop
from hiring.interviews.actions.conflicts import Clash
from hiring.interviews.actions.interviewers import replace_interviewer
from hiring.interviews.actions.loop_state import locked_interview
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.models import Interview, Loop, Seat
from hiring.interviews.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, interviews_of, on_day, seats_of, slot
from tests.factories.pipeline import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def outcomes(results: list) -> tuple[list, list]:
    """What came through, and what was refused."""
    refused = [result for result in results if isinstance(result, Exception)]
    return [result for result in results if result not in refused], refused


def booking(made, people, actor, **values):
    slots = [slot(made, *people, **values)]
    return lambda: book_loop(application=made, slots=slots, actor=actor)


def test_two_book_one_interviewer_at_one_time_and_one_of_them_is_told_why():
    ada, actor = UserFactory(name="Ada Lovelace"), UserFactory(coordinator=True)
    bookings = [booking(candidacy(), [ada], actor) for _ in range(2)]

    [done], [refused] = outcomes(at_once(*bookings))

    assert done.is_booked
    assert isinstance(refused, Clash)
    assert "Ada Lovelace is busy" in refused.message
    assert Seat.objects.of(ada).count() == Loop.objects.count() == 1


def test_many_book_one_interviewer_and_one_gets_her():
    ada, actor = UserFactory(), UserFactory(coordinator=True)
    bookings = [booking(candidacy(), [ada], actor) for _ in range(6)]

    done, refused = outcomes(at_once(*bookings))

    assert len(done) == 1
    assert all(isinstance(refusal, Conflict) for refusal in refused)


def test_the_double_click_books_one_loop():
    made, ada, actor = candidacy(), UserFactory(), UserFactory(coordinator=True)

    results = at_once(booking(made, [ada], actor), booking(made, [ada], actor))

    assert results[0] == results[1]
    assert Event.objects.filter(verb=Verb.LOOP_BOOKED).count() == 1


def test_one_candidate_is_booked_by_two_requisitions_at_one_time_only_once():
    actor, made = UserFactory(coordinator=True), candidacy()
    other = candidacy(candidate=made.candidate)

    done, [refused] = outcomes(
        at_once(booking(made, [UserFactory()], actor), booking(other, [UserFactory()], actor))
    )

    assert len(done) == 1
    assert isinstance(refused, Conflict)


def changing_slowly(interview):
    """Anyone who changes an interview locks its application and loop first, and writes it later."""
    with transaction.atomic():
        locked_interview(interview)
        sleep(0.8)
        Interview.objects.filter(pk=interview.pk).update(place="Room 1")


def test_a_change_that_depends_on_a_tag_waits_for_another_and_never_crosswise(client_of):
    [interview] = interviews_of(booked([UserFactory()]))
    browser = client_of(UserFactory(coordinator=True))
    url = reverse("api:interviews-detail", kwargs={"pk": interview.pk})
    headers = {"If-Match": browser.get(url)["ETag"]}

    def moving():
        sleep(0.3)
        return browser.patch(url, {"place": "Room 2"}, "application/json", headers=headers)

    _changed, answer = at_once(lambda: changing_slowly(interview), moving)

    assert answer.status_code == 412
    assert Interview.objects.get().place == "Room 1"


def test_two_give_one_seat_away_and_it_goes_once():
    [seat], actor = seats_of(booked([UserFactory()])), UserFactory(coordinator=True)
    substitutes = UserFactory.create_batch(2)

    done, [refused] = outcomes(
        at_once(
            *(lambda user=user: replace_interviewer(seat=seat, user=user, actor=actor)
              for user in substitutes)
        )
    )  # fmt: skip

    assert len(done) == 1
    assert isinstance(refused, Conflict)
    assert Seat.objects.active().get() == done[0]


def test_two_moves_to_one_time_of_one_interviewer():
    ada, actor = UserFactory(), UserFactory(coordinator=True)
    [one], [other] = (
        interviews_of(booked([ada], starts_at=on_day(days))) for days in (2, 3)
    )  # fmt: skip

    def to_noon(interview):
        return lambda: move_interview(
            interview=interview, starts_at=on_day(5, 12), minutes=45, zone="UTC", actor=actor
        )

    done, [refused] = outcomes(at_once(to_noon(one), to_noon(other)))

    assert len(done) == 1
    assert isinstance(refused, Clash)
    assert Interview.objects.filter(during__startswith=on_day(5, 12)).count() == 1


def racing(client_of, ada, number: int) -> list[int]:
    """What the API answers so many who book one interviewer at one moment, each on a connection."""
    actor, first = UserFactory(coordinator=True), candidacy()
    rubric, starts_at = slot(first, ada).rubric_version.rubric.key, on_day(2).isoformat()
    asked = {"name": "Puzzle", "rubric": rubric, "starts_at": starts_at, "zone": "UTC"}
    interviews = [asked | {"minutes": 45, "interviewers": [ada.email]}]
    others = [candidacy(requisition=first.requisition) for _ in range(number - 1)]

    def post(made):
        body = {"application": made.pk, "interviews": interviews}
        client = client_of(actor)
        return lambda: client.post("/api/v1/loops/", body, "application/json").status_code

    return at_once(*[post(made) for made in [first, *others]])


def test_of_fifty_who_race_for_one_slot_exactly_one_wins_and_nobody_meets_a_500(client_of):
    ada = UserFactory()

    answers = racing(client_of, ada, 50)

    assert sorted(answers) == [201] + 49 * [409]
    assert Seat.objects.of(ada).count() == Loop.objects.count() == 1


def test_the_constraint_has_the_last_word_when_nothing_else_stops_them(client_of, monkeypatch):
    ada = UserFactory()
    monkeypatch.setattr("hiring.interviews.actions.booking.lock_people", lambda wanted: None)
    monkeypatch.setattr(
        "hiring.interviews.actions.booking.refuse_clashes", lambda wanted, **who: None
    )

    answers = racing(client_of, ada, 12)

    assert sorted(answers) == [201] + 11 * [409]
    assert Seat.objects.of(ada).count() == Loop.objects.count() == 1
