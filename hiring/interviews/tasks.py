"""The Celery tasks of this app."""

from celery import shared_task

from hiring.interviews import escalation, reminders
from hiring.interviews.actions import holding


@shared_task(name="interviews.delete_expired_holds", ignore_result=True)
def delete_expired_holds() -> None:
    """Delete what nobody confirmed in time."""
    holding.delete_expired()


@shared_task(name="interviews.escalate", ignore_result=True)
def escalate() -> None:
    """Tell of overdue scorecards."""
    escalation.escalate()


@shared_task(name="interviews.remind", ignore_result=True)
def remind() -> None:
    """Remind candidates and interviewers the day before."""
    reminders.remind()
