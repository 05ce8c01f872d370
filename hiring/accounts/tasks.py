"""Celery's entry points of this app."""

from celery import shared_task

from hiring.accounts import actions, invitation_actions


@shared_task(name="accounts.forget_answered", ignore_result=True)
def forget_answered() -> None:
    actions.forget_answered()


@shared_task(name="accounts.remind_of_expiring_tokens", ignore_result=True)
def remind_of_expiring_tokens() -> None:
    actions.remind_of_expiring_tokens()


@shared_task(name="accounts.forget_invitations", ignore_result=True)
def forget_invitations() -> None:
    invitation_actions.forget_invitations()
