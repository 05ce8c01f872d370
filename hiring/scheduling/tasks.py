"""The Celery tasks of this app."""

from celery import shared_task

from hiring.scheduling import actions


@shared_task(name="scheduling.refresh_due", ignore_result=True)
def refresh_due() -> None:
    """Have calendars read again."""
    actions.refresh_due()
