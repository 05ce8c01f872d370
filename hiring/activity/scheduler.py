"""Celery's beat, which says that it lives."""

from typing import Any

import structlog
from celery.beat import PersistentScheduler
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections

from hiring.activity import health, periodic

log = structlog.get_logger(__name__)


class Scheduler(PersistentScheduler):
    def setup_schedule(self) -> None:
        """Take what the apps registered."""
        self.app.conf.beat_schedule = periodic.entries()
        super().setup_schedule()

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        """Do what is due; called again after `beat_max_loop_interval` at the latest."""
        try:
            close_old_connections()
            health.beat(health.SCHEDULER)
        except DatabaseTrouble as error:
            log.warning("heartbeat_failed", part=health.SCHEDULER, error=str(error))
        return super().tick(*args, **kwargs)
