"""Days that do not depend on us: until when a candidate can accept another offer."""

from datetime import date

from django.db import transaction

from hiring.accounts.models import User
from hiring.activity.actions import record
from hiring.pipeline.actions.locking import locked
from hiring.pipeline.models import Application
from hiring.pipeline.verbs import Verb, concerning


@transaction.atomic
def set_other_offer(
    *, application: Application, until: date | None, actor: User | None
) -> Application:
    """Note until when the candidate has another offer, None for none; no change leaves no trace."""
    current = locked(application)
    if current.other_offer_until == until:
        return current
    current.other_offer_until = until
    current.save(update_fields=["other_offer_until"])
    record(Verb.OTHER_OFFER, on=current, **concerning(current), actor=actor)
    return current
