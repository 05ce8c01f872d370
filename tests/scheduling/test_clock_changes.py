"""Days on which clocks change, and zones off the hour: Europe, the US, Lord Howe, Nepal."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from hiring.interviews.times import NoSuchTime, instant_of, word_span
from hiring.scheduling.calendars import busy_times
from hiring.scheduling.hours import open_spans
from hiring.scheduling.solver.problem import PAUSES, STEP, Asked, LoopAsked, Panelist, Problem, Span
from hiring.scheduling.solver.search import solve

# Zone, a day on which its clocks change, and by how many minutes: forward is positive.
CHANGES = [
    ("Europe/Berlin", "2027-03-28", 60),
    ("Europe/Berlin", "2027-10-31", -60),
    ("America/New_York", "2027-03-14", 60),
    ("America/New_York", "2027-11-07", -60),
    ("Australia/Lord_Howe", "2027-10-03", 30),
    ("Australia/Lord_Howe", "2027-04-04", -30),
    ("Asia/Kathmandu", "2027-03-28", 0),
]
WEEK = ["00:00–24:00"] * 7


def midnight(day: str, zone: str, *, later: int = 0) -> datetime:
    date = datetime.fromisoformat(day) + timedelta(days=later)
    return date.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(("zone", "day", "minutes"), CHANGES)
def test_a_day_is_as_long_as_its_clocks_say(zone, day, minutes):
    start, end = midnight(day, zone), midnight(day, zone, later=1)

    spans = open_spans(WEEK, zone=zone, start=start, end=end)

    assert spans == [Span(start, end)]
    assert end - start == timedelta(hours=24) - timedelta(minutes=minutes)


@pytest.mark.parametrize(("zone", "day", "minutes"), CHANGES)
def test_working_hours_are_those_of_the_wall_clock_before_and_after(zone, day, minutes):
    start, end = midnight(day, zone, later=-1), midnight(day, zone, later=2)

    spans = open_spans(["09:00–17:00"] * 7, zone=zone, start=start, end=end)

    place = ZoneInfo(zone)
    assert [f"{one.start.astimezone(place):%H:%M}" for one in spans] == ["09:00"] * 3
    assert [f"{one.end.astimezone(place):%H:%M}" for one in spans] == ["17:00"] * 3
    gaps = [later.start - one.start for one, later in pairwise(spans)]
    assert sum(gaps, timedelta()) == timedelta(hours=48) - timedelta(minutes=minutes)


@pytest.mark.parametrize(("zone", "day", "minutes"), CHANGES)
def test_a_weekly_event_keeps_its_wall_clock_over_the_change(zone, day, minutes):
    first = datetime.fromisoformat(day) - timedelta(days=6)
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1"),
        *("DTSTAMP:20260101T000000Z", f"DTSTART;TZID={zone}:{first:%Y%m%d}T100000"),
        *("DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2", "END:VEVENT", "END:VCALENDAR"),
    ]
    window = {"start": midnight(day, zone, later=-8), "end": midnight(day, zone, later=8)}

    found = busy_times("\r\n".join(lines).encode(), zone=zone, **window)

    assert [f"{one.start.astimezone(ZoneInfo(zone)):%H:%M}" for one in found] == ["10:00"] * 2
    assert found[1].start - found[0].start == timedelta(days=7) - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "word"),
    [
        ("Europe/Berlin", "2027-03-28", "02:30", "does not exist"),
        ("Europe/Berlin", "2027-10-31", "02:30", "occurs twice"),
        ("America/New_York", "2027-03-14", "02:15", "does not exist"),
        ("America/New_York", "2027-11-07", "01:45", "occurs twice"),
        ("Australia/Lord_Howe", "2027-10-03", "02:15", "does not exist"),
        ("Australia/Lord_Howe", "2027-04-04", "01:45", "occurs twice"),
    ],
)
def test_a_time_that_no_clock_shows_or_two_do_is_asked_again(zone, day, clock, word):
    moment = datetime.fromisoformat(f"{day}T{clock}")

    with pytest.raises(NoSuchTime, match=word):
        instant_of(moment.date(), moment.time(), zone)


def test_in_nepal_the_hour_begins_at_a_quarter_of_ours():
    nine = datetime(2027, 3, 29, 9)

    instant = instant_of(nine.date(), nine.time(), "Asia/Kathmandu")

    assert instant == datetime(2027, 3, 29, 3, 15, tzinfo=UTC)
    assert "09:00–09:45 (Asia/Kathmandu)" in word_span(
        instant, instant + timedelta(minutes=45), "Asia/Kathmandu"
    )


@pytest.mark.parametrize(("zone", "day", "minutes"), CHANGES)
def test_plans_over_the_change_keep_hours_and_breaks_of_the_candidates_clock(zone, day, minutes):
    start, end = midnight(day, zone), midnight(day, zone, later=2)
    hours = tuple(open_spans(["08:30–18:30"] * 7, zone=zone, start=start, end=end))
    panel = tuple(Panelist(key, key, hours, zone=zone, per_day=2) for key in ("a", "b"))
    asked = tuple(Asked(f"i{n}", f"i{n}", 45, 1, frozenset({"a", "b"})) for n in range(4))
    loop = LoopAsked("ada", "Ada", asked, hours, zone)

    plan = solve(Problem((loop,), panel, start, end), plans=1).plans[0]

    place = ZoneInfo(zone)
    local = [(p.start.astimezone(place), p.end.astimezone(place)) for p in plan.placed]
    assert {first.date().isoformat() for first, _last in local} == {day}
    assert all(first.hour * 60 + first.minute >= 8 * 60 + 30 for first, _last in local)
    assert all(not (last - first) % STEP for first, last in local)
    for pause in PAUSES:
        first, last = (at(local[0][0], moment) for moment in (pause.earliest, pause.latest))
        overlaps = [min(b, last) - max(a, first) for a, b in local if a < last and first < b]
        assert last - first - sum(overlaps, timedelta()) >= timedelta(minutes=pause.minutes)


def at(day: datetime, moment: time) -> datetime:
    return day.replace(hour=moment.hour, minute=moment.minute)
