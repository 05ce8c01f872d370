"""Celery's entry points: the notification, the sweep, the heartbeat."""

from celery import shared_task
from celery.signals import worker_ready

from hiring.activity import health, jobs, watchdog


@shared_task(name="activity.notify", ignore_result=True)
def notify(job_ids: list[int]) -> None:
    jobs.run_jobs(job_ids)


@shared_task(name="activity.sweep", ignore_result=True)
def requeue_stale() -> None:
    jobs.requeue_stale()


@shared_task(name="activity.clear_done", ignore_result=True)
def clear_done() -> None:
    jobs.clear_done()


@shared_task(name="activity.heartbeat", ignore_result=True)
def heartbeat() -> None:
    health.beat(health.WORKER)


@worker_ready.connect
def watch_over_it(**kwargs: object) -> None:
    watchdog.start()
