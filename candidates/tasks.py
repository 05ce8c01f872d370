"""The Celery tasks of this app."""

from celery import shared_task

from candidates.actions.documents import prune_files
from candidates.actions.merging import forget_merges
from candidates.duplicates import check_new


@shared_task(name="candidates.prune_files", ignore_result=True)
def prune() -> None:
    """Remove the files that a rolled-back transaction left without a row."""
    prune_files()


@shared_task(name="candidates.check_duplicates", ignore_result=True)
def check_duplicates() -> None:
    """Compare those who are new or have changed with all others, and forget old merges."""
    forget_merges()
    check_new()
