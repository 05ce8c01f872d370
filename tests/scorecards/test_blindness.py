"""Blindness: who reads whose card, when. One rule, at every entry point.

The loop has three seats: Ada's card is in, another one may or may not be. For each kind of
person, standing to the loop in each way, it is said whether they read Ada's card.
"""

from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.urls import reverse

from hiring.accounts.home import cards_for
from hiring.accounts.models import TeamRole, User
from hiring.interviews.actions.canceling import record_no_show
from hiring.interviews.actions.interviewers import cancel_seat
from hiring.interviews.models import Interview, Loop, Seat
from hiring.pipeline import timeline
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.models import Application, Note
from hiring.requisitions.actions.team import join_team
from hiring.scorecards.actions.writing import save_draft
from hiring.scorecards.models import Scorecard
from tests.factories.accounts import UserFactory
from tests.factories.interviews import candidacy, held, on_day, seats_of
from tests.factories.requisitions import leader
from tests.factories.scorecards import sent, whole

pytestmark = pytest.mark.django_db

PEOPLE = [
    "administrator",
    "recruiter",
    "coordinator",
    "hiring_manager",
    "team_recruiter",
    "team_interviewer",
    "member",
]
# Who may read findings at all, once everything is in and without a seat of their own.
READERS = {"administrator", "recruiter", "hiring_manager", "team_recruiter"}


@dataclass
class Scene:
    loop: Loop
    card: Scorecard
    viewer: User
    seat: Seat | None
    other: Seat

    @property
    def reads(self) -> bool:
        return Scorecard.objects.visible_to(self.viewer).filter(pk=self.card.pk).exists()


def person(kind: str, made: Application) -> User:
    if kind in ("administrator", "recruiter", "coordinator"):
        return UserFactory(**{kind: True})
    roles = {
        "hiring_manager": TeamRole.HIRING_MANAGER,
        "team_recruiter": TeamRole.RECRUITER,
        "team_interviewer": TeamRole.INTERVIEWER,
    }
    user = UserFactory()
    if kind in roles:
        join_team(requisition=made.requisition, user=user, role=roles[kind], actor=None)
    return user


def begun(kind: str, *, seated: bool) -> Scene:
    """Ada's card is in; another one is owed, and the viewer's where they have a seat."""
    made = candidacy()
    viewer, ada, other = person(kind, made), UserFactory(), UserFactory()
    loop = held([ada, other, viewer] if seated else [ada, other], made=made)
    seats = {seat.user: seat for seat in seats_of(loop)}
    card = sent(seats[ada], 1, overall=1, summary="Not at all.")
    return Scene(loop, card, viewer, seats.get(viewer), seats[other])


@pytest.fixture(scope="module")
def begun_once(built_once):
    """What has begun for each kind of person, with a seat and without one."""
    return built_once(
        lambda: {
            (kind, seated): begun(kind, seated=seated)
            for kind in PEOPLE
            for seated in (True, False)
        }
    )


@pytest.fixture
def scene(begun_once):
    """The viewer stands to the loop as said; `complete`: every other card is in."""
    unused = dict(begun_once)

    def played(kind: str, standing: str, *, complete: bool) -> Scene:
        seated = standing != "no seat"
        kept = unused.pop((kind, seated), None)
        found = deepcopy(kept) if kept else begun(kind, seated=seated)
        actor = UserFactory(coordinator=True)
        if standing == "has submitted":
            sent(found.seat)
        elif standing == "was canceled":
            cancel_seat(seat=found.seat, actor=actor)
        elif standing == "no-show":
            record_no_show(seat=found.seat, actor=actor)
        if complete:
            sent(found.other)
        return found

    return played


@pytest.mark.parametrize("complete", [False, True], ids=["others owe", "others are in"])
@pytest.mark.parametrize("kind", PEOPLE)
def test_whoever_owes_a_card_reads_no_other(scene, kind, complete):
    assert not scene(kind, "owes", complete=complete).reads


@pytest.mark.parametrize("kind", PEOPLE)
def test_whoever_has_submitted_reads_the_others_of_the_panel(scene, kind):
    assert scene(kind, "has submitted", complete=False).reads
    assert scene(kind, "has submitted", complete=True).reads


@pytest.mark.parametrize("kind", PEOPLE)
def test_until_the_last_card_is_in_nobody_outside_of_the_loop_reads_one(scene, kind):
    assert not scene(kind, "no seat", complete=False).reads


@pytest.mark.parametrize("kind", PEOPLE)
def test_once_the_last_card_is_in_those_who_may_read_findings_do(scene, kind):
    assert scene(kind, "no seat", complete=True).reads == (kind in READERS)


@pytest.mark.parametrize("standing", ["was canceled", "no-show"])
@pytest.mark.parametrize("kind", PEOPLE)
def test_a_seat_given_up_lifts_blindness_and_gives_nothing(scene, kind, standing):
    assert scene(kind, standing, complete=True).reads == (kind in READERS)
    assert not scene(kind, standing, complete=False).reads


@pytest.mark.parametrize("kind", PEOPLE)
def test_everybody_reads_their_own(scene, kind):
    found = scene(kind, "has submitted", complete=False)

    own = Scorecard.objects.get(seat=found.seat)

    assert own in Scorecard.objects.visible_to(found.viewer)


def test_a_seat_given_up_completes_the_loop(scene):
    """The one card still owed is never written: that must not keep everybody out for ever."""
    found = scene("recruiter", "no seat", complete=False)
    owing = Seat.objects.owing().get(interview__loop=found.loop)

    record_no_show(seat=owing, actor=UserFactory(coordinator=True))

    assert found.reads


def test_a_seat_in_another_loop_of_the_candidate_opens_nothing(scene):
    found = scene("member", "no seat", complete=True)
    other = candidacy(candidate=found.loop.application.candidate)
    stranger = UserFactory()
    [seat] = seats_of(held([stranger], made=other, starts_at=on_day(-6)))
    sent(seat)

    visible = Scorecard.objects.visible_to(stranger)

    assert found.card not in visible
    assert visible.count() == 1


def test_a_debt_in_one_loop_blinds_for_no_other(scene):
    found = scene("recruiter", "no seat", complete=True)
    held([found.viewer])

    assert found.reads


def test_a_draft_is_read_by_its_writer_alone(scene):
    found = scene("administrator", "has submitted", complete=False)
    owing = Seat.objects.owing().get(interview__loop=found.loop)
    draft = save_draft(seat=owing, actor=owing.user, **whole(owing)).scorecard

    assert draft not in Scorecard.objects.visible_to(found.viewer)
    assert draft in Scorecard.objects.visible_to(owing.user)


def test_a_draft_left_on_a_seat_given_up_is_read_by_nobody_else(scene):
    found = scene("administrator", "no seat", complete=False)
    owing = Seat.objects.owing().get(interview__loop=found.loop)
    draft = save_draft(seat=owing, actor=owing.user, **whole(owing)).scorecard

    record_no_show(seat=owing, actor=UserFactory(coordinator=True))

    assert draft not in Scorecard.objects.visible_to(found.viewer)


# ---- Every entry point ---------------------------------------------------------------------------

VERDICT = "Not at all."


@pytest.mark.parametrize("kind", ["administrator", "recruiter", "hiring_manager", "member"])
def test_no_page_tells_whoever_owes_a_card_what_others_found(scene, kind, client_of):
    found = scene(kind, "owes", complete=True)
    interview = Interview.objects.get(loop=found.loop)
    browser = client_of(found.viewer)
    pages = [
        "/",
        reverse("interviews:mine"),
        interview.get_absolute_url(),
        found.loop.get_absolute_url(),
        found.card.get_absolute_url(),
        found.loop.application.get_absolute_url(),
        f"/api/v1/scorecards/{found.card.pk}/",
        "/api/v1/scorecards/",
        f"/api/v1/interviews/{interview.pk}/",
        "/api/v1/loops/",
    ]

    for page in pages:
        answer = browser.get(page)
        assert VERDICT not in answer.content.decode(), page
        assert "Said it of" not in answer.content.decode(), page


@pytest.mark.parametrize("kind", ["recruiter", "hiring_manager"])
def test_until_the_last_card_is_in_pages_say_that_and_not_what(scene, kind, client_of):
    found = scene(kind, "no seat", complete=False)
    browser = client_of(found.viewer)

    loop = browser.get(found.loop.get_absolute_url()).content.decode()
    card = browser.get(found.card.get_absolute_url())

    assert "1 of 2 submitted" in loop
    assert VERDICT not in loop
    assert card.status_code == 403
    assert "1 of 2 submitted" in card.content.decode()
    assert VERDICT not in card.content.decode()


def test_the_card_page_sends_whoever_owes_one_to_their_own(scene, client_of):
    found = scene("administrator", "owes", complete=True)

    answer = client_of(found.viewer).get(found.card.get_absolute_url())

    assert answer.status_code == 403
    assert "Submit your scorecard first" in answer.content.decode()
    assert found.seat.interview.get_absolute_url() in answer.content.decode()


def test_the_timeline_says_that_cards_came_in_and_nothing_of_them(scene):
    found = scene("administrator", "owes", complete=True)

    items = timeline.of_application(found.loop.application, found.viewer)

    texts = [item.text for item in items]
    assert "submitted the scorecard for Math puzzle" in texts
    assert not [text for text in texts if VERDICT in text or "strong no" in text]


def test_notes_are_closed_while_a_card_is_owed_and_open_after_it(scene):
    found = scene("hiring_manager", "owes", complete=True)
    author = UserFactory(recruiter=True)
    add_note(application=found.loop.application, body="Everybody says no.", actor=author)

    before = Note.objects.visible_to(found.viewer).count()
    sent(found.seat)

    assert (before, Note.objects.visible_to(found.viewer).count()) == (0, 1)


def test_home_tells_nothing_of_what_others_found(scene):
    found = scene("hiring_manager", "owes", complete=True)

    said = str(cards_for(found.viewer))

    assert VERDICT not in said
    assert "Scorecards to submit" in said


def test_visibility_is_decided_in_the_query_itself(scene, django_assert_num_queries):
    found = scene("hiring_manager", "no seat", complete=True)
    viewer = leader(found.loop.application.requisition)

    with django_assert_num_queries(1):
        assert len(Scorecard.objects.visible_to(viewer)) == 2
