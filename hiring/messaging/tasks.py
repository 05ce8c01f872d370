"""Celery's entry points of this app."""

from celery import shared_task

from hiring.messaging import notifications


@shared_task(name="messaging.send_digests", ignore_result=True)
def send_digests() -> None:
    notifications.send_digests()
