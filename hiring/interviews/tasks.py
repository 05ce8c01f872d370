"""The Celery tasks of this app."""

from celery import shared_task

from hiring.interviews.actions import holding


@shared_task(name="interviews.delete_expired_holds", ignore_result=True)
def delete_expired_holds() -> None:
    """Delete what nobody confirmed in time."""
    holding.delete_expired()
