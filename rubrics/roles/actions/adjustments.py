"""Writing how the answers to design choices adjust a profile."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.activity.editing import Values, locked, merge, merged_values
from hiring.activity.validation import Check, between, checked, one_of, prose
from rubrics.models import (
    ANSWERS,
    Competency,
    DesignChoice,
    ProfileAdjustment,
    RoleArchetype,
    Stance,
)
from rubrics.roles.actions import recording
from rubrics.roles.actions.checking import checked_key
from rubrics.verbs import Verb

CHECKS: dict[str, Check] = {
    "choice": one_of("choice", DesignChoice.values),
    "value": str,
    "competency": lambda competency: competency,
    "stance": one_of("stance", Stance.values, nothing=None),
    "weight": between("weight", -4, 4),
    "bar": between("bar", -3, 3),
    "because": prose("because"),
}
FIELDS = tuple(CHECKS)


@transaction.atomic
def create_adjustment(
    *, actor: Any, archetypes: Iterable[RoleArchetype] = (), key: str = "", **values: Any
) -> ProfileAdjustment:
    """Return a new rule of our own; without `archetypes` it applies to every role.

    Refused when it changes nothing, or when a rule for the same answer, competency and roles
    is there already.
    """
    clean = checked({"stance": None, "weight": 0, "bar": 0, "because": ""} | values, CHECKS)
    roles = list(archetypes)
    row = ProfileAdjustment(**clean)
    refuse_invalid(row, roles)
    row.key = checked_key(
        ProfileAdjustment, row.choice, row.value, row.competency.key, given=key, longest=80
    )
    recording.add(row, actor=actor)
    row.archetypes.set(roles)
    return row


@transaction.atomic
def save_adjustment(
    *,
    adjustment: ProfileAdjustment,
    actor: Any,
    archetypes: Iterable[RoleArchetype] | None = None,
    seen: Values | None = None,
    **values: Any,
) -> ProfileAdjustment:
    """Change some of `FIELDS`, and the roles where given; return the rule as it is now.

    `seen` is what a page showed of it, the roles as a set of ids; EditConflict where somebody
    else changed the same fields since.
    """
    row = locked(adjustment)
    former = list(row.archetypes.all())
    roles = former if archetypes is None else _merged_roles(former, archetypes, seen or {})
    clean = merged_values(row, checked(values, CHECKS), seen)
    changes: recording.Changes = {}
    for name, value in clean.items():
        if (before := getattr(row, name)) != value:
            changes[name] = (before, value)
            setattr(row, name, value)
    refuse_invalid(row, roles)
    if {role.pk for role in roles} != {role.pk for role in former}:
        changes["archetypes"] = ([r.name for r in former], [r.name for r in roles])
        row.archetypes.set(roles)
    row.save()
    recording.remember(row, changes, verb=Verb.LIBRARY_EDITED, actor=actor)
    return row


def _merged_roles(
    former: list[RoleArchetype], mine: Iterable[RoleArchetype], seen: Values
) -> list[RoleArchetype]:
    """The roles with what both sides added and took away; sets never conflict."""
    ids = {
        side: {"archetypes": frozenset(role.pk for role in roles)}
        for side, roles in (("theirs", former), ("mine", mine))
    }
    merged = merge(seen=seen, **ids).values["archetypes"]
    return list(RoleArchetype.objects.filter(pk__in=merged))


def refuse_invalid(row: ProfileAdjustment, roles: list[RoleArchetype]) -> None:
    """Refuse a rule that changes nothing, or for which there is one in use already."""
    if row.value not in ANSWERS[row.choice].values:
        raise Refused(_("This answer is not valid."), field="value")
    if not (row.stance or row.weight or row.bar):
        raise Refused(
            _("Choose what it changes: the stance, the weight or the bar."), field="weight"
        )
    _check_competency(row.competency)
    same = ProfileAdjustment.objects.in_use().filter(
        choice=row.choice, value=row.value, competency=row.competency
    )
    for other in same.exclude(pk=row.pk).prefetch_related("archetypes"):
        if {role.pk for role in other.archetypes.all()} == {role.pk for role in roles}:
            raise Refused(
                _("A rule for this answer, competency and these roles already exists."),
                field="competency",
            )


def _check_competency(competency: Competency) -> None:
    if competency.archived_at is not None:
        raise Refused(
            _("“%(competency)s” is archived.") % {"competency": competency.name},
            field="competency",
        )
