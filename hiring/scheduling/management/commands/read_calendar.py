import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from hiring.activity import clock
from hiring.activity.commands import FileCommand
from hiring.scheduling.calendars import CalendarRefused
from hiring.scheduling.isolated_calendars import MAX_BYTES, read_busy

YEARS = range(1900, 2200)


class Command(FileCommand):
    help = (
        "Print when an iCalendar file (.ics) is busy between two instants, in UTC, as JSON. "
        "Times without an offset are read in the zone. "
        "Exits 2 with the reason if the file can’t be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--start", required=True, help="ISO 8601")
        parser.add_argument("--end", required=True, help="ISO 8601")
        parser.add_argument("--zone", required=True, help="the owner’s zone, by its IANA name")

    def handle(
        self, *args: Any, file: Path, start: str, end: str, zone: str, **options: Any
    ) -> None:
        if zone not in clock.zone_names():
            self.refuse(f"“{zone}” is not a time zone")
        first, last = self._instant(start, zone), self._instant(end, zone)
        if first >= last:
            self.refuse("the start must be before the end")
        try:
            found = read_busy(self.read(file, MAX_BYTES), start=first, end=last, zone=zone)
        except CalendarRefused as refused:
            self.refuse(str(refused))
        busy = [{"start": _utc(span.start), "end": _utc(span.end)} for span in found]
        self.stdout.write(json.dumps({"busy": busy}, indent=2))

    def _instant(self, text: str, zone: str) -> datetime:
        try:
            given = datetime.fromisoformat(text)
        except ValueError:
            self.refuse(f"“{text}” is not a time by ISO 8601")
        if given.year not in YEARS:
            self.refuse(f"“{text}” is not between {YEARS.start} and {YEARS.stop}")
        return given if given.tzinfo else given.replace(tzinfo=ZoneInfo(zone))


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
