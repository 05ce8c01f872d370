"""What is noted of reading a debrief: that somebody opened it, how they lean, whether it helped."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from hiring.activity.models import Event
from hiring.debriefs.models import Debrief, FirstReading, Outcome
from hiring.debriefs.report.composite import Composite, composite
from hiring.debriefs.report.earlier import open_content
from hiring.debriefs.verbs import Verb
from hiring.pipeline.verbs import concerning


def note_reading(*, debrief: Debrief, actor: User) -> None:
    """Note that the person opened this version, the first time that they do."""
    if not _noted(Verb.DEBRIEF_READ, debrief, actor):
        _record(Verb.DEBRIEF_READ, debrief, actor, version=debrief.number)


@transaction.atomic
def save_first_reading(*, debrief: Debrief, lean: str, reason: str, actor: User) -> FirstReading:
    """Store which way the person leans, and why; the composite is shown from then on.

    Saved again, the first one stands: a decision may differ from it. Refused once somebody has
    decided.
    """
    debrief = Debrief.objects.select_for_update(of=("self",)).get(pk=debrief.pk)
    if saved := debrief.first_readings.filter(reader=actor).first():
        return saved
    if lean not in Outcome.values:
        raise Refused(_("Choose a decision."), field="outcome")
    if not reason.strip():
        raise Refused(_("Give the reason for your first reading."), field="reason")
    if not debrief.is_ready or debrief.decisions.exists():
        raise Conflict(_("This debrief was already decided on."))
    saved = FirstReading.objects.create(
        debrief=debrief, reader=actor, lean=lean, reason=reason.strip(), read_at=clock.now()
    )
    _record(Verb.FIRST_READING, debrief, actor)
    return saved


def first_reading_of(debrief: Debrief, user: User) -> FirstReading | None:
    """Return the person's first reading of this version; None before they saved one."""
    return debrief.first_readings.filter(reader=user).first()


def composite_for(debrief: Debrief, user: User) -> Composite | None:
    """Return the composite for whoever has saved a first reading; None for everybody else."""
    if not debrief.content or not first_reading_of(debrief, user):
        return None
    return composite(open_content(debrief.content))


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
    record(verb, on=debrief, actor=actor, **concerning(application), **choices)
