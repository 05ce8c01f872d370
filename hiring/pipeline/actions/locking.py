"""Where an application stands: held while it changes, and written down once it has."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, event_of, record, record_all
from hiring.pipeline.models import Application, RejectionReason, Transition
from hiring.pipeline.verbs import Verb, concerning

UNDO_WITHIN = timedelta(days=1)
# The same words of the same person within this time are a second click.
ONE_CLICK = timedelta(minutes=1)
# What says where an application stands.
STANDING = (
    "stage",
    "entered_stage_at",
    "status",
    "ended_at",
    "rejection_reason",
    "waiting_on",
    "due_at",
)


def locked(application: Application) -> Application:
    """Return the application as it is now, held until the transaction ends."""
    # The row alone: in a locking join, a row whose stage another request has just changed would
    # be dropped, since it no longer joins the stage that was read with it.
    Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    return Application.objects.with_names().get(pk=application.pk)


def refuse_changed(has_changed: bool) -> None:
    """Raise Refused: an undo leaves what somebody has changed since."""
    if has_changed:
        raise Refused(_("It has changed since, so it was left as it is."))


def refuse_concealed(current: Application, actor: User | None) -> None:
    """Raise Conflict, saying nothing of how it stands, to anyone who must not know that yet.

    Any other answer would tell somebody who is blind to it what others decided. What they did
    themselves they know, and may take back.
    """
    if actor is None or not current.is_decided:
        return
    if not Application.objects.filter(pk=current.pk).concealed(actor).exists():
        return
    text = _("%(name)s’s application has changed. You can see how after you submit your scorecard.")
    raise Conflict(text % {"name": current.candidate.name})


def ended_by(current: Application, actor: User | None) -> bool:
    """Return whether the person made the last change of where it stands."""
    last = current.transitions.last()
    return bool(actor and last and last.actor_id == actor.pk)


def since_taken_back(current: Application, actor: User | None) -> datetime | None:
    """Return since when it was in the stage it came from, for who takes back their own last
    change of its standing; None for others, and after a day, when it is a new decision."""
    last = current.transitions.last()
    is_own = actor is not None and last is not None and last.actor_id == actor.pk
    return last.from_since if last and is_own and last.at > clock.now() - UNDO_WITHIN else None


def write_down(
    current: Application,
    verb: Verb,
    *,
    was: tuple[int, str],
    actor: User | None,
    since: datetime | None = None,
    reason_row: RejectionReason | None = None,
    **choices: Any,
) -> Transition:
    """Write the transition and the event of a change that has been saved; return the transition.

    `since` is when it had entered the stage that it comes from; its present one's if it stays.
    """
    transition = Transition.objects.create(
        application=current,
        from_stage_id=was[0],
        to_stage=current.stage,
        from_status=was[1],
        to_status=current.status,
        from_since=since or current.entered_stage_at,
        reason=reason_row,
        at=clock.now(),
        actor=actor,
    )
    record(verb, on=current, **concerning(current), actor=actor, **choices)
    return transition


def write_down_all(
    changed: Sequence[tuple[Application, tuple[int, str]]], verb: Verb, *, actor: User | None
) -> None:
    """Write the transition and the event of the same change of many, each with where it `was`."""
    now = clock.now()
    Transition.objects.bulk_create(
        Transition(
            application=current,
            from_stage_id=was[0],
            to_stage_id=current.stage_id,
            from_status=was[1],
            to_status=current.status,
            from_since=current.entered_stage_at,
            at=now,
            actor=actor,
        )
        for current, was in changed
    )
    record_all(
        event_of(verb, on=current, **concerning(current), actor=actor) for current, _was in changed
    )
