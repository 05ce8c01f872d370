"""Instants as whole steps since the beginning of the window."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from hiring.scheduling.solver.problem import STEP, Panelist, Pause, Problem, Span


class Grid:
    """The steps of a problem's window."""

    def __init__(self, problem: Problem) -> None:
        first = problem.start.astimezone(UTC)
        over = timedelta(seconds=first.timestamp() % STEP.total_seconds())
        self.origin = first if not over else first - over + STEP
        self.size = max((problem.end - self.origin) // STEP, 0)
        self._dates: dict[str, list[date]] = {}

    def instant(self, step: int) -> datetime:
        """Return when a step begins."""
        return self.origin + step * STEP

    @staticmethod
    def length(minutes: int) -> int:
        """Return how many steps so many minutes take, the last one begun as a whole."""
        return -(-timedelta(minutes=minutes) // STEP)

    def steps(self, spans: Iterable[Span]) -> set[int]:
        """Return the steps that lie wholly in one of the spans."""
        found: set[int] = set()
        for span in spans:
            low = -((self.origin - span.start) // STEP)
            high = (span.end - self.origin) // STEP
            found.update(range(max(low, 0), min(high, self.size)))
        return found

    @staticmethod
    def starts(free: set[int], length: int) -> set[int]:
        """Return the steps from which on so many in a row are free."""
        found: set[int] = set()
        run = 0
        for step in range(max(free, default=-1), min(free, default=0) - 1, -1):
            run = run + 1 if step in free else 0
            if run >= length:
                found.add(step)
        return found

    def day_of(self, step: int, zone: str) -> date:
        """Return the day, in the zone, on which a step begins."""
        return self.dates(zone)[step]

    def dates(self, zone: str) -> list[date]:
        """Return the day of every step."""
        if zone not in self._dates:
            place = ZoneInfo(zone)
            self._dates[zone] = [
                self.instant(step).astimezone(place).date() for step in range(self.size)
            ]
        return self._dates[zone]

    def by_date(self, steps: Iterable[int], zone: str) -> dict[date, list[int]]:
        """Return the steps by their day, in the order of days."""
        found: dict[date, list[int]] = {}
        for step in sorted(steps):
            found.setdefault(self.day_of(step, zone), []).append(step)
        return found

    def pause_starts(self, day: date, pause: Pause, zone: str) -> range:
        """Return when a break may begin on a day; it may lie outside the window."""
        place = ZoneInfo(zone)
        first = datetime.combine(day, pause.earliest, place).astimezone(UTC)
        last = datetime.combine(day, pause.latest, place).astimezone(UTC)
        low = -((self.origin - first) // STEP)
        return range(low, (last - self.origin) // STEP - self.length(pause.minutes) + 1)


class Resource:
    """A panelist on the grid: the steps that limits leave."""

    def __init__(self, panelist: Panelist, grid: Grid) -> None:
        self.panelist, self.grid = panelist, grid
        self.key = panelist.key
        self.gap = grid.length(panelist.gap)
        self._starts: dict[tuple[int, bool], set[int]] = {}

    @cached_property
    def open(self) -> set[int]:
        """Return the steps at which they are free, whatever the limits."""
        return self.grid.steps(self.panelist.free)

    @cached_property
    def free(self) -> set[int]:
        """Return the steps at which they are free and no limit is reached."""
        if self.panelist.per_day is None and self.panelist.per_week is None:
            return self.open
        dates = self.grid.dates(self.panelist.zone)
        full = {day for day in set(dates) if self.left(day) <= 0 or self.left_in_week(day) <= 0}
        return {step for step in self.open if dates[step] not in full}

    def starts(self, length: int, *, limited: bool = True) -> set[int]:
        """Return when an interview of so many steps may begin with them."""
        known = (length, limited)
        if known not in self._starts:
            self._starts[known] = self.grid.starts(self.free if limited else self.open, length)
        return self._starts[known]

    def left(self, day: date) -> int:
        """Return how many interviews the day's limit leaves."""
        limit = self.panelist.per_day
        return 1000 if limit is None else limit - self.panelist.held.count(day)

    def left_in_week(self, day: date) -> int:
        """Return how many interviews the week's limit leaves."""
        limit = self.panelist.per_week
        if limit is None:
            return 1000
        return limit - sum(week_of(held) == week_of(day) for held in self.panelist.held)


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
