"""The Celery tasks of this app."""

from celery import shared_task

from hiring.debriefs.actions import fitting, requesting


@shared_task(name="debriefs.request_due", ignore_result=True)
def request_due() -> None:
    """Have the debriefs made whose last scorecard came in."""
    requesting.request_due()


@shared_task(name="debriefs.request_fit", ignore_result=True)
def request_fit() -> None:
    """Have the scorecards fitted anew when there are more."""
    fitting.request_fit()
