"""What is noted of reading a debrief: that somebody opened it, and whether it helped."""

from typing import Any

from django.db import transaction

from hiring.accounts.models import User
from hiring.activity.actions import record
from hiring.activity.models import Event
from hiring.debriefs.models import Debrief
from hiring.debriefs.verbs import Verb


def note_reading(*, debrief: Debrief, actor: User) -> None:
    """Note that the person opened this version, the first time that they do."""
    if not _noted(Verb.DEBRIEF_READ, debrief, actor):
        _record(Verb.DEBRIEF_READ, debrief, actor, version=debrief.number)


@transaction.atomic
def rate_debrief(*, debrief: Debrief, helped: bool, actor: User) -> None:
    """Note whether the debrief helped the person to decide; the last answer counts."""
    if helped_by(debrief, actor) is not helped:
        _record(Verb.DEBRIEF_RATED, debrief, actor, helped=helped)


def helped_by(debrief: Debrief, user: User) -> bool | None:
    """Return what the person said of whether it helped; None before they did."""
    said = _noted(Verb.DEBRIEF_RATED, debrief, user)
    return said.choices.get("helped") if said else None


def _noted(verb: Verb, debrief: Debrief, user: User) -> Event | None:
    """Return the person's newest event of this kind on this version."""
    return (
        Event.objects.for_application(debrief.application_id)
        .filter(verb=verb, object_type="debriefs.debrief", object_id=debrief.pk, actor=user)
        .first()
    )


def _record(verb: Verb, debrief: Debrief, actor: User, **choices: Any) -> None:
    application = debrief.application
    record(
        verb,
        on=debrief,
        actor=actor,
        candidate=application.candidate_id,
        application=application,
        requisition=application.requisition_id,
        **choices,
    )
