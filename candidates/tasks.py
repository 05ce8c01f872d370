"""The Celery tasks of this app."""

from celery import shared_task

from candidates.actions.documents import prune_files


@shared_task(name="candidates.prune_files", ignore_result=True)
def prune() -> None:
    """Remove the files that a rolled-back transaction left without a row."""
    prune_files()
