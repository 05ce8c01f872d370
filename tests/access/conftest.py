"""The demo organization as a world: one application with everything on it, everybody around it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from candidates.actions.resumes import add_resume, choose_resume
from candidates.actions.tags import add_tag
from candidates.duplicates import check
from candidates.models import Candidate, PossibleDuplicate, SourceChannel
from hiring.accounts.invitation_actions import invite
from hiring.accounts.links import token_of
from hiring.accounts.models import Invitation, Team, TeamRole, User
from hiring.activity import clock
from hiring.debriefs.actions.references import add_reference
from hiring.debriefs.models import Debrief, ReferenceAnswer
from hiring.demo.organization import Demo
from hiring.interviews.actions.booking import PlannedSlot, add_interview
from hiring.interviews.actions.proposing import request_proposal
from hiring.interviews.answer_links import path_of as answer_path
from hiring.interviews.day_sheets import path_of as schedule_path
from hiring.interviews.feeds import create_feed
from hiring.interviews.models import Hold, Interview, Proposal, Seat
from hiring.interviews.self_scheduling import create_choice_link
from hiring.messaging.models import Message, MessageState, Template
from hiring.pipeline.actions.sheets import keep_sheet
from hiring.pipeline.models import Application, RejectionReason, Sheet
from hiring.requisitions.actions.team import join_team
from hiring.scheduling.models import Room
from hiring.scorecards.actions.linking import create_take_home_link
from hiring.scorecards.actions.question_instances import instantiate_questions
from hiring.scorecards.actions.writing import submit
from rubrics.models import InterviewKind, OrganizationArchetype, Question, Rubric, StageKind
from tests.access.walk import Person, World, signed_in
from tests.catalog import Catalog
from tests.factories.accounts import UserFactory
from tests.factories.messaging import MessageFactory
from tests.factories.resume_files import pdf
from tests.factories.rubrics import ProfileAdjustmentFactory


@pytest.fixture(scope="module")
def world(catalog: Catalog, built_once: Callable[[Callable[[], World]], World]) -> World:
    """Give the world, the same one to all tests of the module."""
    return built_once(lambda: _told(catalog))


def _told(catalog: Catalog) -> World:
    catalog.copy_in()
    demo = Demo()
    demo.tell()
    return World(ids=_ids(demo), people=_people(demo))


def _ids(demo: Demo) -> dict[str, int | str]:
    """Return for each name in URLs, and each resource of the API, the id of an object to try."""
    debrief = Debrief.objects.get()
    application = debrief.application
    candidate = application.candidate
    resume = add_resume(
        candidate=candidate, name="cv.pdf", data=pdf("one-column"), actor=demo.staff["recruiter"]
    )
    choose_resume(resume=application.resume, actor=demo.staff["recruiter"])
    seat = _guest_seat(demo, application)
    rubric = seat.interview.rubric_version.rubric
    return {
        "requisition_id": demo.engineer.pk,
        "member_id": demo.engineer.hiring_team.get(user__name="Lena Fischer").pk,
        "stage_id": demo.engineer.stages.first().pk,
        "planned_id": demo.engineer.plan.first().pk,
        "application_id": application.pk,
        "candidate_id": candidate.pk,
        "document_id": application.resume.document_id,
        "resume_id": resume.pk,
        "contact_id": candidate.contact_points.first().pk,
        "loop_id": seat.interview.loop_id,
        "interview_id": seat.interview_id,
        "seat_id": seat.pk,
        "question_version_id": seat.interview.questions.first().pk,
        "project_number": 1,
        "page_number": 1,
        "sheet_id": _sheet(demo).pk,
        "scorecard_id": seat.scorecard.pk,
        "debrief_id": debrief.pk,
        "reference_id": _reference(demo, rubric).pk,
        "competency_key": "programming",
        "competency_id": application.hypotheses.first().competency_id,
        "user_id": demo.staff["interviewer3"].pk,
        "invitation_id": _invitation(demo, "ada").pk,
        "invitation_token": token_of(_invitation(demo, "alan").link),
        "invitations": _invitation(demo, "grace").pk,
        "team_id": Team.objects.first().pk,
        "token_id": 0,
        "bulk_id": 0,
        "review_id": 0,
        "task_id": 0,
        "tasks": 0,
        "reviews": 0,
        "bulk-actions": 0,
        "notifications": 0,
        "notification_id": 0,
        "pair_id": _pair(candidate).pk,
        "possible-duplicates": _pair(candidate).pk,
        "merge_id": 0,
        "merges": 0,
        "view_id": 0,
        "saved-views": 0,
        "tag_id": _tag(candidate),
        "tags": _tag(candidate),
        "source_id": 0,
        "block_id": 0,
        "room_id": _room().pk,
        "rooms": _room().pk,
        "availability": demo.staff["interviewer3"].pk,
        "calendars": 0,
        "proposals": _proposal(demo, application).pk,
        "holds": _hold(demo, application).pk,
        "choice_token": _choice_token(demo),
        "schedule_token": schedule_path(
            Interview.objects.booked().latest("during").loop.application
        )
        .rstrip("/")
        .rpartition("/")[2],
        "answer_token": answer_path(Seat.objects.owing().filter(interview__status="booked").first())
        .rstrip("/")
        .rpartition("/")[2],
        "feed_token": token_of(create_feed(actor=demo.staff["recruiter"])),
        "token": _exercise_token(demo, application),
        "message_id": _received(application).pk,
        "template_id": Template.objects.first().pk,
        "role_id": demo.engineer.archetype_id,
        "organization_id": OrganizationArchetype.objects.first().pk,
        "adjustment_id": ProfileAdjustmentFactory().pk,
        "rubric_id": rubric.pk,
        "question_id": Question.objects.get(key="bikes-at-midnight").pk,
        "puzzle_key": "bowl-step",
        "uidb36": "x",
        "key": "x-y",
        "applications": application.pk,
        "candidates": candidate.pk,
        "competencies": application.hypotheses.first().competency_id,
        "debriefs": debrief.pk,
        "interviews": seat.interview_id,
        "loops": seat.interview.loop_id,
        "imports": _sheet(demo).pk,
        "messages": _received(application).pk,
        "questions": Question.objects.first().pk,
        "rejection-reasons": RejectionReason.objects.first().key,
        "requisitions": demo.engineer.pk,
        "organization-archetypes": OrganizationArchetype.objects.first().pk,
        "profile-adjustments": ProfileAdjustmentFactory().pk,
        "role-archetypes": demo.engineer.archetype_id,
        "rubrics": rubric.pk,
        "scorecards": seat.scorecard.pk,
        "source-channels": SourceChannel.objects.first().pk,
        "stages": demo.engineer.stages.first().pk,
        "users": demo.staff["coordinator"].pk,
    }


def _room() -> Room:
    return Room.objects.get_or_create(name="Turing")[0]


def _proposal(demo: Demo, application: Application) -> Proposal:
    return request_proposal(application=application, actor=demo.staff["recruiter"])


def _hold(demo: Demo, application: Application) -> Hold:
    values = {
        "stage": application.stage,
        "plan": {"placed": []},
        "created_by": demo.staff["recruiter"],
        "expires_at": clock.now() + timedelta(days=1),
    }
    return Hold.objects.get_or_create(application=application, defaults=values)[0]


def _pair(candidate: Candidate) -> PossibleDuplicate:
    """Return that the candidate may be the same as somebody without applications."""
    other = Candidate.objects.filter(name=candidate.name).exclude(pk=candidate.pk).first()
    if other is None:
        other = Candidate.objects.create(name=candidate.name)
    check(other)
    return PossibleDuplicate.objects.of(other).of(candidate).get()


def _tag(candidate: Candidate) -> int:
    return add_tag(candidate=candidate, name="Summer", actor=None).tag_id


def _reference(demo: Demo, rubric: Rubric) -> ReferenceAnswer:
    version = rubric.current_version
    return add_reference(
        version=version,
        title="A plain yes",
        answer="Named the assumption before being asked.",
        agreed=dict.fromkeys(version.criteria.values_list("pk", flat=True), 3),
        actor=demo.staff["recruiter"],
    )


def _received(application) -> Message:
    """Return a mail from the candidate, with the file that it came in."""
    message = MessageFactory(
        recipient=None,
        to_address="candidate@example.org",
        contact_key=f"candidate:{application.candidate_id}",
        candidate_id=application.candidate_id,
        application_id=application.pk,
        state=MessageState.RECEIVED,
    )
    message.original.save(f"{message.pk}.eml", ContentFile(b"From: candidate@example.org"))
    return message


def _invitation(demo: Demo, name: str) -> Invitation:
    [made] = invite(names={f"{name}@example.org": ""}, actor=demo.staff["admin"])
    return made


def _choice_token(demo: Demo) -> str:
    """Return what the link carries by which a candidate chooses a time."""
    waiting = Application.objects.active().filter(stage__kind=StageKind.ONSITE).first()
    actor = demo.staff["coordinator"]
    return token_of(create_choice_link(application=waiting, actor=actor))


def _sheet(demo: Demo) -> Sheet:
    return keep_sheet(
        requisition=demo.engineer,
        channel=SourceChannel.objects.first(),
        name="people.csv",
        data=b"Name\nAda\n",
        actor=demo.staff["recruiter"],
    )


def _exercise_token(demo: Demo, application) -> str:
    """Return what the candidate's link to the take-home carries."""
    actor = demo.staff["coordinator"]
    review = application.loops.get().interviews.get(kind=InterviewKind.TAKE_HOME)
    [instance] = instantiate_questions(interview=review, actor=actor)
    return token_of(create_take_home_link(instance=instance, actor=actor))


def _guest_seat(demo: Demo, application) -> Seat:
    """Return the submitted seat of somebody who has a right by that seat only."""
    guest = UserFactory(name="guest")
    rubric = Rubric.objects.get(key="ml-theory")
    loop = application.loops.get()
    slot = PlannedSlot(
        name="ML theory",
        kind=rubric.kind,
        rubric_version=rubric.current_version,
        starts_at=loop.interviews.order_by("during").last().ends_at,
        minutes=50,
        zone="Europe/Berlin",
        interviewers=(guest,),
        questions=(Question.objects.filter(kind=rubric.kind).first().current_version,),
        position=9,
    )
    with clock.set_to(slot.starts_at - timedelta(days=1)):
        interview = add_interview(loop=loop, slot=slot, actor=demo.staff["coordinator"])
    seat = interview.seats.get()
    instantiate_questions(interview=interview, actor=guest)
    ratings = {c.pk: (3, "Said so.") for c in rubric.current_version.criteria.all()}
    submit(seat=seat, actor=guest, overall=3, summary="Said so.", ratings=ratings)
    return seat


def _people(demo: Demo) -> list[Person]:
    """Return one person for each way to stand to the application, and how that is."""
    on_team = {role: UserFactory(name=f"{role} of the team") for role in TeamRole}
    for role, user in on_team.items():
        join_team(requisition=demo.engineer, user=user, role=role, actor=demo.staff["recruiter"])
    lead_elsewhere = UserFactory(name="hiring manager of another requisition")
    join_team(
        requisition=demo.researcher,
        user=lead_elsewhere,
        role=TeamRole.HIRING_MANAGER,
        actor=demo.staff["recruiter"],
    )
    people = [
        Person(UserFactory(name="administrator", administrator=True)),
        Person(UserFactory(name="recruiter", recruiter=True)),
        Person(UserFactory(name="coordinator", coordinator=True)),
        Person(UserFactory(name="member without any part")),
        Person(lead_elsewhere),
        Person(
            UserFactory(name="library editor", library_editor=True),
            in_library=frozenset({"library_editor"}),
        ),
        Person(User.objects.get(name="guest"), by_seat=frozenset({"seat"})),
        *(Person(user, by_team=frozenset({role})) for role, user in on_team.items()),
    ]
    return [replace(person, cookies=signed_in(person.user)) for person in people if person.user]
