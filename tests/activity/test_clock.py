"""What time it is."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from hiring.activity import clock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_now_is_an_aware_instant_in_utc():
    before, now, after = datetime.now(UTC), clock.now(), datetime.now(UTC)

    assert now.tzinfo is UTC
    assert before <= now <= after


def test_the_clock_can_be_held_and_runs_on_afterwards():
    with clock.set_to(NOON):
        assert clock.now() == NOON
        assert clock.now() == NOON

    assert clock.now() > NOON + timedelta(days=30)


def test_a_held_clock_gives_utc_whatever_zone_it_was_held_in():
    with clock.set_to(datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=1)))):
        assert clock.now() == NOON
        assert clock.now().tzinfo is UTC


def test_the_clock_takes_no_instant_without_a_zone():
    with pytest.raises(ValueError, match="aware"), clock.set_to(datetime(2026, 3, 1, 12)):
        pass


def test_holding_nests_and_comes_back_even_after_an_error():
    with clock.set_to(NOON):
        with pytest.raises(ZeroDivisionError), clock.set_to(NOON + timedelta(days=1)):
            print(clock.now().day / 0)
        with clock.set_to(NOON + timedelta(days=1)):
            assert clock.now() == NOON + timedelta(days=1)
        assert clock.now() == NOON


def test_ahead_counts_from_the_clock_as_it_is_held():
    with clock.set_to(NOON), clock.ahead(days=2, hours=1):
        assert clock.now() == NOON + timedelta(days=2, hours=1)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Pacific/Kiritimati", date(2026, 3, 2)),
        ("Etc/UTC", date(2026, 3, 1)),
        (ZoneInfo("Pacific/Kiritimati"), date(2026, 3, 2)),
    ],
)
def test_today_is_the_date_on_the_wall_of_the_zone(zone, shown):
    with clock.set_to(NOON):
        assert clock.today(zone) == shown


def test_today_can_be_yesterday_west_of_the_date_line():
    with clock.set_to(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        assert clock.today("Pacific/Pago_Pago") == date(2026, 2, 28)
