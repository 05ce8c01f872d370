"""What a role archetype brings to a requisition at one level: profile, stages, loop."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.requisitions.loop_plan import of_role
from rubrics.models import (
    ArchetypeInterview,
    ArchetypeStage,
    Level,
    ProfileEntry,
    RoleArchetype,
    StageKind,
    Stance,
)

_STANCES = (Stance.STRENGTH, Stance.BAR, Stance.NOT_ASSESSED)


@dataclass(frozen=True)
class RoleTemplate:
    """What is copied when a requisition opens, and shown before it does."""

    archetype: RoleArchetype
    level: Level
    profile: list[ProfileEntry]
    stages: list[ArchetypeStage]
    interviews: list[ArchetypeInterview]

    @property
    def title(self) -> str:
        """The title of a requisition that is given none."""
        name = self.archetype.name
        # "Mid data scientist", but "Senior ML engineer".
        role = name if name[1:2].isupper() else name[:1].lower() + name[1:]
        return f"{self.level.label} {role}"

    @property
    def strengths(self) -> list[ProfileEntry]:
        return [entry for entry in self.profile if entry.stance == Stance.STRENGTH]

    @property
    def bars(self) -> list[ProfileEntry]:
        return [entry for entry in self.profile if entry.stance == Stance.BAR]

    @property
    def not_assessed(self) -> list[ProfileEntry]:
        return [entry for entry in self.profile if entry.stance == Stance.NOT_ASSESSED]

    @property
    def assessed(self) -> list[ProfileEntry]:
        return self.strengths + self.bars

    @property
    def onsite(self) -> ArchetypeStage | None:
        """The stage whose loop the interviews are."""
        return next((stage for stage in self.stages if stage.kind == StageKind.ONSITE), None)

    @property
    def minutes(self) -> int:
        """Minutes of the whole loop."""
        return sum(interview.minutes for interview in self.interviews)


def role_template(archetype: RoleArchetype, level: str) -> RoleTemplate:
    """Return what the archetype brings at this level, strengths first, by weight.

    Raises Refused when the archetype is not described at this level.
    """
    level = Level(level)
    entries = list(archetype.profile.at(level).select_related("competency"))
    if not any(entry.stance != Stance.NOT_ASSESSED for entry in entries):
        raise Refused(_("This role has no profile at this level."), field="level")
    entries.sort(key=lambda e: (_STANCES.index(e.stance), -e.weight, e.competency.position))
    interviews = of_role(archetype, level)
    stages = [stage for stage in archetype.stages.all() if stage.level in (None, level)]
    return RoleTemplate(archetype, level, entries, stages, interviews)
