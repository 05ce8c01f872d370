"""What would let enough people of a plan look at a competency, and what that costs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hiring.requisitions.coverage.panel import Covered, PanelSlot, cover_one
from hiring.requisitions.loop_fitting import MAX_MINUTES
from hiring.requisitions.loop_plan import PREPARED, RubricIndex
from hiring.requisitions.models import PlannedInterview
from rubrics.models import Rubric, StageKind

MAX_PEOPLE = 4


@dataclass(frozen=True)
class CoverageFix:
    """What would let more people look at a competency, and what it costs."""

    text: str
    # Either a further interview by this rubric …
    rubric: Rubric | None = None
    # … or one more interviewer in this one.
    planned: PlannedInterview | None = None
    # Of the candidate, and of interviewers in the interview itself.
    candidate_minutes: int = 0
    interviewer_minutes: int = 0

    @property
    def minutes(self) -> int:
        """The candidate's minutes."""
        return self.candidate_minutes


def fixes_for(
    covered: Covered,
    interviews: list[PlannedInterview],
    plan: list[PlannedInterview],
    seen: RubricIndex,
) -> list[CoverageFix]:
    """Return the shortest interview that helps, and one more person where one sits already.

    The person comes first where the interview would make the candidate's day too long.
    """
    onsite = sum(p.minutes for p in plan if p.stage.kind == StageKind.ONSITE)
    further = _further_interview(covered, {p.rubric_id for p in plan}, seen)
    person = _further_person(covered, interviews)
    too_long = further is not None and onsite + further.minutes > MAX_MINUTES
    found = [person, further] if too_long else [further, person]
    return [fix for fix in found if fix is not None]


def _further_interview(covered: Covered, taken: set[int], seen: RubricIndex) -> CoverageFix | None:
    able = [
        rubric
        for rubric in seen.rubrics.values()
        if rubric.pk not in taken
        and rubric.kind not in PREPARED
        and covered.need.competency in seen.criteria.get(rubric.pk, {})
        and _helps(covered, PanelSlot(("new", rubric.pk), 1, dict(seen.criteria[rubric.pk])))
    ]
    if not able:
        return None
    rubric = min(able, key=lambda one: (seen.minutes[one.pk], one.name, one.pk))
    minutes = seen.minutes[rubric.pk]
    text = _(
        "Add “%(rubric)s”: %(minutes)d more minutes for the candidate and one interviewer."
    ) % {"rubric": rubric.name, "minutes": minutes}
    return CoverageFix(text, rubric, None, minutes, minutes)


def _further_person(covered: Covered, interviews: list[PlannedInterview]) -> CoverageFix | None:
    able = [
        p for p in interviews if p.interviewers < MAX_PEOPLE and _helps_with_one_more(covered, p)
    ]
    if not able:
        return None
    planned = min(able, key=lambda one: (one.minutes, one.position))
    text = _(
        "Add an interviewer to “%(interview)s”: %(minutes)d minutes of interviewer time, "
        "no extra candidate time."
    ) % {"interview": planned.name, "minutes": planned.minutes}
    return CoverageFix(text, None, planned, 0, planned.minutes)


def _helps(covered: Covered, further: PanelSlot) -> bool:
    """Whether enough people would then look at it, or anybody at last."""
    then = cover_one(covered.need, [*covered.panel_slots, further])
    return then.enough or not covered.panel_slots


def _helps_with_one_more(covered: Covered, planned: PlannedInterview) -> bool:
    panel_slots = [
        PanelSlot(one.key, one.people + (one.key == planned.pk), one.criteria)
        for one in covered.panel_slots
    ]
    return cover_one(covered.need, panel_slots).enough
