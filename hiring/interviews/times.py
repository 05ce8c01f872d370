"""Wall-clock times and instants: what a person means by "10:00 in Berlin", and how it is said."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

# Weeks and zones reach beyond a day: there is none near the ends of time.
FIRST_YEAR, LAST_YEAR = 1970, 2200


class NoSuchTime(ValueError):
    """The wall clock never shows this time on this day, or shows it twice; the text says which."""


def instant_of(day: date, clock: time, zone: str) -> datetime:
    """Return the instant (UTC) at which the wall clock in `zone` shows `clock` on `day`.

    Raises NoSuchTime at the ends of the calendar, where other zones have no such day, and where
    clocks were set forward over it, or back so that it comes twice: guessing one of two hours
    would send somebody to an empty room.
    """
    if not date.min < day < date.max:
        raise NoSuchTime(_("Choose a valid date."))
    place = ZoneInfo(zone)
    local = datetime.combine(day, clock, tzinfo=place)
    instants = {local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)}
    shown = {instant.astimezone(place).replace(tzinfo=None) for instant in instants}
    words = {"time": f"{clock:%H:%M}", "day": date_format(day, "F j, Y"), "zone": zone}
    if local.replace(tzinfo=None) not in shown:
        text = _(
            "%(time)s does not exist in %(zone)s on %(day)s because clocks go forward. Choose "
            "another time."
        )
        raise NoSuchTime(text % words)
    if len(instants) > 1:
        text = _(
            "%(time)s occurs twice in %(zone)s on %(day)s because clocks go back. Choose "
            "another time."
        )
        raise NoSuchTime(text % words)
    return instants.pop()


def word_span(start: datetime, end: datetime, zone: str | ZoneInfo) -> str:
    """Return a span of time in words as the wall clock in `zone` shows it, the zone named."""
    place = ZoneInfo(zone) if isinstance(zone, str) else zone
    here, there = start.astimezone(place), end.astimezone(place)
    last = f"{there:%H:%M}"
    if there.date() != here.date():
        last = f"{date_format(there, 'D, M j')} {last}"
    return f"{date_format(here, 'D, M j, Y')}, {here:%H:%M}–{last} ({place.key})"


def day_of(text: str) -> date | None:
    """Return the day that an address names; None where it names none that calendars have."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and FIRST_YEAR < day.year < LAST_YEAR else None


def next_working_day(today: date, *, ahead: int) -> date:
    """Return the `ahead`th day after `today` on which offices are open (Monday to Friday)."""
    day = today
    while ahead > 0:
        day += timedelta(days=1)
        ahead -= day.weekday() < 5
    return day
