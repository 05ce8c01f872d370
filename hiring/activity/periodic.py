"""What is done from time to time. Each app registers its tasks in `AppConfig.ready`."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

_entries: dict[str, dict[str, Any]] = {}


def register(task: str, schedule: crontab | timedelta, *, expires: int | None = None) -> None:
    """Have beat send the task of this name at these times.

    What is sent often expires (in seconds), so that none pile up while no worker runs; later than
    a busy worker is late.
    """
    options = {} if expires is None else {"expires": expires}
    _entries[task] = {"task": task, "schedule": schedule, "options": options}


def entries() -> dict[str, dict[str, Any]]:
    """Return the schedule as beat takes it, by the names of the tasks."""
    return dict(_entries)
