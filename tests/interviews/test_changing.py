"""Moving, replacing, calling off, and who did not come."""

from datetime import timedelta

import pytest

from candidates.models import Candidate
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from hiring.interviews.actions.canceling import cancel_interview, cancel_loop, record_no_show
from hiring.interviews.actions.conflicts import Clash
from hiring.interviews.actions.interviewers import add_seat, cancel_seat, replace_interviewer
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.models import SeatStatus
from hiring.interviews.verbs import Verb
from hiring.pipeline.models import Application, Party
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, held, interviews_of, on_day, seats_of
from tests.factories.scorecards import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory(coordinator=True, zone="America/New_York")


def sees(user) -> bool:
    return Candidate.objects.visible_to(user).exists()


def turn_of(loop) -> str:
    return Application.objects.get(pk=loop.application_id).waiting_on


# ---- Another time ----------------------------------------------------------------------------


def test_an_interview_moves_with_its_seats(actor):
    loop = booked()
    [first, _] = interviews_of(loop)

    moved = move_interview(
        interview=first, starts_at=on_day(4, 15), minutes=60, zone="Asia/Kolkata", actor=actor
    )

    assert (moved.starts_at, moved.minutes, moved.zone) == (on_day(4, 15), 60, "Asia/Kolkata")
    assert moved.seats.get().during == moved.during
    assert (
        Event.objects.get(verb=Verb.INTERVIEW_MOVED)
        .choices["to_time"]
        .startswith(f"{on_day(4):%Y-%m-%d}T15:00")
    )


def test_a_move_keeps_the_place_unless_it_names_one(actor):
    [first, _] = interviews_of(booked())
    times = {"starts_at": on_day(4), "minutes": 45, "zone": "UTC"}

    there = move_interview(interview=first, **times, place="Room 7", actor=actor)
    still = move_interview(interview=there, **(times | {"minutes": 50}), actor=actor)

    assert still.place == "Room 7"


def test_moving_to_where_it_is_changes_nothing(actor):
    [first, _] = interviews_of(booked())

    move_interview(
        interview=first, starts_at=first.starts_at, minutes=45, zone="Europe/Berlin", actor=actor
    )

    assert not Event.objects.filter(verb=Verb.INTERVIEW_MOVED).exists()


def test_an_interview_may_move_over_its_own_time(actor):
    [first, _] = interviews_of(booked())

    moved = move_interview(
        interview=first,
        starts_at=first.starts_at + timedelta(minutes=10),
        minutes=45,
        zone="UTC",
        actor=actor,
    )

    assert moved.starts_at == on_day(2, 10, 10)


def test_a_move_onto_a_busy_interviewer_is_refused_in_the_viewers_zone(actor):
    ada = UserFactory(name="Ada Lovelace")
    booked([ada], starts_at=on_day(4, 15))
    [first, _] = interviews_of(booked([ada], [UserFactory()]))

    with pytest.raises(Clash, match=r"Ada Lovelace is busy.*America/New_York"):
        move_interview(
            interview=first, starts_at=on_day(4, 15), minutes=45, zone="UTC", actor=actor
        )


def test_a_move_into_the_past_is_refused(actor):
    [first, _] = interviews_of(booked())

    with pytest.raises(Refused, match="is in the past"):
        move_interview(interview=first, starts_at=on_day(-3), minutes=45, zone="UTC", actor=actor)


def test_what_a_scorecard_was_written_of_does_not_move(actor):
    loop = held()
    sent(seats_of(loop)[0])
    [first, _] = interviews_of(loop)

    with pytest.raises(Refused, match="already submitted a scorecard"):
        move_interview(interview=first, starts_at=on_day(3), minutes=45, zone="UTC", actor=actor)


def test_the_next_interview_follows_a_move(actor):
    loop = booked()
    [first, second] = interviews_of(loop)

    move_interview(interview=first, starts_at=on_day(5), minutes=45, zone="UTC", actor=actor)

    loop.application.refresh_from_db()
    assert loop.application.next_interview_at == second.starts_at


# ---- Other people ----------------------------------------------------------------------------


def test_a_substitute_takes_the_seat_and_the_right_to_see(actor):
    ada, grace = UserFactory.create_batch(2)
    loop = booked([ada])
    [seat] = seats_of(loop)

    taken = replace_interviewer(seat=seat, user=grace, actor=actor)

    seat.refresh_from_db()
    assert (seat.status, taken.user, taken.during) == (SeatStatus.CANCELED, grace, seat.during)
    assert (sees(ada), sees(grace)) == (False, True)


def test_a_second_click_on_replace_gives_the_same_seat(actor):
    [seat], grace = seats_of(booked([UserFactory()])), UserFactory()

    first = replace_interviewer(seat=seat, user=grace, actor=actor)
    second = replace_interviewer(seat=seat, user=grace, actor=actor)

    assert first == second


def test_a_seat_given_away_cannot_be_given_to_another(actor):
    [seat] = seats_of(booked([UserFactory(name="Ada Lovelace")]))
    replace_interviewer(seat=seat, user=UserFactory(), actor=actor)

    with pytest.raises(Conflict, match="Ada Lovelace is no longer an interviewer here"):
        replace_interviewer(seat=seat, user=UserFactory(), actor=actor)


def test_a_busy_substitute_is_refused(actor):
    grace = UserFactory(name="Grace Hopper")
    booked([grace])
    [seat] = seats_of(booked([UserFactory()]))

    with pytest.raises(Clash, match="Grace Hopper is busy"):
        replace_interviewer(seat=seat, user=grace, actor=actor)


def test_who_sits_there_already_is_no_substitute(actor):
    ada, grace = UserFactory(), UserFactory(name="Grace Hopper")
    [first, _] = seats_of(booked([ada, grace]))

    with pytest.raises(Refused, match="Grace Hopper is already an interviewer") as refused:
        replace_interviewer(seat=first, user=grace, actor=actor)
    assert refused.value.field == "user"


def test_who_has_submitted_is_not_replaced(actor):
    seat = seats_of(held([UserFactory()]))[0]
    sent(seat)

    with pytest.raises(Refused, match="already submitted a scorecard"):
        replace_interviewer(seat=seat, user=UserFactory(), actor=actor)


def test_one_more_interviewer_gets_a_seat_once(actor):
    [interview], grace = interviews_of(booked([UserFactory()])), UserFactory()

    first = add_seat(interview=interview, user=grace, actor=actor)
    second = add_seat(interview=interview, user=grace, actor=actor)

    assert first == second
    assert interview.seats.active().count() == 2


def test_one_of_two_may_go_and_the_last_may_not(actor):
    ada, grace = UserFactory(), UserFactory(name="Grace Hopper")
    [first, last] = seats_of(booked([ada, grace]))

    gone = cancel_seat(seat=first, actor=actor)

    assert gone.status == SeatStatus.CANCELED
    with pytest.raises(Refused, match="Replace Grace Hopper"):
        cancel_seat(seat=last, actor=actor)


# ---- Whose turn it is ------------------------------------------------------------------------


def test_after_the_last_scorecard_it_is_the_hiring_managers_turn():
    loop = held()
    first, last = seats_of(loop)

    sent(first)
    before = turn_of(loop)
    sent(last)

    assert (before, turn_of(loop)) == (Party.INTERVIEWER, Party.HIRING_MANAGER)


def test_the_due_time_is_that_of_the_first_card_still_owed():
    loop = held()
    first, last = seats_of(loop)

    sent(first)

    loop.application.refresh_from_db()
    assert loop.application.due_at == last.during.upper + timedelta(hours=24)


def test_a_card_is_overdue_a_day_after_its_interview():
    [seat] = seats_of(held([UserFactory()]))
    end = seat.during.upper

    with clock.set_to(end + timedelta(hours=23, minutes=59)):
        assert not seat.is_overdue
    with clock.set_to(end + timedelta(hours=24, minutes=1)):
        assert seat.is_overdue


def test_a_loop_of_a_stage_left_behind_no_longer_says_whose_turn_it_is(actor):
    from hiring.pipeline.actions.moving import advance
    from rubrics.models import StageKind
    from tests.factories.requisitions import stage

    loop = held([UserFactory()])
    made = loop.application
    advance(application=made, to_stage=stage(made.requisition, StageKind.DECISION), actor=actor)
    before = turn_of(loop)

    record_no_show(interview=interviews_of(loop)[0], actor=actor)

    assert turn_of(loop) == before


def test_two_loops_of_one_application_share_its_next_interview(actor):
    made = candidacy()
    later = booked(made=made, starts_at=on_day(5))

    cancel_loop(loop=later, actor=actor)
    booked(made=made, starts_at=on_day(3))

    made.refresh_from_db()
    assert made.next_interview_at == on_day(3)


@pytest.mark.parametrize("end", [cancel_loop, None])
def test_after_calling_off_the_recruiter_has_a_day_to_book_by(actor, end):
    loop = booked()
    if end:
        end(loop=loop, actor=actor)
    else:
        for interview in interviews_of(loop):
            cancel_interview(interview=interview, actor=actor)

    application = Application.objects.get(pk=loop.application_id)
    assert application.waiting_on == Party.RECRUITER
    assert application.due_at > clock.now()


def test_after_the_last_scorecard_the_hiring_manager_has_a_day(actor):
    loop = held()
    for seat in seats_of(loop):
        sent(seat)

    application = Application.objects.get(pk=loop.application_id)
    assert application.waiting_on == Party.HIRING_MANAGER
    assert application.due_at > clock.now()
