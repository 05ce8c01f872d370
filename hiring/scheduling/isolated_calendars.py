"""Reading the calendars that strangers sent in a process of its own (see activity/isolated.py).

Repetitions may be endless, and zones that one file describes must not be known to the next.
"""

import json
import sys
import warnings
from datetime import datetime

from hiring.activity.isolated import MB, TooLong, limit, run_isolated
from hiring.scheduling.calendars import Busy, CalendarRefused, busy_times

MAX_BYTES = 10 * MB
MAX_SECONDS = 8
REFUSED = 3


def read_busy(data: bytes, *, start: datetime, end: datetime, zone: str) -> list[Busy]:
    """Return when the owner is busy, as `busy_times` does; raises CalendarRefused."""
    if len(data) > MAX_BYTES:
        raise CalendarRefused(f"the calendar is larger than {MAX_BYTES // MB} MB")
    arguments = (start.isoformat(), end.isoformat(), zone)
    try:
        status, found = run_isolated(__name__, *arguments, data=data)
    except TooLong:
        raise CalendarRefused("the calendar takes too long to read") from None
    if status == REFUSED:
        raise CalendarRefused(json.loads(found)["refused"])
    if status:
        raise CalendarRefused("the calendar is damaged or needs too much memory to be read")
    return [Busy(*map(datetime.fromisoformat, span)) for span in json.loads(found)]


def main(start: str, end: str, zone: str) -> int:
    """Read a calendar from standard input; write its busy times, or why there are none."""
    limit(seconds=MAX_SECONDS, memory=1024 * MB)
    warnings.simplefilter("ignore")
    data = sys.stdin.buffer.read()
    window = (datetime.fromisoformat(start), datetime.fromisoformat(end))
    try:
        found = busy_times(data, start=window[0], end=window[1], zone=zone)
    except CalendarRefused as refused:
        return _answer({"refused": str(refused)}, REFUSED)
    except (MemoryError, RecursionError):
        return _answer({"refused": "the calendar needs too much memory to be read"}, REFUSED)
    except Exception:
        # A parser's own failure on a hostile file: unknown, as any other.
        return _answer({"refused": "the calendar can't be read"}, REFUSED)
    return _answer([(span.start.isoformat(), span.end.isoformat()) for span in found], 0)


def _answer(found: object, status: int) -> int:
    sys.stdout.write(json.dumps(found))
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
