"""Which competencies a plan's interviews look at, and whether enough people do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hiring.requisitions import loop_plan
from hiring.requisitions import perspectives as perspectives
from hiring.requisitions.coverage.fixes import CoverageFix, fixes_for
from hiring.requisitions.coverage.panel import Covered, PanelSlot, cover
from hiring.requisitions.loop_fitting import MAX_MINUTES
from hiring.requisitions.loop_plan import RubricIndex
from hiring.requisitions.models import (
    HiringTeamMember,
    PlannedInterview,
    Requisition,
    RequisitionCompetency,
    Stage,
)
from hiring.requisitions.profiles import need_of
from rubrics.assessment.states import State
from rubrics.models import Competency, Perspective, Stance

# What an interviewer writes after an interview; not in the minutes below.
WRITING_MINUTES = 15


@dataclass(frozen=True)
class CompetencyCoverage:
    """One strength or bar with what the plan can say of it."""

    entry: RequisitionCompetency
    covered: Covered
    interviews: list[PlannedInterview]
    # Why too few people look at it, or "".
    problem: str
    fixes: list[CoverageFix]

    @property
    def competency(self) -> Competency:
        return self.entry.competency

    @property
    def stance(self) -> Stance:
        return Stance(self.entry.stance)

    @property
    def weight(self) -> int:
        return self.entry.weight

    @property
    def bar(self) -> int:
        return self.entry.bar_level

    @property
    def observations(self) -> int:
        """People who look at it, each seat being someone else."""
        return self.covered.observations

    @property
    def at_best(self) -> State:
        """What the debrief would say if everybody planned rated it a strong yes."""
        return self.covered.at_best

    @property
    def enough(self) -> bool:
        """Whether as many people look at it as it needs."""
        return self.covered.enough

    @property
    def fix(self) -> CoverageFix | None:
        """The fix that costs the candidate least of what is bearable."""
        return self.fixes[0] if self.fixes else None


@dataclass(frozen=True)
class PerspectiveCoverage:
    """A perspective with the interviews that ask for it and the members who can speak with it."""

    perspective: Perspective
    interviews: list[PlannedInterview]
    members: list[HiringTeamMember]


@dataclass(frozen=True)
class Day:
    """The planned interviews of one stage: what a candidate goes through in one go."""

    stage: Stage
    interviews: list[PlannedInterview]

    @property
    def minutes(self) -> int:
        return sum(planned.minutes for planned in self.interviews)


@dataclass(frozen=True)
class Coverage:
    rows: list[CompetencyCoverage]
    days: list[Day]
    perspectives: list[PerspectiveCoverage]
    missing_perspectives: list[Perspective]
    # Planned interviews that test nothing of the profile.
    unobserved: list[PlannedInterview]
    writing_minutes: int = field(default=0)

    @property
    def pairs(self) -> list[PlannedInterview]:
        """Interviews in which one more person is the first fix of something, each once."""
        fixes = [row.fix for row in self.rows if row.fix]
        return list(dict.fromkeys(fix.planned for fix in fixes if fix.planned))

    @property
    def pairs_cover(self) -> int:
        """How many more strengths two people would see with a second person in `pairs`."""
        return sum(1 for row in self.rows if row.fix and row.fix.planned)

    @property
    def pairs_minutes(self) -> int:
        """Interviewers' minutes that `pairs` would cost, none of the candidate's."""
        return sum(planned.minutes for planned in self.pairs)

    @property
    def candidate_minutes(self) -> int:
        """Of all stages."""
        return sum(day.minutes for day in self.days)

    @property
    def interviewer_minutes(self) -> int:
        """Minutes of everybody who sits in one; `writing_minutes` come on top."""
        return sum(
            planned.minutes * planned.interviewers
            for day in self.days
            for planned in day.interviews
        )

    @property
    def too_long(self) -> list[Day]:
        """Stages whose interviews take over six hours."""
        return [day for day in self.days if day.minutes > MAX_MINUTES]

    @property
    def problems(self) -> list[CompetencyCoverage]:
        """The rows that too few people look at."""
        return [row for row in self.rows if row.problem]


def coverage_of(requisition: Requisition) -> Coverage:
    """Return what the requisition's plan looks at; a fixed number of queries."""
    plan = list(requisition.plan.select_related("rubric", "stage"))
    seen = loop_plan.rubric_index()
    entries = {row.competency_id: row for row in _entries(requisition)}
    panel_slots = [_panel_slot(planned, seen) for planned in plan]
    rows = [
        _row(entries[one.need.competency], one, plan, seen)
        for one in cover(map(need_of, entries.values()), panel_slots)
    ]
    targets = {row.entry.competency_id for row in rows}
    return Coverage(
        rows=rows,
        days=_days(plan),
        perspectives=_perspectives(requisition, plan),
        missing_perspectives=_missing_perspectives(requisition, plan, entries.values()),
        unobserved=[
            p for p, s in zip(plan, panel_slots, strict=True) if not targets & s.criteria.keys()
        ],
        writing_minutes=WRITING_MINUTES * sum(planned.interviewers for planned in plan),
    )


def _entries(requisition: Requisition) -> list[RequisitionCompetency]:
    """The profile: heaviest first."""
    rows = requisition.competencies.select_related("competency")
    return sorted(rows, key=lambda row: (-row.weight, row.competency.position, row.pk))


def _panel_slot(planned: PlannedInterview, seen: RubricIndex) -> PanelSlot:
    criteria: Mapping[int, int] = seen.criteria.get(planned.rubric_id, {})
    return PanelSlot(planned.pk, planned.interviewers, dict(criteria))


def _days(plan: Iterable[PlannedInterview]) -> list[Day]:
    stages: dict[int, Day] = {}
    for planned in sorted(plan, key=lambda one: (one.stage.position, one.position)):
        day = stages.setdefault(planned.stage_id, Day(planned.stage, []))
        day.interviews.append(planned)
    return list(stages.values())


# ---- What too few people look at, and what would help -----------------------------------------


def _row(
    entry: RequisitionCompetency, covered: Covered, plan: list[PlannedInterview], seen: RubricIndex
) -> CompetencyCoverage:
    keys = {panel_slot.key for panel_slot in covered.panel_slots}
    interviews = [planned for planned in plan if planned.pk in keys]
    problem = _problem(covered)
    fixes = fixes_for(covered, interviews, plan, seen) if problem else []
    return CompetencyCoverage(entry, covered, interviews, problem, fixes)


def _problem(covered: Covered) -> str:
    if covered.enough:
        return ""
    if not covered.observations:
        return _("No planned interview covers it.")
    return _("Only one interviewer covers it, so the debrief can only show “one view”.")


# ---- Perspectives --------------------------------------------------------------------------------


def _perspectives(
    requisition: Requisition, plan: list[PlannedInterview]
) -> list[PerspectiveCoverage]:
    members = list(requisition.hiring_team.select_related("user"))
    found = [
        PerspectiveCoverage(
            perspective,
            [planned for planned in plan if planned.perspective == perspective],
            [
                member
                for member in members
                if member.perspective == perspective and member.user.is_active
            ],
        )
        for perspective in Perspective
    ]
    return [one for one in found if one.interviews or one.members]


def _missing_perspectives(
    requisition: Requisition,
    plan: list[PlannedInterview],
    entries: Iterable[RequisitionCompetency],
) -> list[Perspective]:
    strengths = [e.competency.key for e in entries if e.stance == Stance.STRENGTH]
    brought = {planned.perspective for planned in plan}
    wanted = perspectives.wanted(requisition.archetype, requisition.emphasis, strengths)
    return [perspective for perspective in wanted if perspective not in brought]
