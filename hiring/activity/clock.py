"""What time it is.

Every part of the product asks this module, so that the demo's history and the tests can be made
through the same actions that people use, with nothing but the clock moved.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """Return the current instant, aware, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def today(zone: str | ZoneInfo) -> date:
    """Return the date that the wall calendar shows in `zone` (an IANA name or a ZoneInfo)."""
    return now().astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).date()


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all time zones; the library reads hundreds of files each time."""
    return frozenset(available_timezones())


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """Hold the clock at `instant` (aware) inside the block; only the demo and tests do this."""
    if instant.tzinfo is None:
        raise ValueError("the clock takes aware instants only")
    token = _set_to.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)


@contextmanager
def ahead(**span: float) -> Iterator[None]:
    """Hold the clock ahead of now by `span`, given as for timedelta (`days=2`)."""
    with set_to(now() + timedelta(**span)):
        yield
