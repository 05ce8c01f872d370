"""What is asked of the times of a loop beyond its plan, by the candidate's clock."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from hiring.scheduling.hours import open_spans
from hiring.scheduling.solver.problem import LUNCH, PAUSES, Pause, Span

# When candidates are asked to come, by the clock where they are.
FIRST, LAST = time(8, 30), time(18, 30)
# No zone is further from another; the first and the last days of calendars have no neighbors.
WITHIN = timedelta(days=2)
HOUR_OF_LUNCH = replace(LUNCH, minutes=60, latest=time(13, 30))


@dataclass(frozen=True)
class Wishes:
    """Not before and not after these times, on this day, all on one day; lunch kept free.

    `zone` is where a candidate says to be of whom that is not known.
    """

    not_before: time | None = None
    not_after: time | None = None
    day: date | None = None
    one_day: bool = False
    lunch: bool = True
    in_room: bool = False
    zone: str = ""

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """Return what a proposal keeps as JSON."""
        return cls(
            not_before=_time(kept.get("not_before")),
            not_after=_time(kept.get("not_after")),
            day=date.fromisoformat(kept["day"]) if kept.get("day") else None,
            one_day=kept.get("one_day", False),
            lunch=kept.get("lunch", True),
            in_room=kept.get("in_room", False),
            zone=kept.get("zone", ""),
        )

    def as_json(self) -> dict[str, Any]:
        """Return what differs from asking nothing, as a proposal keeps it."""
        asked = {name: value for name, value in vars(self).items() if value != _NONE[name]}
        return {
            name: value if value in (True, False) else str(value) for name, value in asked.items()
        }

    @property
    def hours(self) -> str:
        """From when to when the candidate is asked to come; empty where that is never."""
        first, last = self.not_before or FIRST, self.not_after or LAST
        return f"{first:%H:%M}–{last:%H:%M}" if first < last else ""

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The breaks of a day with interviews."""
        short = tuple(pause for pause in PAUSES if pause != LUNCH)
        return (*short, HOUR_OF_LUNCH) if self.lunch else short

    def asked(self, zone: str, start: datetime, end: datetime) -> list[Span]:
        """Return when a candidate in this zone is asked to come, between two instants."""
        if self.day and not start.date() - WITHIN <= self.day <= end.date() + WITHIN:
            return []
        if self.day:
            place = ZoneInfo(zone)
            first, next_ = (
                datetime.combine(self.day + timedelta(days=n), time.min, place).astimezone(UTC)
                for n in (0, 1)
            )
            start, end = max(start, first), min(end, next_)
        if not self.hours or start >= end:
            return []
        return open_spans([self.hours] * 5 + ["", ""], zone=zone, start=start, end=end)


def _time(kept: str | None) -> time | None:
    return time.fromisoformat(kept) if kept else None


_NONE = vars(Wishes())
