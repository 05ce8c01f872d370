"""Offering times to a candidate: reserved until they answer, and written to them."""

from datetime import timedelta

from django.db import transaction

from hiring.accounts.models import User
from hiring.interviews import candidate_mail
from hiring.interviews.actions.holding import hold_times
from hiring.interviews.models import Hold, Holder
from hiring.interviews.self_scheduling import create_choice_link
from hiring.pipeline.models import Application

# So long a candidate has to answer.
LASTS = timedelta(hours=48)


@transaction.atomic
def offer_times(*, application: Application, plan: dict, actor: User) -> tuple[Hold, str]:
    """Return the hold, which waits for the candidate, and as a sentence what they are written.

    Raises Clash when somebody is taken, and Refused for what can't be held.
    """
    hold = hold_times(
        application=application, plan=plan, actor=actor, lasts=LASTS, holder=Holder.CANDIDATE
    )
    create_choice_link(application=application, actor=actor)
    key = f"application:{application.pk}:offered:{hold.pk}"
    return hold, candidate_mail.offer(application=application, actor=actor, key=key)
