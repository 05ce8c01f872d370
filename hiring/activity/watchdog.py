"""A worker that nobody hears from ends itself, so that its supervisor starts it again.

Its threads may hang (a connection that never answers, a lock, a loop that lets no other thread
run), or it may have gone deaf to its broker. Its process lives on all the same, so nothing outside
can tell, except that its heartbeat grows old.
"""

import faulthandler
import threading
import time

import structlog
from celery import current_app
from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections
from kombu.exceptions import ChannelError, KombuError

from hiring.activity import health

log = structlog.get_logger(__name__)

STDERR = 2


def start() -> None:
    """Watch this process from a thread of its own, from now on."""
    threading.Thread(target=_watch, name="watchdog", daemon=True).start()


def _watch() -> None:
    heard = False
    _spare()
    while True:
        if _is_heard():
            heard = True
            _spare()
        elif heard:
            log.warning("heartbeat_late", restart_after=settings.WORKER_RESTART_SECONDS)
        time.sleep(health.BEAT_SECONDS)


def _spare() -> None:
    """Let this process live for WORKER_RESTART_SECONDS more.

    After them its stacks go to standard error and it ends with code 1. A thread in C sees to that,
    so it happens even when no Python code gets to run any more.
    """
    # Celery has put its log in the place of sys.stderr.
    faulthandler.dump_traceback_later(settings.WORKER_RESTART_SECONDS, exit=True, file=STDERR)


def _is_heard() -> bool:
    """Ask for the next heartbeat; return whether the last one is young enough.

    A database or a broker that is away is not cured by another worker.
    """
    try:
        close_old_connections()
        age = health.age(health.WORKER)
        if age is None or age >= health.BEAT_SECONDS:
            current_app.send_task("activity.heartbeat", expires=60)
    except (DatabaseTrouble, OSError, KombuError, ChannelError) as error:
        log.warning("watchdog_blind", error=str(error))
        return True
    return age is not None and age <= health.LATE_SECONDS
