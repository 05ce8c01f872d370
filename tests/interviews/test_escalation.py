"""Overdue scorecards: the interviewer hears of it, then who coordinates, then a substitute."""

from datetime import timedelta

import pytest

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.interviews.escalation import escalate
from hiring.interviews.models import Seat
from hiring.messaging.models import Notification
from hiring.requisitions.actions.owners import set_owners
from hiring.requisitions.actions.team import join_team
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, on_day

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    found = Notification.objects.filter(kind__startswith="scorecard_").order_by("id")
    return [(note.user.name, note.key.split(":")[2]) for note in found.select_related("user")]


def test_each_step_has_its_time_and_is_taken_once():
    loop = booked(starts_at=on_day(-30))
    seat = Seat.objects.filter(interview__loop=loop).order_by("during").first()
    Seat.objects.filter(interview__loop=loop).exclude(pk=seat.pk).update(status="canceled")
    job = loop.application.requisition
    kim, spare = UserFactory(coordinator=True, name="Kim"), UserFactory(name="Spare Hand")
    set_owners(requisition=job, coordinator=kim, actor=None)
    join_team(requisition=job, user=spare, role=TeamRole.INTERVIEWER, actor=None)
    who, due = seat.user.name, seat.due_at

    with clock.set_to(seat.during.upper + timedelta(minutes=1)):
        escalate()
    assert told() == []
    for late, expected in (
        (timedelta(minutes=1), [(who, "overdue")]),
        (timedelta(hours=2), [(who, "overdue")]),
        (timedelta(days=1, minutes=1), [(who, "overdue"), ("Kim", "missing")]),
        (
            timedelta(days=3, minutes=1),
            [(who, "overdue"), ("Kim", "missing"), ("Kim", "substitute")],
        ),
    ):
        with clock.set_to(due + late):
            escalate()
        assert told() == expected


def test_a_submitted_or_canceled_seat_is_left_alone():
    loop = booked(starts_at=on_day(-30))
    Seat.objects.filter(interview__loop=loop).update(submitted_at=clock.now())

    with clock.set_to(on_day(-25)):
        assert escalate() == 0
