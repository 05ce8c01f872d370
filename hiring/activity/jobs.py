"""Background work that nothing can lose: a row in the database, and a message to the workers.

A job is a row, written in the transaction that caused it. After the commit a Celery message
notifies the workers; one that fails is logged and harmless, since the sweep notifies again for
what stayed queued. A worker claims the row by compare-and-set and holds it by a lease, which a
heartbeat extends while the work goes on. When a worker dies, the lease runs out and the next
sweep gives the row to another one. The final write checks the claim, so that a worker that was
only slow, and has been replaced, cannot report twice.

Work must therefore be safe to begin again: it reads ids, and writes its result in one
transaction at its end.
"""

import threading
import time
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from celery import current_app
from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections, connection, transaction
from django.db.models import F
from kombu.exceptions import ChannelError, KombuError

from hiring.activity import clock, health
from hiring.activity.models import BackgroundJob, JobState

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 5
# Seconds until the next try after the 1st, 2nd, … failure.
PAUSES = (5, 30, 120, 600)
# How long a job that went well stays in the ledger, and how many are cleared at a time.
KEPT_DAYS = 30
CLEARED_AT_ONCE = 5_000
# How far the clock of the machine that queued a job may be ahead of the worker's.
CLOCK_SKEW = timedelta(seconds=2)


@dataclass(frozen=True)
class Task:
    name: str
    run: Callable[..., None]
    on_failure: Callable[..., None] | None


class Permanent(Exception):
    """Raised by a task when retrying cannot help; its text is what a person is told."""


class LeaseLost(Exception):
    """The job was given to another worker while this one worked on it."""


_tasks: dict[str, Task] = {}


def job(name: str, *, on_failure: Callable[..., None] | None = None) -> Callable:
    """Register a function of `(claimed, **args)` as the background task `name`.

    `on_failure` is called with the same args when the last attempt has failed.
    """

    def register(run: Callable[..., None]) -> Callable[..., None]:
        if name in _tasks:
            raise ValueError(f"two background tasks are called {name!r}")
        _tasks[name] = Task(name, run, on_failure)
        return run

    return register


def enqueue(task: str, *, key: str, delay: timedelta = timedelta(0), **args: Any) -> BackgroundJob:
    """Write a job into the current transaction, notify workers after its commit; return it.

    A live job of the same task and key is returned instead: asking twice has the effect of one.
    So a key names the request (a message, a version), not the thing that it is about: a job that
    runs already would not see what has changed since.
    """
    if task not in _tasks:
        raise LookupError(f"no background task is called {task!r}")
    job, created = BackgroundJob.objects.live().get_or_create(
        task=task,
        key=key,
        defaults={"args": args, "run_after": clock.now() + delay, "created_at": clock.now()},
    )
    if created and not delay:
        # Robust: the cause is committed, and whatever is wrong with the broker is not its trouble.
        transaction.on_commit(lambda: notify_workers([job.pk]), robust=True)
    return job


_silent_until = 0.0


def notify_workers(job_ids: list[int]) -> None:
    """Notify the workers of these jobs; a broker that is away costs time, never the job.

    After a failure this process notifies nobody for a while: a broker that does not answer would
    hold up every request for seconds, and the sweep notifies then anyway.
    """
    global _silent_until
    if not job_ids or time.monotonic() < _silent_until:
        return
    try:
        current_app.send_task("activity.notify", args=[job_ids])
    except (OSError, KombuError, ChannelError) as error:
        _silent_until = time.monotonic() + settings.JOB_NOTIFY_AGAIN_SECONDS
        log.warning("notify_failed", jobs=len(job_ids), error=str(error))


def requeue_stale() -> int:
    """Notify workers of every job that is due and that nobody works on; return how many.

    Jobs that were just queued have a message on its way and are left to it.
    """
    now = clock.now()
    patience = timedelta(seconds=settings.JOB_NOTIFY_AGAIN_SECONDS)
    due = list(
        BackgroundJob.objects.ready(now)
        .order_by("run_after")
        .values_list("pk", "created_at", "state")[:500]
    )
    late = [
        pk for pk, created, state in due if state == JobState.RUNNING or created < now - patience
    ]
    for start in range(0, len(late), 50):
        notify_workers(late[start : start + 50])
    return len(late)


def clear_done() -> int:
    """Delete the jobs that went well over `KEPT_DAYS` ago; return how many. Failures are kept.

    In portions, each its own transaction: the ledger is written all the time.
    """
    before, cleared = clock.now() - timedelta(days=KEPT_DAYS), 0
    old = BackgroundJob.objects.filter(state=JobState.DONE, finished_at__lt=before).order_by("pk")
    while portion := list(old.values_list("pk", flat=True)[:CLEARED_AT_ONCE]):
        BackgroundJob.objects.filter(pk__in=portion).delete()
        cleared += len(portion)
    return cleared


def run_jobs(job_ids: list[int]) -> None:
    """Claim and run the jobs; those that someone else holds are passed over."""
    for job_id in job_ids:
        claimed = claim(job_id)
        if claimed:
            run(claimed)


def claim(job_id: int) -> BackgroundJob | None:
    """Take one ready job for this worker by compare-and-set; None when it is not to be had."""
    now = clock.now()
    mine = uuid.uuid4()
    BackgroundJob.objects.ready(now, skew=CLOCK_SKEW).filter(pk=job_id).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        claim=mine,
        lease_until=now + timedelta(seconds=settings.JOB_LEASE_SECONDS),
    )
    return BackgroundJob.objects.filter(pk=job_id, claim=mine).first()


def run(claimed: BackgroundJob) -> None:
    """Run a claimed job, and write how it ended."""
    task = _tasks.get(claimed.task)
    if task is None:
        # While an installation is upgraded, an old worker can be notified of a new task.
        unknown = LookupError(f"no background task is called {claimed.task!r}")
        return _try_again(claimed, None, unknown)
    if claimed.attempts > MAX_ATTEMPTS:
        # Its workers died each time: the work itself may be what kills them. Or it was over, and
        # only telling so has failed: then its reason is on the row.
        return _fail(claimed, task, claimed.error or "the worker was lost each time")
    try:
        with _heart(claimed):
            task.run(claimed, **claimed.args)
        _finish(claimed)
    except LeaseLost:
        log.warning("lease_lost", task=claimed.task, key=claimed.key)
    except Permanent as error:
        _fail(claimed, task, str(error))
    except Exception as error:
        log.error("job_failed", task=claimed.task, key=claimed.key, exc_info=True)
        if not connection.in_atomic_block:
            # The error may be that the connection broke; what follows needs a whole one.
            close_old_connections()
        _try_again(claimed, task, error)


def heartbeat(claimed: BackgroundJob, *, progress: int | None = None) -> None:
    """Extend the lease and note the progress in percent; raise LeaseLost when it is gone.

    Called inside the transaction that writes a task's result, it makes the result and the claim
    stand or fall together.
    """
    values: dict[str, Any] = {
        "lease_until": clock.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
    }
    if progress is not None:
        values["progress"] = progress
    if not _mine(claimed).update(**values):
        raise LeaseLost


def _mine(claimed: BackgroundJob) -> Any:
    return BackgroundJob.objects.filter(pk=claimed.pk, state=JobState.RUNNING, claim=claimed.claim)


@contextmanager
def _heart(claimed: BackgroundJob) -> Iterator[None]:
    """Extend the lease from a second thread while the block runs."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(min(settings.JOB_LEASE_SECONDS / 3, health.BEAT_SECONDS)):
                _extend(claimed)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _extend(claimed: BackgroundJob) -> None:
    """Say that the job, and so the worker, lives; a database that is away is asked again later."""
    try:
        close_old_connections()
        _mine(claimed).update(
            lease_until=clock.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
        )
        # With every thread at long work, none is free for the worker's own heartbeat.
        health.beat(health.WORKER)
    except DatabaseTrouble as error:
        log.warning("heartbeat_failed", task=claimed.task, key=claimed.key, error=str(error))


def _finish(claimed: BackgroundJob) -> None:
    done = _mine(claimed).update(
        state=JobState.DONE, finished_at=clock.now(), progress=100, lease_until=None, error=""
    )
    if not done:
        raise LeaseLost


def _try_again(claimed: BackgroundJob, task: Task | None, error: Exception) -> None:
    reason = "".join(traceback.format_exception_only(error)).strip()
    if claimed.attempts >= MAX_ATTEMPTS:
        return _fail(claimed, task, reason)
    pause = PAUSES[min(claimed.attempts - 1, len(PAUSES) - 1)]
    _mine(claimed).update(
        state=JobState.QUEUED,
        run_after=clock.now() + timedelta(seconds=pause),
        lease_until=None,
        claim=None,
        error=reason[:2000],
    )


def _fail(claimed: BackgroundJob, task: Task | None, reason: str) -> None:
    try:
        with transaction.atomic():
            gone = _mine(claimed).update(
                state=JobState.FAILED,
                finished_at=clock.now(),
                lease_until=None,
                error=reason[:2000],
            )
            if gone and task and task.on_failure:
                task.on_failure(**claimed.args)
    except Exception:
        # Nobody has been told yet. When the lease runs out this, and not the work, is done again.
        _mine(claimed).update(attempts=MAX_ATTEMPTS, error=reason[:2000])
        log.error("giving_up_failed", task=claimed.task, key=claimed.key, exc_info=True)
