"""A scene for debriefs: one application with a loop whose scorecards come in one by one.

Everything is made through the verbs that people use, so that a test speaks of what really
happens. Competencies, rubrics and the role are small ones of its own.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hiring.accounts.models import TeamRole, User
from hiring.activity import clock, jobs
from hiring.debriefs.actions.rendering import TASK
from hiring.debriefs.actions.requesting import request_debrief
from hiring.debriefs.models import Debrief
from hiring.interviews.actions.booking import PlannedSlot, book_loop
from hiring.interviews.models import Interview, Loop, Seat
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.actions.moving import advance
from hiring.pipeline.actions.participants import admit_participant
from hiring.pipeline.actions.reasons import load_rejection_reasons
from hiring.pipeline.models import Application
from hiring.requisitions.models import (
    HiringTeamMember,
    Requisition,
    RequisitionCompetency,
    Stage,
)
from hiring.scorecards.actions.writing import submit
from rubrics.models import (
    Competency,
    Criterion,
    InterviewKind,
    RoleArchetype,
    Rubric,
    RubricVersion,
    StageKind,
    Stance,
)
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
STAGES = [
    ("Applied", StageKind.APPLIED),
    ("Onsite", StageKind.ONSITE),
    ("Decision", StageKind.DECISION),
    ("Offer", StageKind.OFFER),
    ("Hired", StageKind.HIRED),
]
# competency → stance, bar, weight
PROFILE = {
    "Modeling": (Stance.STRENGTH, 3, 5),
    "Software": (Stance.BAR, 3, 3),
    "Communication": (Stance.BAR, 2, 1),
}
# interview → kind, competencies of its criteria, number of interviewers
LOOP = {
    "Math puzzle": (InterviewKind.MATH_PUZZLE, ["Modeling", "Communication"], 1),
    "Take-home review": (InterviewKind.TAKE_HOME, ["Modeling", "Software"], 2),
}
_numbers = itertools.count(1)


@dataclass
class Scene:
    """One application, the people around it, and its loop."""

    application: Application
    recruiter: User
    manager: User
    loop: Loop
    booked: list[Interview] = field(default_factory=list)

    @property
    def requisition(self) -> Requisition:
        return self.application.requisition

    @property
    def seats(self) -> list[Seat]:
        """The seats in the order of the interviews, with their people."""
        return list(
            Seat.objects.filter(interview__loop=self.loop)
            .select_related("user", "interview__rubric_version")
            .order_by("during", "id")
        )

    def submit(self, seat: Seat, *levels: int | None, overall: int = 3, evidence: str = "") -> None:
        """Have the seat's person submit these levels by criterion; `yes` where none is given."""
        criteria = list(seat.interview.rubric_version.criteria.all())
        given = [*levels, *[3] * (len(criteria) - len(levels))]
        with clock.set_to(NOON + timedelta(days=1, minutes=seat.pk % 50)):
            submit(
                seat=seat,
                actor=seat.user,
                overall=overall,
                summary=f"{seat.user.name} says: reasons from data.",
                ratings={
                    criterion.pk: (level, evidence_of(seat, criterion, evidence) if level else "")
                    for criterion, level in zip(criteria, given, strict=True)
                },
            )

    def submit_all(self, **kwargs) -> "Scene":
        """Have everybody submit a `yes` to everything."""
        for seat in self.seats:
            self.submit(seat, **kwargs)
        return self

    def debrief(self, *, again: bool = False) -> Debrief:
        """The debrief, made as a worker would."""
        debrief = request_debrief(application=self.application, actor=self.recruiter, again=again)
        return make(debrief)


def sits(made: Scene, user: User, seat_id: int = 10_000_001) -> None:
    """The user sits in the scene's loop as well, and has a scorecard to submit."""
    admit_participant(
        application=made.application, user=user, seat_id=seat_id, loop_id=made.loop.pk
    )


def evidence_of(seat: Seat, criterion: Criterion, evidence: str = "") -> str:
    """What this person wrote of this criterion."""
    return evidence or f"{seat.user.name} saw: {criterion.name}."


def make(debrief: Debrief) -> Debrief:
    """Do the background work of a debrief here and now."""
    from hiring.activity.models import BackgroundJob

    jobs.run_jobs([BackgroundJob.objects.latest_for(TASK, str(debrief.pk)).pk])
    debrief.refresh_from_db()
    return debrief


def scene(
    *,
    candidate: str = "Chidi Okonkwo",
    profile: Mapping[str, tuple] = PROFILE,
    loop: Mapping[str, tuple[str, Sequence[str], int]] = LOOP,
    **people: User,
) -> Scene:
    """An application in the onsite stage with a booked loop whose scorecards are all owed."""
    with clock.set_to(NOON - timedelta(days=10)):
        load_rejection_reasons()
        requisition = requisition_of(profile, loop)
        recruiter = people.get("recruiter") or UserFactory(recruiter=True, name="Rosa Klein")
        manager = people.get("manager") or UserFactory(name="Margaret Hamilton")
        HiringTeamMember.objects.create(
            requisition=requisition, user=manager, role=TeamRole.HIRING_MANAGER
        )
        application = apply(
            candidate=CandidateFactory(name=candidate), requisition=requisition, actor=recruiter
        )
        onsite = requisition.stages.get(kind=StageKind.ONSITE)
        application = advance(application=application, to_stage=onsite, actor=recruiter)
        booked = book_loop(application=application, slots=list(slots(loop)), actor=recruiter)
    application.refresh_from_db()
    return Scene(application, recruiter, manager, booked)


def slots(loop: Mapping[str, tuple[str, Sequence[str], int]]) -> Iterator[PlannedSlot]:
    """The interviews one after the other, an hour each, each with interviewers of its own."""
    for place, (name, (kind, _, people)) in enumerate(loop.items()):
        yield PlannedSlot(
            name=name,
            kind=kind,
            rubric_version=RubricVersion.objects.filter(rubric__name=name).latest("id"),
            starts_at=NOON + timedelta(hours=place),
            minutes=45,
            zone="Europe/Berlin",
            interviewers=tuple(UserFactory() for _ in range(people)),
            position=place + 1,
        )


def requisition_of(
    profile: Mapping[str, tuple], loop: Mapping[str, tuple[str, Sequence[str], int]]
) -> Requisition:
    """An open requisition with this profile, and a published rubric for each interview."""
    number = next(_numbers)
    archetype, _ = RoleArchetype.objects.get_or_create(
        key="ml-engineer",
        defaults={
            "name": "ML engineer",
            "short": "MLE",
            "summary": "Trains and runs models.",
            "does": "Trains, deploys, monitors.",
            "work_product": "A system in production.",
            "week": {"modeling": 40, "serving": 30, "data": 20, "analysis": 5, "people": 5},
            "ml": "high",
            "software": "high",
            "communication": "medium",
        },
    )
    requisition = Requisition.objects.create(
        key=f"MLE-{number}", title="Senior ML engineer", archetype=archetype, level="senior"
    )
    Stage.objects.bulk_create(
        Stage(requisition=requisition, position=place, name=name, kind=kind)
        for place, (name, kind) in enumerate(STAGES, 1)
    )
    rated = competencies_of(profile)
    RequisitionCompetency.objects.bulk_create(
        RequisitionCompetency(
            requisition=requisition,
            competency=rated[name],
            stance=stance,
            bar_level=bar,
            weight=weight,
            why=f"The work needs {name.lower()}.",
        )
        for name, (stance, bar, weight) in profile.items()
    )
    for name, (kind, competencies, _) in loop.items():
        rubric_of(name, kind, competencies)
    return requisition


def competencies_of(names: Iterable[str]) -> dict[str, Competency]:
    """The competencies of these names."""
    wanted = {name.lower().replace(" ", "-"): name for name in names}
    made = [
        Competency(key=key, name=name, definition=f"Has {name.lower()}.", is_not="Confidence.")
        for key, name in wanted.items()
    ]
    Competency.objects.bulk_create(made, ignore_conflicts=True)
    found = {one.key: one for one in Competency.objects.filter(key__in=wanted)}
    return {name: found[key] for key, name in wanted.items()}


def rubric_of(name: str, kind: str, competencies: Sequence[str]) -> RubricVersion:
    """A published rubric with one criterion for each competency."""
    rubric = Rubric.objects.create(
        key=f"rubric-{next(_numbers)}", name=name, kind=kind, purpose="To find out."
    )
    version = RubricVersion.objects.create(rubric=rubric, number=1)
    rated = competencies_of(competencies)
    Criterion.objects.bulk_create(
        Criterion(
            version=version,
            position=position,
            competency=rated[of],
            name=f"{name}: {of.lower()}",
            look_for="In the first ten minutes.",
            **{f"anchor_{n}": f"Said {n} of four things." for n in (1, 2, 3, 4)},
        )
        for position, of in enumerate(competencies, 1)
    )
    RubricVersion.objects.filter(pk=version.pk).update(status="published", published_at=NOON)
    version.refresh_from_db()
    return version
