"""Reading somebody's calendar, wherever it is kept: one function for each kind of calendar.

Another kind (Google's or Microsoft's own interface) is a value of CalendarKind and a reader here.
A reader says when the owner is busy between two instants, or raises NotFetched or CalendarRefused:
what it could not read to the end is unknown, and never free.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from hiring.accounts.encryption import Undecipherable, decrypt
from hiring.scheduling import caldav
from hiring.scheduling.calendars import Busy
from hiring.scheduling.fetching import NotFetched, fetch
from hiring.scheduling.isolated_calendars import read_busy
from hiring.scheduling.models import CalendarKind, CalendarSource

Reader = Callable[[CalendarSource, datetime, datetime], list[Busy]]


def read(source: CalendarSource, *, start: datetime, end: datetime) -> list[Busy]:
    """Return when the owner is busy; raises NotFetched or CalendarRefused."""
    return _READERS[source.kind](source, start, end)


def _from_file(source: CalendarSource, start: datetime, end: datetime) -> list[Busy]:
    return read_busy(fetch(source.address), start=start, end=end, zone=source.user.zone)


def _from_server(source: CalendarSource, start: datetime, end: datetime) -> list[Busy]:
    try:
        password = decrypt(source.password)
    except Undecipherable:
        raise NotFetched(_("Remove this calendar and add it again with its password.")) from None
    data = caldav.fetch_events(source.address, source.username, password, start=start, end=end)
    return read_busy(data, start=start, end=end, zone=source.user.zone) if data else []


_READERS: dict[str, Reader] = {
    CalendarKind.FILE: _from_file,
    CalendarKind.CALDAV: _from_server,
}
