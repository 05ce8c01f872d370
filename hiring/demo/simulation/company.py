"""Who works at the simulated company and which jobs it fills; made through the actions."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hiring.accounts import actions as accounts
from hiring.accounts.models import SiteRole, TeamRole, User
from hiring.activity import clock
from hiring.demo.simulation.people import draw_person
from hiring.requisitions.actions.editing import close_requisition
from hiring.requisitions.actions.opening import open_requisition
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.models import PlannedInterview, Requisition, Stage
from rubrics.models import Level, RoleArchetype

# How long ago the first job opened.
DAYS = 900
# The share of all applications that the largest job has.
LARGEST = 0.1
ZONE = "Europe/Berlin"


@dataclass
class SimulatedJob:
    """A job with what its applications need to know of it."""

    requisition: Requisition
    recruiter: User
    interviewers: list[User]
    share: float
    stages: list[Stage] = field(default_factory=list)
    plan: dict[int, list[PlannedInterview]] = field(default_factory=dict)
    hired: int = 0
    has_loops: bool = False

    @property
    def opened_at(self) -> datetime:
        return self.requisition.opened_at

    @property
    def closed_at(self) -> datetime | None:
        return self.requisition.closed_at


def found_company(draw: random.Random, applications: int, now: datetime) -> list[SimulatedJob]:
    """Return as many jobs as fit so many applications, the largest first, with their teams."""
    count = max(3, min(200, round(applications**0.5 / 5)))
    shares = _shares(count)
    with clock.set_to(now - timedelta(days=DAYS + 1)):
        administrator = _hire(draw, 1, SiteRole.ADMINISTRATOR)[0]
        recruiters = _hire(draw, 1 + count // 12, SiteRole.RECRUITER, administrator)
        members = _hire(draw, 12 + applications // 2_500, SiteRole.MEMBER, administrator)
    jobs = [
        _open(draw, place, share, recruiters, members, now) for place, share in enumerate(shares)
    ]
    for job in jobs:
        _read_plan(job)
    return jobs


def _shares(count: int) -> list[float]:
    """A tenth of all in one job, the rest falling off slowly."""
    rest = [1 / (place + 8) for place in range(count - 1)]
    return [LARGEST, *(share * (1 - LARGEST) / sum(rest) for share in rest)]


def _hire(draw: random.Random, count: int, role: SiteRole, actor: User | None = None) -> list[User]:
    """People who sign in by "forgot password" only, so never."""
    first = User.objects.count() + 1
    people = [draw_person(draw, number, 2020) for number in range(first, first + count)]
    return [
        accounts.add_user(
            email=f"simulated.{person.latin}.{person.number}@example.com",
            name=person.name,
            zone=person.zone,
            site_role=role,
            actor=actor,
        )
        for person in people
    ]


def _open(
    draw: random.Random,
    place: int,
    share: float,
    recruiters: list[User],
    members: list[User],
    now: datetime,
) -> SimulatedJob:
    """Open a job, the largest one lately; close it where its time has passed."""
    archetypes = list(RoleArchetype.objects.filter(archived_at=None).order_by("key"))
    recruiter, archetype = draw.choice(recruiters), draw.choice(archetypes)
    opened_at = now - timedelta(days=_opened_days_ago(draw, place), hours=-9)
    with clock.set_to(opened_at):
        requisition = open_requisition(
            archetype=archetype,
            level=draw.choice([Level.MID, Level.SENIOR, Level.SENIOR, Level.STAFF]),
            title=_title(draw, archetype),
            location=draw.choice(["Berlin", "London", "New York", "Remote in Europe"]),
            actor=recruiter,
        )
        panel = draw.sample(members, min(len(members), 9))
        _seat_team(requisition, panel, recruiter)
    closes_at = opened_at + timedelta(days=draw.randint(50, 180))
    if place and closes_at < now:
        with clock.set_to(closes_at):
            requisition = close_requisition(requisition=requisition, actor=recruiter)
    return SimulatedJob(requisition, recruiter, panel[1:], share)


def _opened_days_ago(draw: random.Random, place: int) -> int:
    """Most jobs of a company that grows were opened lately."""
    if place == 0:
        return 60
    return draw.randint(5, 120) if draw.random() < 0.4 else draw.randint(120, DAYS)


def _title(draw: random.Random, archetype: RoleArchetype) -> str:
    areas = ["forecasting", "search", "pricing", "fraud", "recommendations", "vision", "language"]
    return f"{archetype.name}, {draw.choice(areas)}"


def _seat_team(requisition: Requisition, panel: list[User], recruiter: User) -> None:
    manager, *others = panel
    join_team(requisition=requisition, user=manager, role=TeamRole.HIRING_MANAGER, actor=recruiter)
    for user in others:
        join_team(requisition=requisition, user=user, role=TeamRole.INTERVIEWER, actor=recruiter)


def _read_plan(job: SimulatedJob) -> None:
    job.stages = list(job.requisition.stages.order_by("position"))
    plan = job.requisition.plan.select_related("rubric").order_by("position")
    for planned in plan:
        job.plan.setdefault(planned.stage_id, []).append(planned)
