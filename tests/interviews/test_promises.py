"""What the database itself keeps true, no matter who writes to it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.activity.immutable import ERASING
from hiring.interviews.models import Interview, Seat
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, held, interviews_of, on_day, seats_of
from tests.factories.scorecards import sent

pytestmark = pytest.mark.django_db


def run(sql: str, *params, erasing: bool = False) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if erasing:
            cursor.execute("SELECT set_config(%s, 'on', true)", [ERASING])
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_nobody_holds_two_seats_at_one_time():
    ada = UserFactory()
    booked([ada])
    [other] = interviews_of(booked([UserFactory()]))

    with pytest.raises(IntegrityError, match="interviewer_in_one_interview_at_a_time"):
        Seat.objects.create(interview=other, user=ada, during=other.during)


def test_a_canceled_seat_takes_no_time():
    ada = UserFactory()
    booked([ada])
    [other] = interviews_of(booked([UserFactory()]))

    seat = Seat.objects.create(interview=other, user=ada, during=other.during, status="canceled")

    assert seat.pk


def test_a_candidate_is_in_one_interview_at_a_time():
    [first] = interviews_of(booked([UserFactory()]))

    with pytest.raises(IntegrityError, match="candidate_in_one_interview_at_a_time"):
        Interview.objects.create(
            loop=first.loop,
            candidate=first.candidate,
            name="Second",
            kind=first.kind,
            rubric_version=first.rubric_version,
            during=first.during,
            zone="UTC",
        )


def test_a_seat_is_at_its_interviews_time():
    [seat] = seats_of(booked([UserFactory()]))
    later = DateTimeTZRange(on_day(9, 10), on_day(9, 11))

    with pytest.raises(IntegrityError, match="a_seat_has_its_interviews_time"):
        run("UPDATE interviews_seat SET during = %s WHERE id = %s", later, seat.pk)


def test_an_interview_has_a_beginning_and_an_end():
    [first] = interviews_of(booked([UserFactory()]))

    with pytest.raises(IntegrityError, match="an_interview_has_a_time"):
        run("UPDATE interviews_interview SET during = 'empty' WHERE id = %s", first.pk)


def test_one_stage_has_one_booked_loop():
    loop = booked()

    with pytest.raises(IntegrityError, match="one_booked_loop_per_stage"):
        run(
            "INSERT INTO interviews_loop (application_id, stage_id, status, created_at)"
            " SELECT application_id, stage_id, status, created_at FROM interviews_loop"
            " WHERE id = %s",
            loop.pk,
        )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE interviews_seat SET status = 'canceled' WHERE id = %s",
        "UPDATE interviews_seat SET submitted_at = NULL WHERE id = %s",
        "UPDATE interviews_seat SET user_id = user_id + 1 WHERE id = %s",
        "DELETE FROM interviews_seat WHERE id = %s",
    ],
)
def test_a_seat_whose_scorecard_is_in_never_changes(change):
    [seat] = seats_of(held([UserFactory()]))
    sent(seat)

    with pytest.raises(IntegrityError, match="never changes"):
        run(change, seat.pk)


def test_even_an_erasure_cannot_cancel_a_seat_with_a_scorecard():
    [seat] = seats_of(held([UserFactory()]))
    sent(seat)

    with pytest.raises(IntegrityError, match="a_seat_with_a_scorecard_stands"):
        run("UPDATE interviews_seat SET status = 'canceled' WHERE id = %s", seat.pk, erasing=True)
