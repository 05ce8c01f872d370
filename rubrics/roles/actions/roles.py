"""Writing role archetypes: what the work is, and the copies that organizations make of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.activity.editing import Values, locked
from hiring.activity.validation import (
    MAX_LINE_LENGTH,
    Check,
    between,
    checked,
    line,
    one_of,
    points,
    prose,
)
from rubrics.keys import free_key
from rubrics.models import (
    ArchetypeInterview,
    ArchetypeStage,
    Depth,
    ProfileEntry,
    RoleArchetype,
    StageKind,
)
from rubrics.models.archetypes import WEEK_PARTS
from rubrics.roles.actions import checking, recording
from rubrics.verbs import Verb

CHECKS: dict[str, Check] = {
    "name": line("name"),
    "short": checking.short,
    "also_called": points("also_called", MAX_LINE_LENGTH),
    "summary": prose("summary"),
    "does": prose("does"),
    "work_product": prose("work_product"),
    "tools": points("tools", MAX_LINE_LENGTH),
    "backgrounds": points("backgrounds"),
    "week": checking.week,
    "variants": checking.variants,
    "pitch": points("pitch"),
    "sourcing": points("sourcing"),
    "ml": one_of("ml", Depth.values),
    "software": one_of("software", Depth.values),
    "communication": one_of("communication", Depth.values),
    "position": between("position", 0, checking.HIGHEST_POSITION),
}
FIELDS = tuple(CHECKS)
_NEEDED = ("name", "short", "summary", "does", "work_product")
EVEN_WEEK = {"modeling": 20, "serving": 20, "data": 20, "analysis": 20, "people": 20}


@transaction.atomic
def create_role(*, actor: Any, key: str = "", **values: Any) -> RoleArchetype:
    """Return a new role of our own with the usual stages, without profile and loop.

    `key` is made of the name unless given. Depths are medium and the week is even unless given.
    """
    depths = dict.fromkeys(("ml", "software", "communication"), Depth.MEDIUM)
    given = dict.fromkeys(_NEEDED, "") | depths | {"week": EVEN_WEEK} | values
    _short_not_taken(checking.short(given["short"]))
    row = recording.create(RoleArchetype, given, CHECKS, key=key, actor=actor)
    ArchetypeStage.objects.bulk_create(_usual_stages(row))
    return row


@transaction.atomic
def save_role(
    *, role: RoleArchetype, actor: Any, seen: Values | None = None, **values: Any
) -> RoleArchetype:
    """Change some of `FIELDS`; return it as it is now.

    Refused with the field that it is about: a week whose shares do not sum to 100, a name or
    short name that is taken. `seen` is what a page showed of these fields; EditConflict where
    somebody else changed the same ones since.
    """
    row = locked(role)
    # The database sorts the parts in its own way.
    row.week = {part: row.week[part] for part in WEEK_PARTS}
    if "short" in values:
        _short_not_taken(checking.short(values["short"]), besides=row.pk)
    return recording.save(row, values, CHECKS, seen=seen, actor=actor)


@transaction.atomic
def set_variants(
    *,
    role: RoleArchetype,
    variants: Iterable[Mapping[str, str]],
    actor: Any,
    revision: int | None = None,
) -> RoleArchetype:
    """Put these variants in place of the role's. Conflict when `revision` is out of date."""
    row = recording.hold_role(role, revision)
    clean = checked({"variants": variants}, CHECKS)
    if clean["variants"] != row.variants:
        recording.count_up(row)
    return recording.put(row, clean, actor=actor)


@transaction.atomic
def copy_role(*, role: RoleArchetype, actor: Any) -> RoleArchetype:
    """Return a copy of our own with the same texts, profile, stages and default loop."""
    row = RoleArchetype(**{name: getattr(role, name) for name in FIELDS})
    row.name = _free(
        "name",
        _("%(name)s (copy)") % {"name": role.name[: MAX_LINE_LENGTH - 14]},
        _("%(name)s (copy %(number)s)"),
        role.name[: MAX_LINE_LENGTH - 14],
    )
    row.short = _free("short", f"{role.short[:9]}-2", "%(name)s-%(number)s", role.short[:9])
    row.key = free_key(RoleArchetype, row.name)
    recording.add(row, verb=Verb.LIBRARY_COPIED, actor=actor, copied=role.key)
    for model in (ProfileEntry, ArchetypeStage, ArchetypeInterview):
        parts = list(model._default_manager.filter(archetype=role))
        for part in parts:
            part.pk, part.archetype = None, row
        model._default_manager.bulk_create(parts)
    return row


def _short_not_taken(short: str, *, besides: int = 0) -> None:
    # Archived ones too: two roles whose openings' keys begin alike would count on together.
    if RoleArchetype.objects.filter(short__iexact=short).exclude(pk=besides).exists():
        raise Refused(_("Another role has this short name."), field="short")


def _free(field: str, first: str, pattern: str, name: str) -> str:
    """The first wording of a copy's name that no role has."""
    taken = {text.lower() for text in RoleArchetype.objects.values_list(field, flat=True)}
    numbered = (pattern % {"name": name, "number": n} for n in range(3, len(taken) + 4))
    return (
        first
        if first.lower() not in taken
        else next(text for text in numbered if text.lower() not in taken)
    )


def _usual_stages(role: RoleArchetype) -> list[ArchetypeStage]:
    days = {
        StageKind.APPLIED: 3,
        StageKind.SCREEN: 5,
        StageKind.ONSITE: 10,
        StageKind.DECISION: 3,
        StageKind.OFFER: 7,
        StageKind.HIRED: 0,
    }
    return [
        ArchetypeStage(
            archetype=role, position=n, name=str(kind.label), kind=kind, target_days=target
        )
        for n, (kind, target) in enumerate(days.items(), start=1)
    ]
