"""The demo organization as the browser tests see it, and the ids behind what a page is about."""

from datetime import timedelta
from typing import Any

from candidates.models import SourceChannel
from hiring.accounts.invitation_actions import invite, revoke_invitation
from hiring.accounts.links import token_of
from hiring.accounts.models import Team, TeamRole
from hiring.activity import clock
from hiring.debriefs.models import Debrief
from hiring.demo.calendar import ZONE
from hiring.demo.organization import Demo
from hiring.interviews.actions.booking import PlannedSlot, add_interview
from hiring.interviews.models import Interview, Loop, Seat
from hiring.pipeline.actions import sheets
from hiring.pipeline.models import Application, SheetStatus
from hiring.requisitions.actions.drafting import draft_requisition
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.models import Requisition
from hiring.scorecards.actions.linking import create_take_home_link
from hiring.scorecards.actions.question_instances import instantiate_questions
from hiring.scorecards.models import Scorecard
from rubrics.bank.actions.starting import start_draft
from rubrics.models import InterviewKind, OrganizationArchetype, ProfileAdjustment, Question, Rubric
from tests.factories.accounts import UserFactory
from tests.factories.messaging import MessageFactory
from tests.factories.rubrics import ProfileAdjustmentFactory

# Whose application each id belongs to, by the surname in the demo's story.
PEOPLE = {
    "okafor": "Adaeze Okafor",  # finished
    "lindqvist": "Elsa Lindqvist",  # a card is overdue
    "nakamura": "Hina Nakamura",  # the loop is to come
    "iyer": "Aditi Iyer",  # the loop is to be booked
    "silva": "Rafael Silva",  # rejected
}


def make_world() -> dict[str, Any]:
    """Make the demo, and return each id that a page's address needs: `loop_id:nakamura`."""
    demo = Demo()
    demo.tell()
    UserFactory(name="Newcomer", email="newcomer@demo.example")
    MessageFactory(failed=True)
    _owe_a_card_as_administrator(demo)
    world: dict[str, Any] = _of_everybody(demo)
    for person in PEOPLE:
        ids = _of_one(application_of(person))
        world |= {f"{name}:{person}": value for name, value in ids.items()}
    return world | _sheets(demo) | _of_the_puzzle() | _of_the_exercise(demo) | _invited(demo)


def _sheets(demo: Demo) -> dict[str, Any]:
    """Return an import that was not started, and one that is done, with something to check."""
    data = b"Name,Email,Job,Stage,Source\nIda Rhodes,,Chef,Vibe check,Booth\n,,,,\n"
    made = {}
    for state in ("draft", "done"):
        sheet = sheets.keep_sheet(
            requisition=demo.engineer,
            channel=SourceChannel.objects.active().first(),
            name="people.csv",
            data=data + b",x@example.org,,,\n",
            actor=demo.staff["recruiter"],
        )
        made[f"sheet_id:{state}"] = sheet.pk
    for batch in sheets.batches(sheet):
        sheets.import_batch(sheet, batch)
    sheets.finish_sheet(sheet, SheetStatus.DONE)
    return made


def application_of(person: str) -> Application:
    """Return the one application of the person of the story with this surname."""
    return Application.objects.get(candidate__name__icontains=PEOPLE[person])


def _owe_a_card_as_administrator(demo: Demo) -> None:
    """Have somebody who sees everything be blind to one application."""
    loop = Loop.objects.get(application=application_of("lindqvist"))
    rubric = Rubric.objects.get(key="ml-theory")
    after = loop.interviews.order_by("during").last()
    assert after is not None
    slot = PlannedSlot(
        name="ML theory",
        kind=rubric.kind,
        rubric_version=rubric.current_version,
        starts_at=after.ends_at,
        minutes=50,
        zone=ZONE,
        interviewers=(demo.staff["admin"],),
        position=4,
    )
    with clock.set_to(slot.starts_at - timedelta(days=1)):
        add_interview(loop=loop, slot=slot, actor=demo.staff["coordinator"])


def _of_everybody(demo: Demo) -> dict[str, Any]:
    return {
        "requisition_id": demo.engineer.pk,
        "role_id": demo.engineer.archetype_id,
        "competency_id": demo.engineer.competencies.first().competency_id,
        "organization_id": OrganizationArchetype.objects.get(key="nascent").pk,
        "adjustment_id": (ProfileAdjustment.objects.first() or ProfileAdjustmentFactory()).pk,
        "rubric_id": Rubric.objects.get(key="math-puzzle").pk,
        "rubric_id:draft": _written_rubric(demo).pk,
        "question_id:draft": _written_question(demo).pk,
        "puzzle_key": "bowl-step",
        "project_number": 1,
        "question_id": Question.objects.get(key="gram-matrix").pk,
        "question_id:puzzle": Question.objects.get(key="puzzle-copied-feature").pk,
        "question_id:data": Question.objects.get(key="tickets-to-teams").pk,
        "planned_id": demo.engineer.plan.first().pk,
        "requisition_id:draft": _draft(demo).pk,
        "question_id:probe": Question.objects.get(key="probe-platform").pk,
        "debrief_id": Debrief.objects.get().pk,
        "user_id": demo.staff["interviewer3"].pk,
        "team_id": Team.objects.get().pk,
    }


def _written_rubric(demo: Demo) -> Rubric:
    """Return a rubric with a draft that differs from what is published."""
    rubric = Rubric.objects.get(key="ml-coding")
    draft = start_draft(item=rubric, actor=demo.staff["recruiter"])
    draft.criteria.filter(position=1).update(anchor_1="Writes nothing that runs.")
    return rubric


def _written_question(demo: Demo) -> Question:
    """Return a question with a draft."""
    question = Question.objects.get(key="the-flat-loss")
    start_draft(item=question, actor=demo.staff["manager"])
    return question


def _invited(demo: Demo) -> dict[str, Any]:
    """Return what the links of two invitations carry, one of them revoked."""
    actor = demo.staff["admin"]
    given = {"requisitions": [{"requisition": demo.engineer.pk, "role": "interviewer"}]}
    names = {"noor@demo.example": "Noor Haddad", "omar@demo.example": ""}
    open_one, revoked = invite(
        names=names, teams=[Team.objects.get()], access=given, site_role="recruiter", actor=actor
    )
    revoke_invitation(invitation=revoked, actor=actor)
    return {
        "invitation_token": token_of(open_one.link),
        "invitation_token:revoked": token_of(revoked.link),
    }


def _of_the_puzzle() -> dict[str, Any]:
    """Return the ids of an interview to come, by a puzzle whose numbers are its own."""
    interview = Interview.objects.get(
        loop__application=application_of("nakamura"), kind=InterviewKind.MATH_PUZZLE
    )
    asked = interview.questions.get()
    return {"interview_id:puzzle": interview.pk, "question_version_id:puzzle": asked.pk}


def _draft(demo: Demo) -> Requisition:
    """Return an opening that the demo's manager and recruiter are building."""
    draft = draft_requisition(
        archetype=demo.engineer.archetype, level="staff", actor=demo.staff["recruiter"]
    )
    join_team(
        requisition=draft,
        user=demo.staff["manager"],
        role=TeamRole.HIRING_MANAGER,
        actor=demo.staff["recruiter"],
    )
    return draft


def _of_the_exercise(demo: Demo) -> dict[str, Any]:
    """Return the ids of a take-home to come, and what the candidate's link to it carries."""
    interview = Interview.objects.get(
        loop__application=application_of("nakamura"), kind=InterviewKind.TAKE_HOME
    )
    actor = demo.staff["coordinator"]
    [instance] = instantiate_questions(interview=interview, actor=actor)
    link = create_take_home_link(instance=instance, actor=actor)
    return {"interview_id:exercise": interview.pk, "token": token_of(link)}


def _of_one(application: Application) -> dict[str, Any]:
    """Return the ids around one application; of several, the last."""
    interview = Interview.objects.filter(loop__application=application).order_by("during").last()
    seat = Seat.objects.filter(interview=interview).first()
    card = Scorecard.objects.filter(seat__interview__loop__application=application).first()
    return {
        "application_id": application.pk,
        "candidate_id": application.candidate_id,
        "loop_id": interview and interview.loop_id,
        "interview_id": interview and interview.pk,
        "seat_id": seat and seat.pk,
        "scorecard_id": card and card.pk,
    }
