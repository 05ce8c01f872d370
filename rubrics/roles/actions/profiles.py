"""Writing what a role at a level needs of each competency."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.activity.validation import Check, checked, one_of
from rubrics import expectations
from rubrics.models import Competency, Level, ProfileEntry, RoleArchetype, Stance
from rubrics.roles.actions import recording
from rubrics.verbs import Verb

CHECKS: dict[str, Check] = {
    "competency": lambda competency: competency,
    **expectations.CHECKS,
}


@transaction.atomic
def set_profile(
    *,
    role: RoleArchetype,
    level: str,
    entries: Iterable[Mapping[str, Any]],
    actor: Any,
    revision: int | None = None,
) -> RoleArchetype:
    """Put these entries instead of the role's profile at one level; return the role.

    An entry has a `competency` and its stance, weight (1 to 5), bar_level (2 to 4) and why.
    Refused for a competency that is given twice, or that is archived and not in the profile yet.
    Conflict when `revision` is out of date. Openings copied the profile when they were made,
    and keep it.
    """
    level = str(one_of("level", Level.values)(level))
    row = recording.hold_role(role, revision)
    before = {entry.competency_id: entry for entry in row.profile.filter(level=level)}
    after = _entries(row, level, entries, before)
    changes = _changes(level, before, after)
    if changes:
        row.profile.filter(level=level).delete()
        ProfileEntry.objects.bulk_create(after.values())
        recording.count_up(row)
        label = str(Level(level).label)
        recording.remember(row, changes, verb=Verb.ROLE_PROFILE_SET, actor=actor, level=label)
    return row


def _entries(
    role: RoleArchetype,
    level: str,
    given: Iterable[Mapping[str, Any]],
    before: Mapping[int, ProfileEntry],
) -> dict[int, ProfileEntry]:
    found: dict[int, ProfileEntry] = {}
    for one in given:
        values = {"why": ""} | checked(one, CHECKS)
        competency: Competency = values["competency"]
        if competency.pk in found:
            _refuse(_("“%(competency)s” is listed twice."), competency)
        if competency.archived_at is not None and competency.pk not in before:
            _refuse(_("“%(competency)s” is archived."), competency)
        found[competency.pk] = ProfileEntry(archetype=role, level=level, **values)
    return found


def _refuse(text: str, competency: Competency) -> None:
    raise Refused(text % {"competency": competency.name}, field="profile")


def _changes(
    level: str, before: Mapping[int, ProfileEntry], after: Mapping[int, ProfileEntry]
) -> recording.Changes:
    """What differs, by `profile:<level>:<competency>`."""
    texts = {
        pk: (_as_text(before.get(pk)), _as_text(after.get(pk)))
        for pk in dict.fromkeys([*before, *after])
    }
    return {f"profile:{level}:{pk}": (old, new) for pk, (old, new) in texts.items() if old != new}


def _as_text(entry: ProfileEntry | None) -> str:
    if entry is None:
        return ""
    facts = _("%(stance)s, weight %(weight)s, needs level %(bar)s") % {
        "stance": Stance(entry.stance).label,
        "weight": entry.weight,
        "bar": entry.bar_level,
    }
    return f"{facts}. {entry.why}" if entry.why else facts
