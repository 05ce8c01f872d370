"""The demo's story can be told on any day: its dates are counted from the day it is made."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from hiring.activity import clock
from hiring.debriefs.models import Debrief
from hiring.demo.organization import make_demo
from hiring.interviews.models import Interview, Seat
from hiring.pipeline.models import Application
from hiring.requisitions.models import Requisition
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 11, tzinfo=UTC)
# Late in the evening in UTC it is the next day in Berlin, where the story plays.
LATE = timedelta(hours=12)


# Each costs many seconds: `make test` tells it on a day of work and late on a Friday, when it is
# the weekend in Berlin and the story's days fall together.
DAYS = [day if day in (0, 4) else pytest.param(day, marks=pytest.mark.full) for day in range(7)]


@pytest.mark.parametrize("day", DAYS)
def test_it_is_told_whole_on_every_day_of_the_week(library, day):
    today = MONDAY + timedelta(days=day, seconds=(day == 4) * LATE.total_seconds())
    with clock.set_to(today):
        make_demo()

    assert Requisition.objects.count() == 3
    assert Application.objects.count() == 60
    assert Debrief.objects.get().state == "ready"
    assert Seat.objects.overdue(since=today - timedelta(days=1)).count() == 1
    assert 6 <= Interview.objects.filter(during__startswith__gt=today).count() <= 9


def test_it_is_never_made_beside_real_people():
    UserFactory()

    with pytest.raises(CommandError, match="empty installation"):
        call_command("demo")
