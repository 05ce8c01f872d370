"""Offering times to a candidate: reserved until they answer, and written to them."""

from datetime import timedelta

from django.db import transaction

from hiring.accounts.models import Organization, User
from hiring.interviews import candidate_mail
from hiring.interviews.actions.holding import hold_times
from hiring.interviews.models import Hold, Holder
from hiring.interviews.self_scheduling import create_choice_link
from hiring.pipeline.models import Application


@transaction.atomic
def offer_times(
    *, application: Application, plan: dict, actor: User, hours: int | None = None
) -> tuple[Hold, str]:
    """Return the hold, which waits for the candidate, and as a sentence what they are written.

    It lasts so many `hours`, by default as the organization has it. Raises Clash when somebody is
    taken, and Refused for what can't be held.
    """
    lasts = timedelta(hours=hours or Organization.present().hold_hours)
    hold = hold_times(
        application=application, plan=plan, actor=actor, lasts=lasts, holder=Holder.CANDIDATE
    )
    create_choice_link(application=application, actor=actor)
    key = f"application:{application.pk}:offered:{hold.pk}"
    return hold, candidate_mail.offer(application=application, actor=actor, key=key)
