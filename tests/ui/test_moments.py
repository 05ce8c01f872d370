"""Near times in words, far ones as dates, and never the wrong day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.ui.datetime_words import word_day, word_moment

NOW = datetime(2026, 3, 11, 13, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(["UTC", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Apia"])


@pytest.mark.parametrize(
    ("distance", "text"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "in 5 min"),
        (timedelta(minutes=-12), "12 min ago"),
        (timedelta(hours=2), "today 16:30"),
        (timedelta(hours=11), "tomorrow 01:30"),
        (timedelta(days=-1), "yesterday 14:30"),
        (timedelta(days=3), "Sat, Mar 14, 14:30"),
        (timedelta(days=-30), "Feb 9, 14:30"),
        (timedelta(days=400), "Apr 15, 2027, 15:30"),
    ],
)
def test_times_are_worded_by_their_distance(distance, text):
    assert word_moment(NOW + distance, now=NOW, zone=BERLIN).text == text


def test_the_full_text_names_the_zone_and_its_summer_time():
    summer = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)

    full = word_moment(summer, now=NOW, zone=BERLIN).full

    assert full == "Wednesday, July 1, 2026, 10:00 CEST (Europe/Berlin)"


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2080, 1, 1)), ZONES)
def test_the_machine_readable_value_is_the_same_instant(naive, name):
    moment = naive.replace(tzinfo=UTC, second=0, microsecond=0)

    wording = word_moment(moment, now=NOW, zone=ZoneInfo(name))

    assert datetime.fromisoformat(wording.iso) == moment


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2080, 1, 1)))
def test_only_one_day_is_called_today(day):
    assert (word_day(day, today=NOW.date()).text == "today") == (day == NOW.date())
