"""Days and hours without the machine's own calendar of zones, which changes over the years."""

from datetime import date, datetime, timedelta

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def at(moment: datetime) -> str:
    """Return a moment as the files write it."""
    return moment.isoformat(" ", "seconds")


def last_sunday(year: int, month: int) -> date:
    """Return the last Sunday of a month that has 31 days."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def local(utc: datetime, hours: int) -> datetime:
    """Return the time on the wall, `hours` east of UTC in winter, with Europe's summer time.

    Summer time runs from the last Sunday of March to that of October, from 01:00 UTC to 01:00 UTC
    (directive 2000/84/EC).
    """
    begins, ends = (
        datetime.combine(last_sunday(utc.year, month), datetime.min.time()) + HOUR
        for month in (3, 10)
    )
    return utc + (hours + (begins <= utc < ends)) * HOUR
