"""What a person means by a wall-clock time, and how a time is said."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.interviews.times import NoSuchTime, instant_of, next_working_day, word_span

BERLIN = "Europe/Berlin"


def test_a_wall_clock_time_is_the_instant_at_which_the_wall_shows_it():
    winter = instant_of(date(2026, 1, 15), time(10), BERLIN)
    summer = instant_of(date(2026, 7, 15), time(10), BERLIN)

    assert winter == datetime(2026, 1, 15, 9, tzinfo=UTC)
    assert summer == datetime(2026, 7, 15, 8, tzinfo=UTC)


def test_an_hour_that_clocks_skip_is_refused_and_named():
    with pytest.raises(NoSuchTime, match="02:30 does not exist in Europe/Berlin on March 29, 2026"):
        instant_of(date(2026, 3, 29), time(2, 30), BERLIN)


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_the_ends_of_the_calendar_are_refused(day, zone):
    with pytest.raises(NoSuchTime, match="valid date"):
        instant_of(day, time(23, 30), zone)


def test_an_hour_that_comes_twice_is_refused_and_named():
    with pytest.raises(NoSuchTime, match="02:30 occurs twice in Europe/Berlin on October 25, 2026"):
        instant_of(date(2026, 10, 25), time(2, 30), BERLIN)


@pytest.mark.parametrize(
    ("day", "clock", "utc_hour"),
    [
        (date(2026, 3, 29), time(1, 59), 0),  # the last minute before the gap
        (date(2026, 3, 29), time(3, 0), 1),  # the first after it
        (date(2026, 10, 25), time(1, 59), 23),  # before the hour that comes twice
        (date(2026, 10, 25), time(3, 0), 2),  # after it
    ],
)
def test_the_minutes_around_a_change_of_clocks_are_unambiguous(day, clock, utc_hour):
    assert instant_of(day, clock, BERLIN).hour == utc_hour


def test_a_half_hour_gap_is_refused_too():
    """Lord Howe Island moves its clocks by thirty minutes."""
    with pytest.raises(NoSuchTime):
        instant_of(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")


@given(
    day=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    minute=st.integers(0, 24 * 60 - 1),
    zone=st.sampled_from(
        [BERLIN, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo", "UTC"]
    ),
)
def test_every_time_is_shown_again_as_it_was_said_or_refused(day, minute, zone):
    clock = time(minute // 60, minute % 60)
    try:
        instant = instant_of(day, clock, zone)
    except NoSuchTime:
        return

    local = instant.astimezone(ZoneInfo(zone))

    assert (local.date(), local.time()) == (day, clock)


def test_a_span_is_said_in_the_zone_of_who_reads_it():
    start = datetime(2026, 5, 5, 8, tzinfo=UTC)

    said = word_span(start, start + timedelta(minutes=45), BERLIN)

    assert said == "Tue, May 5, 2026, 10:00–10:45 (Europe/Berlin)"


def test_a_span_over_midnight_names_both_days():
    start = datetime(2026, 5, 5, 21, 30, tzinfo=UTC)

    said = word_span(start, start + timedelta(hours=1), BERLIN)

    assert "23:30–Wed, May 6 00:30" in said


def test_working_days_skip_the_weekend():
    friday = date(2026, 5, 8)

    assert next_working_day(friday, ahead=2) == date(2026, 5, 12)
