"""The course of one application, drawn: how long it stood where, and how it ended.

Pure: takes a generator of random numbers, stages and instants, gives back what happened.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rubrics.models import StageKind

# Of those who enter a stage, how many go on; and the median days until it is settled.
PASSES = {"applied": 0.13, "screen": 0.42, "onsite": 0.32, "decision": 0.6, "offer": 0.8}
DAYS = {"applied": 4.0, "screen": 4.0, "onsite": 9.0, "decision": 2.0, "offer": 4.0}
# Of those who do not go on, how many end it themselves.
WITHDRAW = {"applied": 0.03, "screen": 0.2, "onsite": 0.25, "decision": 0.05, "offer": 1.0}


@dataclass(frozen=True)
class Step:
    """A stage that was entered: its place in the pipeline, from 0, and when."""

    stage: int
    at: datetime


@dataclass(frozen=True)
class Course:
    """What happened up to now; `end` is the status, empty while it goes on."""

    steps: tuple[Step, ...]
    end: str = ""
    ended_at: datetime | None = None
    is_filled: bool = False


def draw_course(
    draw: random.Random,
    kinds: Sequence[str],
    applied_at: datetime,
    *,
    now: datetime,
    closed_at: datetime | None,
    can_hire: bool,
) -> Course:
    """Return the course of an application to a job whose stages are of these kinds."""
    steps = [Step(0, applied_at)]
    at = applied_at
    while True:
        kind = kinds[steps[-1].stage]
        at = _settled(draw, kind, at)
        if closed_at and at > closed_at:
            return Course(tuple(steps), "rejected", closed_at, is_filled=True)
        if at > now:
            return Course(tuple(steps))
        if draw.random() >= PASSES[kind]:
            end = "withdrawn" if draw.random() < WITHDRAW[kind] else "rejected"
            return Course(tuple(steps), end, at)
        following = steps[-1].stage + 1
        if kinds[following] == StageKind.HIRED:
            if not can_hire:
                return Course(tuple(steps), "rejected", at, is_filled=True)
            return Course((*steps, Step(following, at)), "hired", at)
        steps.append(Step(following, at))


def _settled(draw: random.Random, kind: str, since: datetime) -> datetime:
    days = DAYS[kind] * draw.lognormvariate(0, 0.7)
    if kind == StageKind.ONSITE:
        days = max(days, 6.0)
    return since + timedelta(seconds=int(days * 86_400))
