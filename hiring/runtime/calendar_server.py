"""A CalDAV server beside the demo (`DEMO_CALENDAR=1 make run`): the interviewers' calendars.

Radicale, from the requirements of development. It listens on this machine only, and keeps its
files in HIRING_HOME; the interviewers' accounts on it have the demo's password.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from icalendar import Calendar, Event

from hiring.demo.calendar import at
from hiring.runtime.environment import load_settings

PEOPLE = ("interviewer", "interviewer2", "interviewer3")
PASSWORD = "demo-hiring"  # noqa: S105 - the demo's
# Day, hour and hours of what they are busy with; the number of the person moves it.
BUSY = [(1, 9, 1), (2, 13, 2), (3, 10, 3), (4, 15, 1), (6, 9, 4), (8, 11, 2)]
OFFSET = 50


def address(name: str) -> str:
    """Return where the calendar of an account is."""
    return f"http://127.0.0.1:{settings.PORT + OFFSET}/{name}/work/"


def main() -> None:
    """Write the calendars, have them read, and become the server."""
    load_settings()
    home = settings.HIRING_HOME / "calendars"
    for number, name in enumerate(PEOPLE):
        _write(home / "storage/collection-root" / name / "work", number)
    users = home / "users"
    users.write_text("".join(f"{name}:{PASSWORD}\n" for name in PEOPLE))
    _subscribe()
    options = [
        *("--server-hosts", f"127.0.0.1:{settings.PORT + OFFSET}"),
        *("--auth-type", "htpasswd", "--auth-htpasswd-filename", str(users)),
        *("--auth-htpasswd-encryption", "plain"),
        *("--storage-filesystem-folder", str(home / "storage"), "--logging-level", "warning"),
    ]
    os.execv(sys.executable, [sys.executable, "-m", "radicale", *options])  # noqa: S606


def _write(folder: Path, number: int) -> None:
    """Write a calendar as Radicale keeps it, unless it is there."""
    if (folder / ".Radicale.props").exists():
        return
    folder.mkdir(parents=True)
    for day, hour, hours in BUSY:
        start = at(day, hour + number)
        event = _event(f"{number}-{day}", start, start + timedelta(hours=hours))
        (folder / f"{day}.ics").write_bytes(event)
    (folder / ".Radicale.props").write_text(json.dumps({"tag": "VCALENDAR"}))


def _event(uid: str, start: datetime, end: datetime) -> bytes:
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//hiring//demo//EN")
    calendar.add("version", "2.0")
    event.add("uid", uid)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", "Busy")
    calendar.add_component(event)
    return calendar.to_ical()


def _subscribe() -> None:
    import django

    django.setup()
    from hiring.accounts.models import User
    from hiring.scheduling.actions import add_calendar

    for name in PEOPLE:
        if user := User.objects.with_address(f"{name}@demo.example").first():
            add_calendar(
                user=user, address=address(name), username=name, password=PASSWORD, actor=user
            )


if __name__ == "__main__":
    main()
