"""The Celery tasks of this app."""

from celery import shared_task

from hiring.pipeline.actions.sheets import prune_sheets


@shared_task(name="pipeline.prune_sheets", ignore_result=True)
def prune() -> None:
    """Delete what was uploaded for imports that nobody started, or that stopped, a month ago."""
    prune_sheets()
