"""Booking a loop, and adding to one."""

from datetime import UTC, datetime, timedelta

import pytest

from candidates.models import Candidate
from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from hiring.interviews.actions.booking import add_interview, book_loop
from hiring.interviews.actions.canceling import cancel_loop
from hiring.interviews.actions.conflicts import Clash
from hiring.interviews.models import Interview, Loop, Seat
from hiring.interviews.verbs import Verb
from hiring.pipeline.actions.moving import advance, reject
from hiring.pipeline.models import Application, Party
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, held, on_day, question, slot, version_of
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import stage

pytestmark = pytest.mark.django_db


def coordinator(**values):
    return UserFactory(coordinator=True, **values)


def test_a_loop_has_its_interviews_with_seats_at_their_times():
    made, (ada, grace) = candidacy(), UserFactory.create_batch(2)
    slots = [slot(made, ada), slot(made, grace, number=1, place="Room 3")]

    loop = book_loop(application=made, slots=slots, actor=coordinator())

    first, second = loop.interviews.order_by("position")
    assert (first.name, first.starts_at, first.minutes) == ("Math puzzle", on_day(2, 10), 45)
    assert (second.place, second.zone) == ("Room 3", "Europe/Berlin")
    assert [(seat.user, seat.during) for seat in Seat.objects.order_by("during")] == [
        (ada, first.during),
        (grace, second.during),
    ]


def test_seats_are_taken_in_the_order_of_people_whatever_the_order_asked_for():
    """In any other order two panels that share people would each hold what the other waits for."""
    made, people = candidacy(), UserFactory.create_batch(4)
    wanted = [slot(made, *people[::-1]), slot(made, people[2], people[0], number=1)]

    book_loop(application=made, slots=wanted, actor=coordinator())

    taken = list(Seat.objects.order_by("id").values_list("user", flat=True))
    assert taken == sorted(taken)


def test_an_interview_keeps_the_questions_chosen_for_it():
    made = candidacy()
    asked = question(version_of(made))

    loop = book_loop(application=made, slots=[slot(made, questions=(asked,))], actor=coordinator())

    assert list(loop.interviews.get().questions.all()) == [asked]


def test_booking_fixes_what_interviewers_are_asked_to_test():
    made = candidacy()
    assert not made.hypotheses.exists()

    book_loop(application=made, slots=[slot(made)], actor=coordinator())

    made.requisition.refresh_from_db()
    assert made.hypotheses.exists()
    assert made.requisition.profile_fixed_at is not None


def test_a_seat_is_enough_to_see_the_candidate():
    made, stranger = candidacy(), UserFactory()
    assert not Candidate.objects.visible_to(stranger).exists()

    book_loop(application=made, slots=[slot(made, stranger)], actor=coordinator())

    assert Candidate.objects.visible_to(stranger).get() == made.candidate
    assert Application.objects.visible_to(stranger).get() == made


def test_the_application_waits_for_the_first_scorecard_and_knows_its_next_interview():
    made = candidacy()

    book_loop(application=made, slots=[slot(made), slot(made, number=1)], actor=coordinator())

    made.refresh_from_db()
    assert made.next_interview_at == on_day(2, 10)
    assert made.waiting_on == Party.INTERVIEWER
    assert made.due_at == on_day(3, 10, 45)


def test_booking_leaves_one_event_without_personal_values():
    made, actor = candidacy(), coordinator()

    loop = book_loop(application=made, slots=[slot(made), slot(made, number=1)], actor=actor)

    event = Event.objects.get(verb=Verb.LOOP_BOOKED)
    assert (event.actor, event.object_id, event.application_id) == (actor, loop.pk, made.pk)
    assert event.choices == {"interviews": 2}


def test_the_second_click_gets_the_loop_of_the_first():
    made, actor = candidacy(), coordinator()
    slots = [slot(made)]

    first = book_loop(application=made, slots=slots, actor=actor)
    second = book_loop(application=made, slots=slots, actor=actor)

    assert first == second
    assert Event.objects.filter(verb=Verb.LOOP_BOOKED).count() == 1


def test_a_second_loop_in_a_stage_is_refused():
    made, ada = candidacy(), UserFactory()
    book_loop(application=made, slots=[slot(made, ada)], actor=coordinator())

    with pytest.raises(Conflict, match="already booked in Onsite"):
        book_loop(application=made, slots=[slot(made, ada, minutes=60)], actor=coordinator())


def test_after_a_loop_was_called_off_another_can_be_booked():
    made, actor = candidacy(), coordinator()
    slots = [slot(made)]
    cancel_loop(loop=book_loop(application=made, slots=slots, actor=actor), actor=actor)

    again = book_loop(application=made, slots=slots, actor=actor)

    assert again.is_booked
    assert Loop.objects.count() == 2


def test_a_screen_can_have_a_loop_too():
    made = application(at=StageKind.SCREEN)
    onsite = candidacy()

    loop = book_loop(application=made, slots=[slot(onsite)], actor=coordinator())

    assert loop.stage.kind == StageKind.SCREEN


def test_nobody_is_interviewed_in_a_stage_that_is_not_for_it():
    made = application()

    with pytest.raises(Refused, match="This stage has no interviews"):
        book_loop(application=made, slots=[slot(candidacy())], actor=coordinator())


def test_whoever_owes_a_card_is_refused_alike_however_it_was_decided():
    blind = UserFactory(coordinator=True)
    rejected, offered = held([blind]), held([blind], starts_at=on_day(-4))
    recruiter = UserFactory(recruiter=True)
    reject(application=rejected.application, reason=reason(), actor=recruiter)
    offer = stage(offered.application.requisition, StageKind.OFFER)
    advance(application=offered.application, to_stage=offer, actor=recruiter)

    for loop in (rejected, offered):
        wanted = slot(loop.application)
        with pytest.raises(Refused, match="has changed"):
            add_interview(loop=loop, slot=wanted, actor=blind)
        with pytest.raises(Refused, match="has changed"):
            book_loop(application=loop.application, slots=[wanted], actor=blind)


def test_an_ended_application_has_nobody_to_interview_and_does_not_say_how_it_ended():
    made = candidacy()
    slots = [slot(made)]
    reject(application=made, reason=reason(), actor=coordinator())

    with pytest.raises(Refused, match="has ended") as refused:
        book_loop(application=made, slots=slots, actor=coordinator())
    assert "reject" not in str(refused.value.message)


# ---- Who is busy -----------------------------------------------------------------------------


def test_a_busy_interviewer_is_named_with_where_and_when_in_the_viewers_zone():
    ada = UserFactory(name="Ada Lovelace")
    booked([ada], made=candidacy(name="Chidi Okonkwo"), starts_at=on_day(2, 10))
    made, actor = candidacy(), coordinator(zone="Asia/Kolkata")

    with pytest.raises(Clash) as refused:
        book_loop(
            application=made, slots=[slot(made, ada, starts_at=on_day(2, 10, 30))], actor=actor
        )

    [problem] = refused.value.problems
    assert (problem.slot, problem.field) == (0, "interviewers")
    assert "Ada Lovelace is busy: “Math puzzle” with Chidi Okonkwo" in problem.message
    assert "15:30–16:15 (Asia/Kolkata)" in problem.message
    assert Loop.objects.count() == 1


def test_who_may_not_see_the_other_candidate_is_not_told_the_name():
    ada, recruiter_of_one = UserFactory(), UserFactory()
    booked([ada], made=candidacy(name="Chidi Okonkwo"), starts_at=on_day(2, 10))
    made = candidacy()

    with pytest.raises(Clash) as refused:
        book_loop(
            application=made,
            slots=[slot(made, ada, starts_at=on_day(2, 10))],
            actor=recruiter_of_one,
        )

    assert "Math puzzle" in refused.value.message
    assert "Chidi" not in refused.value.message


def test_every_clash_is_told_at_once():
    ada, grace = UserFactory.create_batch(2)
    booked([ada], [grace], starts_at=on_day(2, 10))
    made = candidacy()
    wanted = [slot(made, ada), slot(made, grace, number=1)]

    with pytest.raises(Clash) as refused:
        book_loop(application=made, slots=wanted, actor=coordinator())

    assert [problem.slot for problem in refused.value.problems] == [0, 1]


def test_a_candidate_cannot_be_in_two_interviews_of_two_requisitions_at_once():
    loop = booked(starts_at=on_day(2, 10))
    other = candidacy(candidate=loop.application.candidate)

    with pytest.raises(Clash) as refused:
        book_loop(
            application=other,
            slots=[slot(other, starts_at=on_day(2, 10, 30), minutes=20)],
            actor=coordinator(),
        )

    [problem] = refused.value.problems
    assert problem.field == "starts_at"
    assert "already has “Math puzzle” at this time" in problem.message


def test_two_interviews_of_one_loop_cannot_overlap():
    made = candidacy()
    first = slot(made)
    second = slot(made, number=1, starts_at=on_day(2, 10, 30))

    with pytest.raises(Clash, match="overlaps with “Math puzzle”"):
        book_loop(application=made, slots=[first, second], actor=coordinator())


def test_back_to_back_is_no_overlap():
    ada, made = UserFactory(), candidacy()
    first = slot(made, ada)
    second = slot(made, ada, number=1, starts_at=on_day(2, 10, 45))

    loop = book_loop(application=made, slots=[first, second], actor=coordinator())

    assert loop.interviews.count() == 2


def test_a_seat_given_up_leaves_its_time_free():
    ada, actor = UserFactory(), coordinator()
    cancel_loop(loop=booked([ada], starts_at=on_day(2, 10)), actor=actor)

    assert booked([ada], starts_at=on_day(2, 10)).is_booked


# ---- What cannot be booked -------------------------------------------------------------------


def refusal_of(made, **values) -> Refused:
    with pytest.raises(Refused) as refused:
        book_loop(application=made, slots=[slot(made, **values)], actor=coordinator())
    assert not Interview.objects.exists()
    return refused.value


def test_a_time_that_has_passed_is_refused_at_its_field():
    refused = refusal_of(candidacy(), starts_at=on_day(-1))

    assert refused.field == "slots.0.starts_at"
    assert "is in the past" in refused.message


def test_a_time_without_its_offset_is_refused():
    refused = refusal_of(candidacy(), starts_at=datetime(2040, 1, 1, 10))

    assert refused.field == "slots.0.starts_at"


@pytest.mark.parametrize("year", [2099, 9999])
def test_a_year_that_was_mistyped_is_refused(year):
    refused = refusal_of(candidacy(), starts_at=datetime(year, 12, 31, 23, 30, tzinfo=UTC))

    assert refused.field == "slots.0.starts_at"


@pytest.mark.parametrize("minutes", [0, 9, 481])
def test_an_interview_takes_ten_minutes_to_eight_hours(minutes):
    assert refusal_of(candidacy(), minutes=minutes).field == "slots.0.minutes"


def test_an_unknown_zone_is_refused():
    assert refusal_of(candidacy(), zone="Mars/Olympus").field == "slots.0.zone"


def test_somebody_must_hold_the_interview():
    assert refusal_of(candidacy(), interviewers=()).field == "slots.0.interviewers"


def test_one_person_has_one_seat_in_an_interview():
    ada = UserFactory()

    assert refusal_of(candidacy(), interviewers=(ada, ada)).field == "slots.0.interviewers"


def test_who_has_left_cannot_interview():
    gone = UserFactory(is_active=False, name="Gone Person")

    refused = refusal_of(candidacy(), interviewers=(gone,))

    assert refused.field == "slots.0.interviewers"
    assert "Gone Person’s account is deactivated" in refused.message


def test_a_question_of_another_kind_is_refused():
    made = candidacy()
    of_another_kind = question(version_of(made, 1))

    assert refusal_of(made, questions=(of_another_kind,)).field == "slots.0.questions"


def test_a_loop_without_interviews_is_none():
    made = candidacy()

    with pytest.raises(Refused, match="at least one interview"):
        book_loop(application=made, slots=[], actor=coordinator())


# ---- One more --------------------------------------------------------------------------------


def test_an_interview_can_be_added_to_a_booked_loop():
    loop, ada = booked(), UserFactory()
    wanted = slot(loop.application, ada, starts_at=on_day(3))

    added = add_interview(loop=loop, slot=wanted, actor=coordinator())

    assert added.loop == loop
    assert Seat.objects.of(ada).get().interview == added
    assert Event.objects.get(verb=Verb.INTERVIEW_BOOKED).object_id == added.pk


def test_an_interview_is_added_once_however_often_it_is_asked_for():
    loop, ada = booked(), UserFactory()
    wanted = slot(loop.application, ada, starts_at=on_day(3))

    first = add_interview(loop=loop, slot=wanted, actor=coordinator())
    second = add_interview(loop=loop, slot=wanted, actor=coordinator())

    assert first == second


def test_nothing_is_added_to_a_loop_that_was_called_off():
    loop = booked()
    cancel_loop(loop=loop, actor=coordinator())

    with pytest.raises(Refused, match="was canceled"):
        add_interview(
            loop=loop, slot=slot(loop.application, starts_at=on_day(3)), actor=coordinator()
        )


def test_an_added_interview_cannot_clash_either():
    ada = UserFactory()
    loop = booked([ada], starts_at=on_day(2, 10))
    wanted = slot(loop.application, UserFactory(), starts_at=on_day(2, 10) + timedelta(minutes=5))

    with pytest.raises(Clash):
        add_interview(loop=loop, slot=wanted, actor=coordinator())
