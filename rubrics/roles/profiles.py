"""A role's profile as pages show it: by competency and level, and with what observes it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rubrics.models import (
    ArchetypeInterview,
    Competency,
    Criterion,
    Level,
    ProfileEntry,
    RoleArchetype,
    RubricVersion,
    Stance,
)


@dataclass(frozen=True)
class Need:
    """What one level needs of one competency, and how many interviews of the loop observe it."""

    entry: ProfileEntry
    observed: int


@dataclass(frozen=True)
class Slot:
    """One interview of a loop with the competencies that its rubric's criteria are evidence of."""

    interview: ArchetypeInterview
    competencies: list[Competency]


@dataclass(frozen=True)
class LevelProfile:
    level: Level
    strengths: list[Need]
    bars: list[Need]
    not_assessed: list[Need]
    loop: list[Slot]

    @property
    def minutes(self) -> int:
        """The candidate's minutes in interviews of the default loop."""
        return sum(slot.interview.minutes for slot in self.loop)


@dataclass(frozen=True)
class ProfileRow:
    """One competency across the four levels, in their order; None where a level has no entry."""

    competency: Competency
    entries: list[ProfileEntry | None]


def matrix(role: RoleArchetype) -> list[ProfileRow]:
    """Return the whole profile, competencies down and levels across."""
    rows: dict[int, list[ProfileEntry]] = {}
    for entry in role.profile.all():
        rows.setdefault(entry.competency_id, []).append(entry)
    ordered = sorted(rows.values(), key=lambda entries: entries[0].competency.position)
    return [ProfileRow(entries[0].competency, by_level(entries)) for entries in ordered]


def by_level(entries: Iterable[ProfileEntry]) -> list[ProfileEntry | None]:
    """Return one entry for each level in order, None where there is none."""
    found = {entry.level: entry for entry in entries}
    return [found.get(level) for level in Level.values]


def level_profile(role: RoleArchetype, level: Level) -> LevelProfile:
    """Return what a level needs, heaviest first, with the default loop that tests it.

    Takes a role fetched by `with_everything()` and adds one query for the rubrics' criteria.
    """
    interviews = [item for item in role.interviews.all() if item.level in (None, level)]
    observed = observed_by_rubric({item.rubric_id for item in interviews})
    loop = [Slot(item, observed.get(item.rubric_id, [])) for item in interviews]
    counts = Counter(competency.pk for slot in loop for competency in slot.competencies)
    needs = [
        Need(entry, counts[entry.competency_id])
        for entry in role.profile.all()
        if entry.level == level
    ]
    needs.sort(key=lambda need: (-need.entry.weight, need.entry.competency.position))
    by_stance = {s: [need for need in needs if need.entry.stance == s] for s in Stance}
    return LevelProfile(
        level=level,
        strengths=by_stance[Stance.STRENGTH],
        bars=by_stance[Stance.BAR],
        not_assessed=by_stance[Stance.NOT_ASSESSED],
        loop=loop,
    )


def observed_by_rubric(rubrics: Iterable[int]) -> dict[int, list[Competency]]:
    """Return for each rubric id the competencies of its current criteria, each once."""
    versions = RubricVersion.objects.current().filter(rubric__in=rubrics)
    criteria = Criterion.objects.filter(version__in=versions)
    found: dict[int, dict[int, Competency]] = {}
    for criterion in criteria.select_related("version", "competency").order_by("position"):
        here = found.setdefault(criterion.version.rubric_id, {})
        here[criterion.competency_id] = criterion.competency
    return {rubric: list(competencies.values()) for rubric, competencies in found.items()}
