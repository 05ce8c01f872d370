"""What an opening would be, before it is drafted: profile, stages, loop and coverage in short."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hiring.activity.actions import Refused
from hiring.requisitions import loop_plan
from hiring.requisitions.coverage.panel import Covered, PanelSlot, cover
from hiring.requisitions.loop_plan import Planned
from hiring.requisitions.profiles import CompetencyTarget, adjust_profile, rules
from hiring.requisitions.role_template import RoleTemplate, role_template
from hiring.ui.numbers import whole_number
from rubrics.models import ANSWERS, DesignChoice, Level, RoleArchetype, Stance, Strategy


@dataclass(frozen=True)
class Preview:
    """Preview of the job, as `draft_requisition` would write it down."""

    brings: RoleTemplate
    targets: list[CompetencyTarget]
    plan: list[Planned]
    covered: list[Covered]

    @property
    def strengths(self) -> list[CompetencyTarget]:
        return [target for target in self.targets if target.after.stance == Stance.STRENGTH]

    @property
    def bars(self) -> list[CompetencyTarget]:
        return [target for target in self.targets if target.after.stance == Stance.BAR]

    @property
    def no_longer(self) -> list[CompetencyTarget]:
        """What the role would ask and this opening does not."""
        return [
            target
            for target in self.targets
            if target.before.assessed and not target.after.assessed
        ]

    @property
    def not_assessed(self) -> list[CompetencyTarget]:
        return [
            target
            for target in self.targets
            if not (target.before.assessed or target.after.assessed)
        ]

    @property
    def unseen(self) -> list[str]:
        """Names of what no interview looks at."""
        return self._names(lambda one: not one.panel_slots)

    @property
    def seen_by_one(self) -> list[str]:
        """Names of the strengths that one person alone looks at."""
        return self._names(lambda one: bool(one.panel_slots) and not one.enough)

    def _names(self, which: Callable[[Covered], bool]) -> list[str]:
        found = {one.need.competency for one in self.covered if which(one)}
        return [target.competency.name for target in self.targets if target.competency.pk in found]

    @property
    def minutes(self) -> int:
        """The candidate's minutes."""
        return sum(one.minutes for one in self.plan)


def look_ahead(chosen: Mapping[str, str]) -> dict[str, Any]:
    """Return `ahead`, a Preview, or a `refusal`, or nothing while the choice is not complete.

    `chosen` is what a form says so far; an answer that is not known counts as not said.
    """
    archetype, level = _archetype(chosen.get("archetype") or ""), chosen.get("level")
    if archetype is None or level not in Level.values:
        return {}
    try:
        brings = role_template(archetype, level)
    except Refused as refusal:
        return {"refusal": refusal.message}
    return {"ahead": _preview(brings, _answers(chosen))}


def _preview(brings: RoleTemplate, answers: dict[str, str]) -> Preview:
    archetype = brings.archetype
    targets = adjust_profile(brings.profile, archetype.key, answers, rules())
    needs = {target.competency: target.after for target in targets}
    plan = loop_plan.fitted(archetype, brings.interviews, needs, answers[DesignChoice.EMPHASIS])
    criteria = loop_plan.rubric_index().criteria
    panel_slots = [
        PanelSlot(number, one.interviewers, {**criteria.get(one.rubric.pk, {})})
        for number, one in enumerate(plan)
    ]
    return Preview(brings, targets, plan, cover(needs.values(), panel_slots))


def _archetype(pk: str) -> RoleArchetype | None:
    return RoleArchetype.objects.in_use().filter(pk=whole_number(pk) or 0).first()


def _answers(chosen: Mapping[str, str]) -> dict[str, str]:
    given = {choice: chosen.get(choice) or "" for choice in ANSWERS}
    known = {c: value for c, value in given.items() if value in ANSWERS[c].values}
    return dict.fromkeys(ANSWERS, "") | {DesignChoice.STRATEGY: Strategy.EXPERIENCED} | known
