"""A walk: every role, each state of a seat, every page and call of the API, while blind.

All cards are in, a debrief was made and decided on, the candidate rejected, notes and mails
written: each of them holds words that nobody writes by accident. Anyone who is blind goes to every
address that can be made for this application, and meets none of them.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from hiring.accounts.models import TeamRole, User
from hiring.debriefs.actions import rendering
from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.models import Debrief
from hiring.interviews.actions.loop_state import admit, give_up_seat
from hiring.interviews.models import Interview, Seat, SeatStatus
from hiring.pipeline import timeline
from hiring.pipeline.actions.moving import advance as move_on
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.actions.reopening import reopen
from hiring.pipeline.actions.tasks import add_task
from hiring.pipeline.models import RejectionReason
from hiring.requisitions.actions.team import join_team
from hiring.scorecards.models import Scorecard
from rubrics.models import StageKind
from tests.access.routes import every_route
from tests.debriefs.conftest import PDF
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import Scene, scene
from tests.factories.pipeline import application as other_application
from tests.factories.scorecards import criteria_of, sent

pytestmark = pytest.mark.django_db

SECRET = "quokka"
REASON = "Below the bar, says the wombat"
# Of evidence and reasons, of summaries, of subjects and of the timeline.
TELLING = [
    SECRET,
    "reasons from data",
    REASON,
    "Decision: reject",
    "Debrief ready",
    "decided:",
    "decision made",
]
ROLES = ["administrator", "recruiter", "coordinator", "hiring_manager", "team_recruiter", "member"]
STATES = ["owes", "left", "nothing observed"]
# They say nothing of candidates, or end the session.
BESIDE = ("account_", "accounts:", "rubrics:", "api:docs", "api:schema", "healthz", "take_homes:")


@dataclass(frozen=True)
class World:
    made: Scene
    debrief: Debrief

    @property
    def interview(self) -> Interview:
        return self.made.loop.interviews.with_subject().order_by("during").first()

    def addresses(self) -> list[str]:
        """Every address that takes nothing but what belongs to this application."""
        application = self.made.application
        seat = Seat.objects.filter(interview__loop=self.made.loop, submitted_at__isnull=False)
        card = Scorecard.objects.filter(seat=seat.first()).get()
        ids = {
            "requisition_id": self.made.requisition.pk,
            "application_id": application.pk,
            "candidate_id": application.candidate_id,
            "loop_id": self.made.loop.pk,
            "interview_id": card.seat.interview_id,
            "seat_id": card.seat_id,
            "scorecard_id": card.pk,
            "debrief_id": self.debrief.pk,
        }
        of_api = {
            "applications": application.pk,
            "candidates": application.candidate_id,
            "debriefs": self.debrief.pk,
            "interviews": card.seat.interview_id,
            "loops": self.made.loop.pk,
            "requisitions": self.made.requisition.pk,
            "scorecards": card.pk,
        }
        found = []
        for route in every_route():
            if route.name.startswith(BESIDE) or "GET" not in route.methods:
                continue
            known = dict(ids)
            if route.name.startswith("api:"):
                known["pk"] = of_api.get(route.name[4:].rsplit("-", 1)[0])
            if all(known.get(name) for name in route.kwargs):
                kwargs = {name: known[name] for name in route.kwargs}
                found.append(reverse(route.name, kwargs=kwargs))
        return [*found, *self._filtered()]

    def _filtered(self) -> list[str]:
        application = self.made.application.pk
        requisition = reverse("pipeline:table", kwargs={"requisition_id": self.made.requisition.pk})
        return [
            f"{requisition}?status=ended",
            f"{requisition}?status=rejected",
            f"/api/v1/applications/?status=rejected&candidate={self.made.application.candidate_id}",
            f"/api/v1/scorecards/?application={application}",
            f"/api/v1/debriefs/?application={application}",
            f"{reverse('debriefs:list')}?show=decided",
            f"{reverse('debriefs:list')}?show=all",
            f"{reverse('messaging:list')}?state=queued",
        ]

    def looks(self, browser: Client) -> dict[str, tuple[int, str]]:
        """How Home and each page of the application look, by its address."""
        board = reverse("pipeline:board", kwargs={"requisition_id": self.made.requisition.pk})
        its_own = self.made.application.get_absolute_url()
        choice = reverse("interviews:choice", kwargs={"application_id": self.made.application.pk})
        addresses = [f"{its_own}?list={board}", f"{its_own}activity/", choice, "/"]
        asked = {"application": self.made.application.pk}
        found = {address: browser.get(address) for address in addresses}
        found["proposal"] = browser.post("/api/v1/proposals/", asked, "application/json")
        return {
            address: (answer.status_code, re.sub(r'"[\w-]{64}"', "", answer.content.decode()))
            for address, answer in found.items()
        }

    def seat(self, user: User) -> Seat:
        """A seat in the first interview, however its person came by it."""
        interview = self.interview
        seat = Seat.objects.create(interview=interview, user=user, during=interview.during)
        admit(seat)
        return seat


def told() -> World:
    """A candidacy that is over, with everything that anybody says about it."""
    made = scene().submit_all(evidence=SECRET)
    mate = UserFactory()
    join_team(requisition=made.requisition, user=mate, role=TeamRole.RECRUITER, actor=None)
    add_note(application=made.application, body=SECRET, actor=made.recruiter)
    debrief = made.debrief()
    reason = RejectionReason.objects.ours().first()
    RejectionReason.objects.filter(pk=reason.pk).update(label=REASON)
    reason.refresh_from_db()
    decide(
        debrief=debrief,
        outcome="reject",
        reason=SECRET,
        rejection_reason=reason,
        actor=made.manager,
    )
    return World(made, debrief)


@pytest.fixture(scope="module")
def told_once(
    tmp_path_factory: pytest.TempPathFactory, built_once: Callable[[Callable[[], World]], World]
) -> Iterator[World]:
    """Tell it once for the module."""
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        patch.object(rendering, "make_pdf", lambda *args, **kwargs: (PDF, 3)),
    ):
        yield built_once(told)


@pytest.fixture
def world(told_once: World) -> World:
    """What a test changes of it, the next one does not meet."""
    return deepcopy(told_once)


def person(role: str, world: World) -> User:
    if role in ("administrator", "recruiter", "coordinator"):
        return UserFactory(**{role: True})
    user = UserFactory()
    roles = {"hiring_manager": TeamRole.HIRING_MANAGER, "team_recruiter": TeamRole.RECRUITER}
    if role in roles:
        join_team(requisition=world.made.requisition, user=user, role=roles[role], actor=None)
    return user


def met(browser: Client, address: str) -> list[str]:
    """Which of the telling words the page holds, apart from the menu of all reasons."""
    answer = browser.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode(errors="replace")
    return [word for word in TELLING if word in text and not (word == REASON and _lists(text))]


def _lists(text: str) -> bool:
    """A page or answer that offers every reason, no matter who looks."""
    others = RejectionReason.objects.ours().exclude(label=REASON)[:3]
    return all(reason.label in text for reason in others)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_whoever_is_blind_meets_nothing(world, role, state, client_of):
    viewer = person(role, world)
    world.seat(UserFactory())
    seat = world.seat(viewer)
    if state == "left":
        give_up_seat(seat, as_status=SeatStatus.CANCELED)
    elif state == "nothing observed":
        sent(seat, *[None for _ in criteria_of(seat)])

    browser = client_of(viewer)
    met_by = {address: met(browser, address) for address in world.addresses()}
    heard = {item.text for item in timeline.of_application(world.made.application, viewer)}

    assert {address: words for address, words in met_by.items() if words} == {}
    assert not [text for text in heard if any(word in text for word in TELLING)]


def test_nobody_blind_can_tell_a_rejection_from_an_offer(world, client_of):
    """Not by a form that is gone, a code, a neighbor in a list, or a task of their own on Home."""
    viewer, application = person("recruiter", world), world.made.application
    world.seat(UserFactory())
    world.seat(viewer)
    other_application(requisition=world.made.requisition, at=StageKind.OFFER)
    given = {"text": "Call them", "assignee": viewer, "due_on": "2026-01-01", "actor": viewer}
    add_task(requisition=world.made.requisition, application=application, **given)
    offer = world.made.requisition.stages.get(kind=StageKind.OFFER)
    browser = client_of(viewer)

    rejected = world.looks(browser)
    reopened = reopen(application=application, actor=world.made.recruiter)
    move_on(application=reopened, to_stage=offer, actor=world.made.recruiter)

    assert {a: look for a, look in world.looks(browser).items() if look != rejected[a]} == {}


@pytest.mark.parametrize("role", ["administrator", "recruiter", "hiring_manager", "team_recruiter"])
def test_the_same_walk_finds_them_for_who_is_not(world, role, client_of):
    """Otherwise the walk above would prove nothing."""
    browser = client_of(person(role, world))

    found = {word for address in world.addresses() for word in met(browser, address)}

    assert {SECRET, "reasons from data", REASON} <= found
    if role in ("administrator", "recruiter"):
        assert "Decision: reject" in found
