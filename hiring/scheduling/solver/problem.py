"""What is asked of the solver, and what it answers: plain values, no Django.

A loop is the interviews of one candidate. Times are aware; they are cut into steps of a quarter.
"""

import hashlib
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

STEP = timedelta(minutes=15)


@dataclass(frozen=True, order=True)
class Span:
    """From an instant to another."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Panelist:
    """Somebody, or a room, that interviews may need: free when, and how much at most."""

    key: str
    name: str
    # Working hours without what is busy.
    free: tuple[Span, ...]
    zone: str = "UTC"
    per_day: int | None = None
    per_week: int | None = None
    # Minutes between two interviews of theirs.
    gap: int = 0
    # The days, in their zone, of the interviews that they hold already; those count for limits.
    held: tuple[date, ...] = ()
    # Interviews of this quarter: who holds many is asked last.
    load: int = 0


@dataclass(frozen=True)
class Asked:
    """An interview to place: how long, and how many of whom."""

    key: str
    name: str
    minutes: int
    seats: int
    # Keys of those who may sit in it, and of those of whom one must (none: anybody).
    qualified: frozenset[str]
    one_of: frozenset[str] = frozenset()
    perspective: str = ""
    # Those in training, of whom one may be there too.
    shadows: frozenset[str] = frozenset()
    # One of these is needed too.
    rooms: frozenset[str] = frozenset()
    # Interviews of the loop that must be over before this one begins.
    after: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pause:
    """A break that a candidate has on every day with interviews, between two wall-clock times."""

    name: str
    minutes: int
    earliest: time
    latest: time


LUNCH = Pause("lunch", 45, time(11, 30), time(14, 0))
PAUSES = (
    Pause("break", 15, time(10, 0), time(12, 0)),
    LUNCH,
    Pause("break", 15, time(14, 30), time(16, 30)),
)


@dataclass(frozen=True)
class LoopAsked:
    """The interviews of one candidate, who has time when."""

    key: str
    name: str
    interviews: tuple[Asked, ...]
    free: tuple[Span, ...]
    zone: str = "UTC"
    pauses: tuple[Pause, ...] = PAUSES
    # Whether all interviews are to be on one day.
    is_one_day: bool = False


@dataclass(frozen=True)
class Weights:
    """What each soft rule costs."""

    later_day: int = 10
    more_days: int = 40
    waiting_quarter: int = 1
    load: int = 2
    same_person_again: int = 6
    # Taken off for two in one interview who have not rated together.
    new_pair: int = 3
    # For each room beside the first.
    other_room: int = 2
    # Taken off for an interview at which somebody in training can be.
    shadow: int = 1


@dataclass(frozen=True)
class Problem:
    """Loops to be placed between two instants, without taking each other's people."""

    loops: tuple[LoopAsked, ...]
    panel: tuple[Panelist, ...]
    start: datetime
    end: datetime
    weights: Weights = Weights()
    new_pairs: frozenset[frozenset[str]] = frozenset()
    seed: int = 1


def fingerprint(problem: Problem) -> str:
    """Return what is another text for any other problem: an answer is to this one only."""
    return hashlib.sha256(repr(_plain(problem)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return the value in an order that is the same in every process."""
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, frozenset):
        return sorted(_plain(one) for one in value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


@dataclass(frozen=True, order=True)
class Placed:
    """An interview with its time and people."""

    loop: str
    start: datetime
    end: datetime
    interview: str
    people: tuple[str, ...]
    room: str = ""
    # Who has time to watch, and is booked with it.
    shadow: str = ""


@dataclass(frozen=True)
class Plan:
    """A time and people for every interview; `costs` says by soft rule what it costs."""

    placed: tuple[Placed, ...]
    costs: dict[str, int] = field(hash=False)

    @property
    def cost(self) -> int:
        """The sum; lower is better."""
        return sum(self.costs.values())


class Rule(StrEnum):
    """A kind of hard rule that may stand in the way."""

    CANDIDATE = "candidate"
    PANEL = "panel"
    PERSPECTIVE = "perspective"
    ROOM = "room"
    ORDER = "order"
    PAUSE = "pause"
    ONE_DAY = "one_day"
    LIMIT = "limit"
    ELSEWHERE = "elsewhere"
    WINDOW = "window"


@dataclass(frozen=True, order=True)
class Reason:
    """One hard rule of one loop, interview or person."""

    rule: Rule
    loop: str = ""
    interview: str = ""
    person: str = ""


@dataclass(frozen=True)
class Answer:
    """Plans, best first; or, without any, reasons of which each one alone is needed.

    `bound` is a cost that no plan can be below. `is_complete` is false when time ran out.
    """

    plans: tuple[Plan, ...]
    reasons: tuple[Reason, ...] = ()
    bound: int = 0
    is_complete: bool = True
