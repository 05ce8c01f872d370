"""Who may hold which interviews: steps that somebody else signs off, and pauses."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.scheduling.actions import change_availability
from hiring.scheduling.models import Qualification, TrainingStep
from hiring.scheduling.verbs import Verb


@transaction.atomic
def sign_off(*, user: User, steps: Mapping[str, str], actor: User) -> list[Qualification]:
    """Note the person's step for each kind of interview, an empty one for none; return changes.

    Nobody signs off themselves.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    present = {row.kind: row for row in Qualification.objects.filter(user=user)}
    changed = {
        kind: step
        for kind, step in steps.items()
        if step != (present[kind].step if kind in present else "")
    }
    if changed and user == actor:
        raise Refused(_("Someone else signs off your steps."))
    return [_sign(user, kind, step, actor) for kind, step in changed.items()]


def _sign(user: User, kind: str, step: str, actor: User) -> Qualification:
    record(Verb.SIGNED_OFF, on=user, actor=actor, kind=kind, step=step)
    if not step:
        Qualification.objects.filter(user=user, kind=kind).delete()
        return Qualification(user=user, kind=kind, step=step)
    values = {"step": step, "signed_by": actor, "signed_at": clock.now()}
    return Qualification.objects.update_or_create(user=user, kind=kind, defaults=values)[0]


def pause(*, user: User, until: date | None, actor: User) -> None:
    """Book no new interviews through a day; None ends the pause. Those booked stay."""
    change_availability(user=user, actor=actor, paused_until=until)


@dataclass(frozen=True)
class SignedOff:
    """Who holds interviews of each kind, and who learns them."""

    qualified: dict[str, list[User]]
    learning: dict[str, list[User]]


def signed_off(kinds: Collection[str]) -> SignedOff:
    """Return who was signed off for what among these kinds; one query."""
    found = SignedOff({}, {})
    for row in _rows(kinds, *TrainingStep):
        is_qualified = row.step == TrainingStep.QUALIFIED
        by_kind = found.qualified if is_qualified else found.learning
        by_kind.setdefault(row.kind, []).append(row.user)
    return found


def in_training(kinds: Collection[str], step: TrainingStep) -> dict[str, list[User]]:
    """Return who is at this step for each kind of interview."""
    return _at(kinds, step)


def learners(kinds: Collection[str]) -> dict[str, list[User]]:
    """Return who shadows interviews of each kind, or leads them while somebody watches."""
    return _at(kinds, TrainingStep.SHADOW, TrainingStep.REVERSE_SHADOW)


def qualified_for(kinds: Collection[str]) -> dict[str, list[User]]:
    """Return who holds interviews of each kind; a kind that nobody was signed off for is absent."""
    return _at(kinds, TrainingStep.QUALIFIED)


def _at(kinds: Collection[str], *steps: TrainingStep) -> dict[str, list[User]]:
    found: dict[str, list[User]] = {}
    for row in _rows(kinds, *steps):
        found.setdefault(row.kind, []).append(row.user)
    return found


def _rows(kinds: Collection[str], *steps: TrainingStep) -> QuerySet[Qualification]:
    rows = Qualification.objects.filter(kind__in=kinds, step__in=steps, user__is_active=True)
    return rows.select_related("user").order_by("user__name")
