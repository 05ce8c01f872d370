"""What an opening asks of a single competency, changed by hand; and fixing what it tests."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from hiring.activity.validation import checked
from hiring.requisitions.actions.locking import changed_by_this, locked
from hiring.requisitions.models import Requisition, RequisitionCompetency
from hiring.requisitions.verbs import Verb
from rubrics import expectations
from rubrics.models import Competency, Stance

_NO_REASON = _lazy(
    "Interviews are already booked with this profile. Give a reason for the change; debriefs show "
    "it."
)
TERMS = ("stance", "weight", "bar_level")


@transaction.atomic
def set_competency(
    *,
    requisition: Requisition,
    competency: Competency,
    stance: str,
    weight: int,
    bar_level: int,
    actor: User | None,
    why: str = "",
    seen: Mapping[str, Any] | None = None,
) -> RequisitionCompetency:
    """Ask otherwise of one competency; return its row. What stays the same leaves no trace.

    Applications not yet interviewed follow. Once the first interview has fixed the profile a
    reason (`why`) is demanded, and debriefs tell of the change. `seen` are stance, weight and
    bar as they were shown: Conflict when somebody has changed them since. A reason that stays as
    it was shown leaves the present one alone.
    """
    now = checked(
        {"stance": stance, "weight": weight, "bar_level": bar_level, "why": why},
        expectations.CHECKS,
    )
    why = now.pop("why")
    current = locked(requisition)
    row = _row(current, competency)
    was = {name: getattr(row, name) for name in TERMS}
    if seen is not None and was != now and any(str(was[n]) != str(seen[n]) for n in TERMS):
        raise Conflict(_changed_since(row))
    late = current.profile_fixed_at is not None
    reason = _reason(row, why, seen or {}, late)
    if was == now and reason == row.why:
        return row
    if late and was != now and not why:
        raise Refused(_NO_REASON, field="why")
    changes = _changes(row, now, reason, late)
    for name, value in {**now, "why": reason, "edited_at": clock.now()}.items():
        setattr(row, name, value)
    row.save()
    _recorded(current, row, actor, changes, late)
    return row


def _changes(
    row: RequisitionCompetency, now: Mapping[str, Any], why: str, late: bool
) -> dict[str, tuple[Any, Any]]:
    """What changes, from and to; of a late change the reason also where it stood there before."""
    found = {n: (getattr(row, n), v) for n, v in now.items() if getattr(row, n) != v}
    if late or why != row.why:
        found["why"] = (row.why, why)
    return found


def _reason(row: RequisitionCompetency, why: str, seen: Mapping[str, Any], late: bool) -> str:
    """Return the reason that stands from now on: emptied only by somebody who saw it."""
    if late or "why" not in seen:
        return why or row.why
    return changed_by_this(row, {"why": why}, seen).get("why", row.why)


def _recorded(
    current: Requisition,
    row: RequisitionCompetency,
    actor: User | None,
    changes: Mapping[str, tuple[Any, Any]],
    late: bool,
) -> None:
    record(
        Verb.PROFILE_CHANGED,
        on=current,
        requisition=current,
        actor=actor,
        changes=changes,
        competency=row.competency.name,
        competency_id=row.competency_id,
        late=late,
    )


def _row(current: Requisition, competency: Competency) -> RequisitionCompetency:
    """Return the row, or a new one as the role has the competency, not assessed."""
    row = current.competencies.filter(competency=competency).first()
    if row is not None:
        return row
    if competency.archived_at:
        raise Refused(_("This competency has been archived."), field="competency")
    entry = current.archetype.profile.at(current.level).filter(competency=competency).first()
    row = RequisitionCompetency(
        requisition=current, competency=competency, stance=Stance.NOT_ASSESSED
    )
    if entry is not None:
        row.weight, row.bar_level = entry.weight, entry.bar_level
        row.archetype_stance = entry.stance
        row.archetype_weight, row.archetype_bar = entry.weight, entry.bar_level
    return row


def _changed_since(row: RequisitionCompetency) -> str:
    return _(
        "Someone changed this while you were editing: %(stance)s, weight %(weight)s, bar "
        "%(bar)s. Save again to replace it with yours."
    ) % {
        "stance": Stance(row.stance).label,
        "weight": row.weight,
        "bar": row.bar_level,
    }


@transaction.atomic
def fix_profile(*, requisition: Requisition, actor: User | None = None) -> Requisition:
    """Note that interviews test by this profile from now on; called by the first one booked."""
    requisition = locked(requisition)
    if requisition.profile_fixed_at is None:
        requisition.profile_fixed_at = clock.now()
        requisition.save(update_fields=["profile_fixed_at"])
        record(Verb.PROFILE_FIXED, on=requisition, requisition=requisition, actor=actor)
    return requisition
