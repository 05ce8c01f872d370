"""The demo organization: one requisition in depth, two shallow ones, sixty candidates.

Its history is made through the product's own actions, with nothing but the clock moved, so it
cannot be in a state that people could not bring about.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from candidates.actions.importing import import_resume
from candidates.actions.people import edit_candidate
from candidates.models import SourceChannel
from hiring.accounts.actions import change_logo, change_organization
from hiring.accounts.models import TeamRole, User
from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.debriefs.actions.requesting import request_debrief
from hiring.demo.calendar import ZONE, at
from hiring.demo.crowd import Crowd
from hiring.demo.daily_work import leave_traces
from hiring.demo.people import hire_staff, train_interviewers
from hiring.interviews.actions.booking import PlannedSlot, book_loop
from hiring.interviews.models import Loop, Seat
from hiring.pipeline.actions import applying, moving, notes
from hiring.pipeline.models import Application, RejectionReason
from hiring.requisitions.actions.opening import open_requisition
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.models import Requisition
from hiring.scorecards.actions.question_instances import instantiate_questions
from hiring.scorecards.actions.writing import submit
from rubrics.models import (
    Level,
    OrganizationArchetype,
    Perspective,
    Question,
    RoleArchetype,
    Rubric,
)

CONTENT = Path(__file__).parent / "content"
LOOP = ("math-puzzle", "take-home-review", "project-probe")
# As the role's own loop has it for a senior: each strength is seen by two people.
WHOLE_LOOP = (*LOOP, "ml-system-design", "ml-debugging")
# The engineer's stages by their place in the pipeline, from 0; names are the catalog's to change.
SCREEN, ONSITE = 1, 2
# What is not named after its rubric, or takes longer than an hour.
LIVE_EXERCISE, LIVE_MINUTES = "take-home-review", 90
QUESTIONS = {
    "math-puzzle": "puzzle-copied-feature",
    "take-home-review": "bikes-at-midnight",
    "project-probe": "probe-production-model",
    "ml-system-design": "late-parcels",
    "ml-debugging": "alone-it-says-no",
}


def make_demo() -> None:
    """Make the demo organization in an empty installation, in one transaction."""
    with transaction.atomic():
        Demo().tell()


class Demo:
    """The story, in the order in which it happened."""

    def __init__(self) -> None:
        self.people = {person["key"]: person for person in _content("people.yaml")}
        self.cards = _content("scorecards.yaml")
        self.applications: dict[str, Application] = {}

    def tell(self) -> None:
        with clock.set_to(at(-45, 9)):
            self.staff = hire_staff()
            train_interviewers(self.staff)
            change_organization(
                actor=self.staff["admin"], name="Northwind", reply_address="jobs@northwind.example"
            )
            change_logo(actor=self.staff["admin"], logo=(CONTENT / "logo.png").read_bytes())
        self.open_requisitions()
        self.finished_loop()
        self.overdue_loop()
        self.coming_loop()
        self.early_stages()
        self.endings()
        self.other_requisitions()
        Crowd(self).come()
        leave_traces(self)

    def open_requisitions(self) -> None:
        recruiter, manager = self.staff["recruiter"], self.staff["manager"]
        with clock.set_to(at(-40, 10)):
            self.engineer = self.open(
                "ml-engineer", Level.SENIOR, "Senior ML engineer, forecasting"
            )
            join_team(
                requisition=self.engineer,
                user=manager,
                role=TeamRole.HIRING_MANAGER,
                actor=recruiter,
            )
            for login in ("interviewer", "interviewer2", "interviewer3"):
                join_team(
                    requisition=self.engineer,
                    user=self.staff[login],
                    role=TeamRole.INTERVIEWER,
                    actor=recruiter,
                )
        with clock.set_to(at(-20, 11)):
            self.researcher = self.open(
                "ml-researcher",
                Level.MID,
                "ML researcher, optimization",
                organization=OrganizationArchetype.objects.get(key="research-arm"),
                job_text=(CONTENT / "researcher.md").read_text("utf-8"),
            )
            join_team(
                requisition=self.researcher,
                user=manager,
                role=TeamRole.HIRING_MANAGER,
                perspective=Perspective.RESEARCH,
                actor=recruiter,
            )
            self.platform = self.open("ml-platform-engineer", Level.SENIOR, "ML platform engineer")

    def open(self, archetype: str, level: str, title: str, **values: Any) -> Requisition:
        return open_requisition(
            archetype=RoleArchetype.objects.get(key=archetype),
            level=level,
            title=title,
            location="Berlin or remote in Europe",
            pay_minimum=85_000,
            pay_maximum=110_000,
            pay_currency="EUR",
            actor=self.staff["recruiter"],
            **values,
        )

    def finished_loop(self) -> None:
        """All cards are in and the debrief is rendered: it waits for the hiring manager."""
        application = self.apply("okafor", self.engineer, at(-30, 8))
        self.move(application, SCREEN, at(-28, 10))
        self.move(application, ONSITE, at(-15, 9))
        loop = self.book(
            application,
            booked_at=at(-14, 15),
            day=-9,
            panels=[
                ("interviewer",),
                ("interviewer2", "interviewer"),
                ("interviewer3", "interviewer2"),
                ("interviewer2", "interviewer3"),
                ("interviewer", "interviewer3"),
            ],
            loop=WHOLE_LOOP,
        )
        self.submit_cards(loop, "okafor", after=at(-9, 16))
        # The evening of the cards: on any weekday before the day that the decision is due.
        with clock.set_to(at(-9, 20)):
            debrief = request_debrief(application=application, actor=self.staff["recruiter"])
        self.render(debrief.pk)

    def overdue_loop(self) -> None:
        """Two cards are in, the third is owed since its interview three days ago."""
        application = self.apply("lindqvist", self.engineer, at(-24, 11))
        self.move(application, SCREEN, at(-21, 10))
        self.move(application, ONSITE, at(-10, 9))
        loop = self.book(
            application,
            booked_at=at(-8, 12),
            day=-4,
            panels=[("interviewer",), ("interviewer2",), ("interviewer3",)],
        )
        self.submit_cards(loop, "lindqvist", after=at(-4, 16))

    def coming_loop(self) -> None:
        """Booked for the days to come."""
        application = self.apply("nakamura", self.engineer, at(-19, 15))
        self.move(application, SCREEN, at(-16, 10))
        self.move(application, ONSITE, at(-5, 10))
        self.book(
            application,
            booked_at=at(-3, 11),
            day=2,
            panels=[("interviewer",), ("interviewer2",), ("interviewer3",)],
        )

    def early_stages(self) -> None:
        """One waits to be booked, the others for a recruiter."""
        iyer = self.apply("iyer", self.engineer, at(-17, 9))
        self.move(iyer, SCREEN, at(-14, 9))
        self.move(iyer, ONSITE, at(-2, 15))
        moreau = self.apply("moreau", self.engineer, at(-6, 8))
        self.move(moreau, SCREEN, at(-4, 9))
        with clock.set_to(at(-4, 9, 30)):
            notes.add_note(
                application=moreau,
                body="Would be the “software engineer to train in ML” case. "
                "Ask how far the bird-call project went beyond the published code.",
                actor=self.staff["recruiter"],
            )
        self.apply("haddad", self.engineer, at(-2, 17))

    def endings(self) -> None:
        silva = self.apply("silva", self.engineer, at(-22, 10))
        self.move(silva, SCREEN, at(-20, 11))
        with clock.set_to(at(-18, 12)):
            moving.reject(
                application=silva,
                reason=self.reason(by_candidate=False),
                actor=self.staff["recruiter"],
            )
        kowalska = self.apply("kowalska", self.engineer, at(-21, 10))
        with clock.set_to(at(-16, 12)):
            moving.withdraw(
                application=kowalska,
                reason=self.reason(by_candidate=True),
                actor=self.staff["recruiter"],
            )

    def other_requisitions(self) -> None:
        brandt = self.apply("brandt", self.researcher, at(-12, 10))
        self.move(brandt, SCREEN, at(-8, 10))
        self.apply("osei", self.researcher, at(-3, 10))
        petrova = self.apply("petrova", self.platform, at(-11, 10))
        self.move(petrova, SCREEN, at(-7, 10))
        self.apply("rossi", self.platform, at(-1, 10))

    # --- the steps that recur -------------------------------------------------------------

    def apply(self, key: str, requisition: Requisition, when: datetime) -> Application:
        person = self.people[key]
        data = json.dumps(person["resume"], ensure_ascii=False).encode()
        with clock.set_to(when):
            imported = import_resume(
                name=f"{key}.resume.json",
                data=data,
                channel=SourceChannel.objects.get(key=person["channel"]),
                referrer=self.staff["interviewer2"] if person["channel"] == "referral" else None,
                actor=self.staff["recruiter"],
            )
            if zone := person.get("zone"):
                edit_candidate(
                    candidate=imported.candidate, zone=zone, actor=self.staff["recruiter"]
                )
            return applying.apply(
                candidate=imported.candidate,
                requisition=requisition,
                resume=imported.resume,
                touch=imported.touch,
                actor=self.staff["recruiter"],
            )

    def move(self, application: Application, stage: int, when: datetime) -> None:
        with clock.set_to(when):
            moving.advance(
                application=application,
                to_stage=application.requisition.stages.order_by("position")[stage],
                actor=self.staff["recruiter"],
            )
        application.refresh_from_db()

    def book(
        self,
        application: Application,
        *,
        booked_at: datetime,
        day: int,
        panels: list[tuple[str, ...]],
        loop: tuple[str, ...] = LOOP,
    ) -> Loop:
        """Book the interviews of one day from ten o'clock on, two hours for the live exercise."""
        slots = [
            self.slot(rubric, position, at(day, 9 + position + (position > 2)), panel)
            for position, (rubric, panel) in enumerate(zip(loop, panels, strict=True), start=1)
        ]
        with clock.set_to(booked_at):
            return book_loop(application=application, slots=slots, actor=self.staff["coordinator"])

    def slot(
        self, rubric: str, position: int, starts_at: datetime, panel: tuple[str, ...]
    ) -> PlannedSlot:
        rubric_ = Rubric.objects.get(key=rubric)
        question = Question.objects.get(key=QUESTIONS[rubric])
        is_live = rubric == LIVE_EXERCISE
        return PlannedSlot(
            name="Live exercise" if is_live else rubric_.name,
            kind=rubric_.kind,
            rubric_version=rubric_.current_version,
            starts_at=starts_at,
            minutes=LIVE_MINUTES if is_live else 50,
            zone=ZONE,
            interviewers=tuple(self.staff[login] for login in panel),
            place="https://meet.example.com/forecasting",
            questions=(question.current_version,),
            position=position,
        )

    def submit_cards(self, loop: Loop, key: str, *, after: datetime) -> None:
        """Let the interviewers write what the content says, one after another."""
        for number, card in enumerate(self.cards[key]):
            seat = Seat.objects.active().get(
                interview__loop=loop,
                interview__rubric_version__rubric__key=card["rubric"],
                user=self.staff[card["by"]],
            )
            with clock.set_to(after + timedelta(minutes=25 * number)):
                self.submit_card(seat, card)

    def submit_card(self, seat: Seat, card: dict[str, Any]) -> None:
        instantiate_questions(interview=seat.interview, actor=seat.user)
        criteria = seat.interview.rubric_version.criteria.order_by("position")
        ratings = {
            criterion.pk: (None if level == "not observed" else level, evidence)
            for criterion, (level, evidence) in zip(criteria, card["ratings"], strict=True)
        }
        submit(
            seat=seat,
            actor=seat.user,
            overall=card["overall"],
            summary=card["summary"],
            ratings=ratings,
        )

    def render(self, debrief_id: int) -> None:
        """Do the worker's work at once: nobody is there yet to do it."""
        job = BackgroundJob.objects.get(task="debriefs.render", key=str(debrief_id))
        with clock.set_to(job.created_at + timedelta(seconds=3)):
            jobs.run_jobs([job.pk])

    def reason(self, *, by_candidate: bool) -> RejectionReason:
        return RejectionReason.objects.filter(by_candidate=by_candidate).order_by("position")[0]


def _content(name: str) -> Any:
    return yaml.safe_load((CONTENT / name).read_text(encoding="utf-8"))


def staff_exists() -> bool:
    """Return whether anybody works here already, so that a demo would mix with real people."""
    return User.objects.exists()
