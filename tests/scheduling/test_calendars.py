"""`manage.py read_calendar`: when somebody is busy, from files as calendars write them."""

import json

import pytest
from django.core.management import call_command

ZONES = """BEGIN:VTIMEZONE
TZID:Office
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0530
TZOFFSETTO:+0430
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0430
TZOFFSETTO:+0530
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*events: str, zones: str = "") -> str:
    parts = (
        f"BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20260101T000000Z\n{event}\nEND:VEVENT\n"
        if "UID:" not in event
        else f"BEGIN:VEVENT\nDTSTAMP:20260101T000000Z\n{event}\nEND:VEVENT\n"
        for n, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{''.join(parts)}{zones}END:VCALENDAR\n"


@pytest.fixture
def run(tmp_path, capsys):
    def run(text: str | bytes, start="2026-10-01", end="2027-05-01", zone="Europe/Berlin"):
        file = tmp_path / "calendar.ics"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            call_command("read_calendar", str(file), start=start, end=end, zone=zone)
            status = 0
        except SystemExit as exit_:
            status = exit_.code
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def busy(run):
    def busy(*events: str, zones: str = "", **options) -> list[str]:
        status, out, err = run(calendar(*events, zones=zones), **options)
        assert (status, err) == (0, "")
        return [f"{span['start']}/{span['end']}" for span in json.loads(out)["busy"]]

    return busy


def spans(*pairs: str) -> list[str]:
    """`1102T09/10` as instants in UTC, in 2026 unless a year is given."""
    return [_span(pair) for pair in pairs]


def _span(pair: str) -> str:
    first, last = pair.split("/")
    return (
        f"{_instant(first)}/{_instant(last if 'T' in last else first.split('T')[0] + 'T' + last)}"
    )


def _instant(text: str) -> str:
    day, clock = text.split("T")
    year, day = (day[:4], day[4:]) if len(day) == 8 else ("2026", day)
    return f"{year}-{day[:2]}-{day[2:]}T{clock[:2]}:{clock[2:4] or '00'}:00Z"


def test_what_is_busy_and_what_is_free(busy):
    assert busy(
        "DTSTART:20261102T090000Z\nDTEND:20261102T100000Z\nSTATUS:TENTATIVE",
        "DTSTART:20261102T100000Z\nDTEND:20261102T103000Z",
        "DTSTART:20261103T090000Z\nDTEND:20261103T100000Z\nTRANSP:TRANSPARENT",
        "DTSTART:20261104T090000Z\nDTEND:20261104T100000Z\nSTATUS:CANCELLED",
        "DTSTART:20261105T090000Z",
        "DTSTART:20261106T090000Z\nDTEND:20261106T100000Z\nX-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ) == spans("1102T09/1030")


def test_days_and_floating_times_are_read_in_the_owners_zone(busy):
    events = (
        "DTSTART;VALUE=DATE:20261024\nDTEND;VALUE=DATE:20261026",  # clocks go back in Europe
        "DTSTART;VALUE=DATE:20261110",
        "DTSTART:20261112T090000\nDTEND:20261112T100000",
    )
    assert busy(*events) == spans("1023T22/1025T23", "1109T23/1110T23", "1112T08/09")
    assert busy(*events, zone="Asia/Kathmandu") == spans(
        "1023T1815/1025T1815", "1109T1815/1110T1815", "1112T0315/0415"
    )


@pytest.mark.parametrize(
    ("zone", "first", "expected"),
    [
        ("Europe/Berlin", "20261018T093000", ["1018T0730/0830", "1025T0830/0930"]),
        ("America/New_York", "20261025T093000", ["1025T1330/1430", "1101T1430/1530"]),
        # Lord Howe’s clocks move by half an hour, on the first Sunday of October.
        ("Australia/Lord_Howe", "20260927T093000", ["1003T2230/2330"]),
        ("Asia/Kathmandu", "20261018T093000", ["1018T0345/0445", "1025T0345/0445"]),
    ],
)
def test_a_weekly_meeting_keeps_its_wall_clock_time(busy, zone, first, expected):
    event = f"DTSTART;TZID={zone}:{first}\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"

    assert busy(event, zone="UTC") == spans(*expected)


def test_hours_of_a_duration_are_of_the_clock_and_its_days_of_the_calendar(busy):
    event = "DTSTART;TZID=Europe/Berlin:20261025T000000\nDURATION:"

    assert busy(event + "PT4H") == spans("1024T22/1025T02")
    assert busy(event + "P1D") == spans("1024T22/1025T23")


def test_repetitions_with_exceptions_and_overrides(busy):
    assert busy(
        "UID:a\nDTSTART;TZID=Europe/Berlin:20261102T090000\nDTEND;TZID=Europe/Berlin:20261102T100000\n"
        "RRULE:FREQ=DAILY;COUNT=5\nEXDATE;TZID=Europe/Berlin:20261103T090000\n"
        "RDATE:20261120T120000Z",
        "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20261104T090000\n"
        "DTSTART;TZID=Europe/Berlin:20261104T150000\nDTEND;TZID=Europe/Berlin:20261104T160000",
        "UID:a\nRECURRENCE-ID:20261105T080000Z\nSTATUS:CANCELLED\n"
        "DTSTART;TZID=Europe/Berlin:20261105T090000\nDTEND;TZID=Europe/Berlin:20261105T100000",
    ) == spans("1102T08/09", "1104T14/15", "1106T08/09", "1120T12/13")


def test_a_zone_that_only_the_file_knows_is_read_even_below_its_events(busy):
    event = "DTSTART;TZID=Office:20261020T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"

    assert busy(event, zones=ZONES) == spans("1020T0330/0430", "1027T0430/0530")


def test_the_window_cuts_long_events_and_endless_ones(busy):
    events = (
        "DTSTART:20251201T000000Z\nDTEND:20261102T030000Z",
        "DTSTART:19700101T050000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY",
    )

    found = busy(*events, start="2026-11-02T01:00Z", end="2026-11-03T05:30Z")

    assert found == spans("1102T01/03", "1102T05/06", "1103T05/0530")


def test_minutes_since_long_ago_are_not_counted_one_by_one(busy):
    event = "DTSTART:19700101T000000Z\nDURATION:PT30S\nRRULE:FREQ=MINUTELY;INTERVAL=7"

    found = busy(event, start="2026-11-02T00:00Z", end="2026-11-02T00:15Z")

    assert len(found) in (2, 3)
    assert all(span[:16] < "2026-11-02T00:15" for span in found)


def test_published_busy_times_are_read(run):
    text = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VFREEBUSY
UID:1
DTSTAMP:20260101T000000Z
FREEBUSY:20261102T090000Z/PT1H,20261102T100000Z/20261102T110000Z
FREEBUSY;FBTYPE=FREE:20261103T090000Z/PT1H
END:VFREEBUSY
END:VCALENDAR
"""
    _status, out, _err = run(text)

    assert json.loads(out)["busy"] == [
        {"start": "2026-11-02T09:00:00Z", "end": "2026-11-02T11:00:00Z"}
    ]


EVENT = "DTSTART:20261102T090000Z\nDTEND:20261102T100000Z"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the file is not a calendar"),
        ("<html></html>", "the file is not a calendar"),
        (calendar(EVENT)[:-40], "the calendar is cut off or damaged"),
        (calendar("DTEND:20261102T100000Z"), "an event has no start"),
        (calendar("DTSTART:tomorrow"), "an event has a DTSTART that can't be read"),
        (calendar(EVENT + "\nRRULE:FREQ=OFTEN"), "an event has a RRULE that can't be read"),
        (b"\0" * 1000, "the file is not a calendar"),
        (
            calendar("DTSTART:20200101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY"),
            "the calendar takes too long to read",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(run, text, reason):
    assert run(text) == (2, "", reason + "\n")


@pytest.mark.parametrize(
    "option",
    [{"zone": "Mars/Base"}, {"start": "soon"}, {"end": "2026-01-01"}, {"start": "0001-01-01"}],
)
def test_a_window_that_is_none_is_refused(run, option):
    status, out, err = run(calendar(EVENT), **option)

    assert (status, out, err.count("\n")) == (2, "", 1)
