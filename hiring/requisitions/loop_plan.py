"""The loop of an opening: the role's interviews and the library's, fitted to what is asked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from hiring.requisitions import perspectives as perspectives
from hiring.requisitions.adjustments import Need
from hiring.requisitions.loop_fitting import Interview, Slot, Why, fit_loop
from hiring.requisitions.models import Requisition
from hiring.requisitions.profiles import need_of
from rubrics.models import (
    ArchetypeInterview,
    Competency,
    Criterion,
    InterviewKind,
    RoleArchetype,
    Rubric,
    RubricVersion,
    Stance,
)

# Of a rubric that no role's loop holds.
USUAL_MINUTES = 60
_SHORTER = {InterviewKind.MATH_PUZZLE, InterviewKind.ML_THEORY, InterviewKind.BACKGROUND}
# What the candidate has to prepare is asked for by a role's authors, not by an algorithm.
PREPARED = {InterviewKind.TAKE_HOME, InterviewKind.RESEARCH_TALK}


@dataclass(frozen=True)
class Planned:
    """An interview as it is to stand in a plan."""

    rubric: Rubric
    name: str
    minutes: int
    perspective: str = ""
    why: str = ""
    # How many people sit in it.
    interviewers: int = 1


@dataclass(frozen=True)
class RubricIndex:
    """The library's rubrics that can be used: of what each is evidence, and its usual minutes."""

    rubrics: dict[int, Rubric]
    # Rubric → competency → number of its criteria.
    criteria: dict[int, Counter[int]]
    minutes: dict[int, int]
    # Of the competencies in them.
    names: dict[int, str]

    def interview(self, rubric: Rubric, name: str = "", minutes: int = 0) -> Interview:
        """Return an interview by this rubric; one that cannot be used gives evidence of nothing."""
        return Interview(
            rubric=rubric.pk,
            name=name or rubric.name,
            kind=rubric.kind,
            minutes=minutes or self.minutes[rubric.pk],
            observes=frozenset(self.criteria.get(rubric.pk, ())),
            prepared=rubric.kind in PREPARED,
        )

    @property
    def interviews(self) -> list[Interview]:
        """One by each rubric."""
        return [self.interview(rubric) for rubric in self.rubrics.values()]


def rubric_index() -> RubricIndex:
    """Return what the library can look at, in three queries."""
    versions = RubricVersion.objects.current().select_related("rubric")
    rubrics = {version.pk: version.rubric for version in versions}
    criteria: dict[int, Counter[int]] = {}
    names: dict[int, str] = {}
    for version, competency, name in Criterion.objects.filter(version__in=rubrics).values_list(
        "version", "competency", "competency__name"
    ):
        criteria.setdefault(rubrics[version].pk, Counter())[competency] += 1
        names[competency] = name
    return RubricIndex(
        rubrics={rubric.pk: rubric for rubric in rubrics.values()},
        criteria=criteria,
        minutes=_usual_minutes(rubrics.values()),
        names=names,
    )


def _usual_minutes(rubrics: Iterable[Rubric]) -> dict[int, int]:
    """Return what the roles' loops mostly give an interview by each rubric."""
    given: dict[int, Counter[int]] = {}
    for rubric, minutes in ArchetypeInterview.objects.values_list("rubric", "minutes"):
        given.setdefault(rubric, Counter())[minutes] += 1
    return {rubric.pk: _mostly(given.get(rubric.pk), rubric.kind) for rubric in rubrics}


def _mostly(given: Counter[int] | None, kind: str) -> int:
    if given:
        return given.most_common(1)[0][0]
    return 45 if kind in _SHORTER else USUAL_MINUTES


def usual_minutes(rubric: Rubric) -> int:
    """Return what an interview by this rubric mostly takes."""
    return _usual_minutes([rubric])[rubric.pk]


def of_role(archetype: RoleArchetype, level: str) -> list[ArchetypeInterview]:
    """Return the interviews of the role's own loop at this level."""
    interviews = archetype.interviews.select_related("rubric")
    return [interview for interview in interviews if interview.level in (None, "", level)]


def needs_of(requisition: Requisition) -> dict[Competency, Need]:
    """Return what the requisition asks of each competency."""
    rows = requisition.competencies.select_related("competency")
    return {row.competency: need_of(row) for row in rows}


def own_loop(
    interviews: Iterable[ArchetypeInterview], needs: Mapping[Competency, Need]
) -> list[Planned]:
    """Return the role's loop as its authors wrote it, with two people for each strength."""
    plan = [
        Planned(interview.rubric, interview.name, interview.minutes) for interview in interviews
    ]
    return paired(plan, needs, rubric_index())


def paired(
    plan: list[Planned], needs: Mapping[Competency, Need], index: RubricIndex
) -> list[Planned]:
    """Return the plan with a second interviewer where one person alone would see a strength.

    The fewest that do: first the interview that shows most of what only one person sees.
    """
    seen = [frozenset(index.criteria.get(one.rubric.pk, ())) for one in plan]
    strengths = {c.pk for c, need in needs.items() if need.stance == Stance.STRENGTH}
    people = [one.interviewers for one in plan]
    while alone := [s for s in strengths if _people(s, seen, people) == 1]:
        best = max(range(len(plan)), key=lambda n: (len(seen[n] & set(alone)), -n))
        people[best] += 1
    return [replace(one, interviewers=n) for one, n in zip(plan, people, strict=True)]


def _people(competency: int, seen: list[frozenset[int]], people: list[int]) -> int:
    return sum(n for shown, n in zip(seen, people, strict=True) if competency in shown)


def fitted(
    archetype: RoleArchetype,
    interviews: list[ArchetypeInterview],
    needs: Mapping[Competency, Need],
    emphasis: str = "",
) -> list[Planned]:
    """Return the role's loop fitted to the needs, each interview with its reason; three queries."""
    seen = rubric_index()
    own = [
        seen.interview(interview.rubric, interview.name, interview.minutes)
        for interview in interviews
    ]
    loop = fit_loop(needs.values(), own, seen.interviews)
    rubrics = seen.rubrics | {interview.rubric_id: interview.rubric for interview in interviews}
    strengths = [c.key for c, need in needs.items() if need.stance == Stance.STRENGTH]
    wanted = perspectives.wanted(archetype, emphasis, strengths)
    assigned = perspectives.spread([slot.interview.kind for slot in loop.slots], wanted)
    plan = [
        Planned(
            rubric=rubrics[slot.interview.rubric],
            name=slot.interview.name,
            minutes=slot.interview.minutes,
            perspective=perspective,
            why=_why(slot, seen.names),
        )
        for slot, perspective in zip(loop.slots, assigned, strict=True)
    ]
    return paired(plan, needs, seen)


def _why(slot: Slot, names: dict[int, str]) -> str:
    listed = ", ".join(sorted(names[c] for c in slot.because_of))
    if slot.why == Why.UNSEEN:
        return _("The only interview that covers %(competencies)s.") % {"competencies": listed}
    if slot.why == Why.SECOND:
        return _("A second interviewer’s view on %(competencies)s.") % {"competencies": listed}
    return _("From the role’s default loop.")
