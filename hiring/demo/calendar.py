"""Days of the demo's history, counted from the day it is made."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hiring.activity import clock

ZONE = "Europe/Berlin"


def working_day(days: int) -> date:
    """Return the date `days` from today; off a weekend, past ones earlier, coming ones later."""
    day = clock.today(ZONE) + timedelta(days=days)
    step = timedelta(days=1 if days > 0 else -1)
    while day.weekday() >= 5:
        day += step
    return day


def at(days: int, hour: int, minute: int = 0) -> datetime:
    """Return the instant of that working day when clocks in Berlin show `hour:minute`."""
    return datetime.combine(working_day(days), time(hour, minute), ZoneInfo(ZONE))
