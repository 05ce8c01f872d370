"""What a loop is filled in with before anybody chooses: the plan, questions that fit, times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q

from hiring.activity import clock
from hiring.interviews.models import Interview, Loop
from hiring.interviews.times import next_working_day
from hiring.pipeline.models import Application, Hypothesis
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.requisitions.models import PlannedInterview, Stage
from rubrics.models import (
    Assistance,
    Question,
    QuestionVersion,
    RubricVersion,
    StageKind,
    usual_assistance,
)

FIRST_START = time(10, 0)
# Interviewers and candidate want a day between invitation and interview.
DAYS_AHEAD = 2
# Every family of math puzzles has a question; a longer list is searched in the library.
MAX_QUESTIONS = 30


@dataclass(frozen=True)
class Planned:
    """One interview of the plan with the rubric version that it would be held by."""

    name: str
    rubric_version: RubricVersion
    minutes: int
    # How many people sit in it, and for which side of the work one of them speaks.
    people: int = 1
    perspective: str = ""


def planned(application: Application) -> list[Planned]:
    """Return the interviews planned for the application's stage, in their order.

    A plan keeps a rubric that was archived since: the requisition's candidates are rated by the
    same until somebody puts another into its plan.
    """
    plan = PlannedInterview.objects.filter(
        requisition=application.requisition_id, stage=application.stage_id
    ).order_by("position")
    versions = {
        version.rubric_id: version
        for version in RubricVersion.objects.published()
        .newest()
        .filter(rubric__in=plan.values("rubric"))
        .with_criteria()
    }
    return [
        Planned(
            entry.name,
            versions[entry.rubric_id],
            entry.minutes,
            people=entry.interviewers,
            perspective=entry.perspective,
        )
        for entry in plan
        if entry.rubric_id in versions
    ]


def assistance_in(interview: Interview) -> Assistance:
    """Return what the candidate may use: as the plan has it, else as usual for its kind."""
    entry = _entry_of(interview)
    return entry.allowed if entry else usual_assistance(interview.kind)


def perspective_asked(interview: Interview) -> str:
    """Return for which side of the work the plan wants somebody in an interview; empty for any."""
    entry = _entry_of(interview)
    return entry.perspective if entry else ""


def _entry_of(interview: Interview) -> PlannedInterview | None:
    plan = PlannedInterview.objects.filter(stage=interview.loop.stage_id, name=interview.name)
    return plan.order_by("position").first()


def unscheduled(found: ApplicationQuerySet) -> ApplicationQuerySet:
    """Keep the applications in a stage with interviews for which no loop is booked."""
    booked = Loop.objects.booked().filter(application=OuterRef("pk"), stage=OuterRef("stage"))
    plan = Exists(PlannedInterview.objects.filter(stage=OuterRef("pk")))
    stages = Stage.objects.filter(Q(kind=StageKind.ONSITE) | Q(plan, kind=StageKind.SCREEN))
    return found.active().filter(~Exists(booked), stage__in=stages)


def first_times(count_minutes: Iterable[int], zone: str) -> list[tuple[date, time]]:
    """Return day and wall-clock start of interviews of these lengths, back to back."""
    day = next_working_day(clock.today(zone), ahead=DAYS_AHEAD)
    at = datetime.combine(day, FIRST_START)
    found = []
    for minutes in count_minutes:
        found.append((at.date(), at.time()))
        at += timedelta(minutes=minutes)
    return found


class Bank:
    """The published questions of some kinds, those first that fit the application best.

    Best is: not asked of this candidate before, evidence only of what the rubric rates, written
    for this role, short enough.
    """

    def __init__(self, application: Application, kinds: Iterable[str]) -> None:
        versions = QuestionVersion.objects.current().filter(question__kind__in=set(kinds))
        self.versions = list(versions.with_competencies().order_by("question__title", "pk"))
        archetype = application.requisition.archetype_id
        suited = Question.objects.for_archetype(archetype).values_list("pk", flat=True)
        self.suited = set(suited.filter(kind__in=set(kinds)))
        asked = Interview.questions.through.objects.filter(
            interview__candidate=application.candidate_id
        )
        self.asked = set(asked.values_list("questionversion__question", flat=True))

    def fitting(self, rubric_version: RubricVersion, minutes: int) -> list[QuestionVersion]:
        """Return the questions of the rubric's kind, best first."""
        kind = rubric_version.rubric.kind
        rated = {criterion.competency_id for criterion in rubric_version.criteria.all()}

        def rank(version: QuestionVersion) -> tuple:
            evidence = {competency.pk for competency in version.competencies.all()}
            return (
                version.question_id in self.asked,
                not evidence <= rated,
                version.question_id not in self.suited,
                -len(evidence & rated),
                version.minutes > minutes,
                abs(version.difficulty - 3),
            )

        found = [version for version in self.versions if version.question.kind == kind]
        return sorted(found, key=rank)[:MAX_QUESTIONS]


def tested_by(rubric_version: RubricVersion, stated: Iterable[Hypothesis]) -> list[Hypothesis]:
    """Return those hypotheses of which a criterion of the rubric gives evidence."""
    rated = {criterion.competency_id for criterion in rubric_version.criteria.all()}
    return [hypothesis for hypothesis in stated if hypothesis.competency_id in rated]


def untested(versions: Iterable[RubricVersion], stated: Iterable[Hypothesis]) -> list[Hypothesis]:
    """Return the hypotheses of which no rubric of the loop would give evidence."""
    stated = list(stated)
    tested = {h.competency_id for version in versions for h in tested_by(version, stated)}
    return [hypothesis for hypothesis in stated if hypothesis.competency_id not in tested]
