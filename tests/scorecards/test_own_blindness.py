"""Nobody lifts their own blindness: by no page, form, call of the API or order of steps.

Robin may book and reads findings; Ada and Bob are the rest of the panel. Every act goes through
the pages.
"""

from copy import deepcopy

import pytest
from django.urls import reverse

from hiring.activity.actions import Refused
from hiring.interviews.actions.booking import add_interview
from hiring.interviews.actions.canceling import cancel_interview, cancel_loop, record_no_show
from hiring.interviews.actions.interviewers import add_seat, cancel_seat, replace_interviewer
from hiring.interviews.models import Seat
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.models import Application, Note
from hiring.scorecards.actions.writing import amend
from hiring.scorecards.models import Scorecard
from tests.factories.accounts import UserFactory
from tests.factories.interviews import candidacy, held, interviews_of, on_day, seats_of, slot
from tests.factories.pipeline import reason
from tests.factories.requisitions import leader
from tests.factories.scorecards import criteria_of, sent, typed, whole
from tests.scorecards import panels
from tests.scorecards.panels import BOOKERS, Panel, message

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seated_once(built_once):
    """A panel for each kind of person who may book."""
    return built_once(lambda: {kind: panels.panel(kind) for kind in BOOKERS})


@pytest.fixture
def panel(seated_once):
    """Give a function that returns the panel in which Robin is such a person."""

    def taken(kind: str = "recruiter") -> Panel:
        return deepcopy(seated_once[kind])

    return taken


# ---- A. An own seat that has a scorecard to submit is ended by someone else ----------------------


@pytest.mark.parametrize("how", ["cancel", "no_show", "replace", "interview", "candidate"])
@pytest.mark.parametrize("kind", BOOKERS)
def test_who_owes_a_card_does_not_end_their_own_seat(panel, kind, how, client_of):
    made = panel(kind)
    sent(made.seat(made.ada))
    seat, browser = made.seat(made.robin), client_of(made.robin)
    paths = {
        "cancel": ("interviews:seat_cancel", {"seat_id": seat.pk}),
        "no_show": ("interviews:seat_no_show", {"seat_id": seat.pk}),
        "replace": ("interviews:replace", {"seat_id": seat.pk}),
        "interview": ("interviews:cancel", {"interview_id": seat.interview_id}),
        "candidate": ("interviews:no_show", {"interview_id": seat.interview_id}),
    }
    name, ids = paths[how]

    told = message(browser, reverse(name, kwargs=ids), confirmed="yes", user=str(UserFactory().pk))

    assert "You have a scorecard to submit for this interview" in told
    assert made.seat(made.robin).owes
    assert not made.reads(made.robin)


@pytest.mark.parametrize("how", ["cancel", "no-show", "replace", "interview", "candidate"])
def test_nor_by_the_api(panel, how, client_of):
    made = panel()
    sent(made.seat(made.ada))
    seat = made.seat(made.robin)
    interview = f"/api/v1/interviews/{seat.interview_id}"
    paths = {"interview": f"{interview}/cancel/", "candidate": f"{interview}/no-show/"}
    path = paths.get(how, f"{interview}/seats/{seat.pk}/{how}/")

    answer = client_of(made.robin).post(
        path, {"interviewer": UserFactory().email} if how == "replace" else {}, "application/json"
    )

    assert 400 <= answer.status_code < 500, answer.status_code
    assert "You have a scorecard to submit for this interview" in answer.content.decode()
    assert made.seat(made.robin).owes


def test_by_the_api_nobody_sits_down_in_a_finished_interview_or_where_they_can_read(
    panel, client_of
):
    made = panel()
    seats = f"/api/v1/interviews/{interviews_of(made.loop)[0].pk}/seats/"
    coordinator, manager = UserFactory(coordinator=True), leader(made.application.requisition)
    browser = client_of(coordinator)

    own = browser.post(seats, {"interviewer": coordinator.email}, "application/json")
    for seat in Seat.objects.owing().filter(interview__loop=made.loop):
        sent(seat)
    of_manager = browser.post(seats, {"interviewer": manager.email}, "application/json")

    assert "add yourself" in own.content.decode()
    assert "can read scorecards of this loop" in of_manager.content.decode()
    assert not Seat.objects.filter(user__in=[coordinator, manager]).exists()


def test_a_colleague_ends_it(panel, client_of):
    made = panel()
    sent(made.seat(made.ada))
    browser = client_of(UserFactory(coordinator=True))
    url = reverse("interviews:seat_cancel", kwargs={"seat_id": made.seat(made.robin).pk})

    browser.post(url, {"confirmed": "yes"})

    assert not Seat.objects.active().filter(user=made.robin).exists()


def test_before_the_interview_and_with_no_card_in_one_may_step_down():
    made = candidacy()
    robin, ada = UserFactory(coordinator=True), UserFactory()
    loop = held([ada], [robin], made=made, starts_at=on_day(2))
    seat = Seat.objects.get(interview__loop=loop, user=robin)

    replace_interviewer(seat=seat, user=UserFactory(), actor=robin)

    assert not Seat.objects.active().filter(user=robin).exists()


def test_a_candidate_who_did_not_come_is_noted_by_the_only_interviewer():
    robin = UserFactory(recruiter=True)
    [interview] = interviews_of(held([robin]))

    record_no_show(interview=interview, actor=robin)

    interview.refresh_from_db()
    assert interview.status == "no_show"


def test_ending_the_application_cancels_all_but_the_own_seat_that_shuts_others_cards(
    panel, client_of
):
    """The actions of a role stay: the rejection is made, and opens nothing."""
    made = panel()
    sent(made.seat(made.ada))
    slots = [
        slot(made.application, p, name=p.name, starts_at=on_day(3, hour))
        for p, hour in ((UserFactory(name="Guest"), 9), (made.robin, 12))
    ]
    cancel_seat(seat=made.seat(made.robin), actor=UserFactory(coordinator=True))
    for one in slots:
        add_interview(loop=made.loop, slot=one, actor=UserFactory(coordinator=True))
    url = reverse("pipeline:reject", kwargs={"application_id": made.application.pk})

    message(client_of(made.robin), url, reason=str(reason().pk))

    made.application.refresh_from_db()
    assert made.application.status == "rejected"
    assert made.seat(made.robin).owes
    assert not Seat.objects.active().filter(user__name="Guest").exists()
    assert not made.reads(made.robin)


def test_the_whole_loop_is_called_off_while_that_opens_nothing(panel):
    made = panel()

    cancel_loop(loop=made.loop, actor=made.robin)

    assert not Seat.objects.active().filter(interview__loop=made.loop).exists()


@pytest.mark.parametrize("kind", [*BOOKERS, "hiring_manager"])
def test_who_left_a_seat_stays_blind_until_the_remaining_cards_are_in(panel, kind, client_of):
    made = panel("recruiter")
    robin = made.robin
    if kind == "hiring_manager":
        robin = leader(made.application.requisition)
        add_seat(
            interview=interviews_of(made.loop)[1], user=robin, actor=UserFactory(coordinator=True)
        )
    elif kind != "recruiter":
        made = panel(kind)
        robin = made.robin
    add_note(application=made.application, body="They say no.", actor=UserFactory(recruiter=True))
    sent(made.seat(made.ada))
    actor = UserFactory(coordinator=True)
    cancel_seat(seat=made.seat(robin), actor=actor)

    assert not made.reads(robin)
    assert not Note.objects.visible_to(robin).exists()
    assert Application.objects.blind_for(robin).filter(pk=made.application.pk).exists()

    for seat in Seat.objects.owing().filter(interview__loop=made.loop):
        sent(seat)

    assert not Application.objects.blind_for(robin).exists()
    assert made.reads(robin) == (kind != "coordinator")


# ---- A card on which not observed ----------------------------------------------------


def nothing(seat: Seat) -> Scorecard:
    return sent(seat, *[None for _ in criteria_of(seat)])


@pytest.mark.parametrize("kind", ["coordinator", "recruiter", "member"])
def test_a_card_without_an_observation_opens_nothing(kind, client_of):
    made = candidacy()
    viewer = UserFactory(**({} if kind == "member" else {kind: True}))
    ada, bob = UserFactory(), UserFactory()
    loop = held([ada, bob], [viewer], made=made)
    seats = {seat.user: seat for seat in seats_of(loop)}
    sent(seats[ada])
    browser = client_of(viewer)
    data = typed(seats[viewer], *[None for _ in criteria_of(seats[viewer])])

    browser.post(
        reverse("scorecards:submit", kwargs={"interview_id": seats[viewer].interview_id}), data
    )

    cards = browser.get(f"/api/v1/scorecards/?application={made.pk}").json()["results"]
    assert {card["interviewer"] for card in cards} == {viewer.email}
    if kind != "coordinator":
        page = browser.get(seats[ada].scorecard.get_absolute_url()).content.decode()
        assert "You can’t see other scorecards" in page
    sent(seats[bob])
    cards = browser.get(f"/api/v1/scorecards/?application={made.pk}").json()["results"]
    assert len(cards) == (3 if kind == "recruiter" else 1)


def test_observations_are_not_added_to_it_once_others_can_be_read(panel):
    made = panel()
    card = nothing(made.seat(made.robin))
    sent(made.seat(made.ada))
    sent(made.seat(made.bob))
    assert made.reads(made.robin)
    seat = made.seat(made.robin)

    with pytest.raises(Refused, match="not observed"):
        amend(scorecard=card, actor=made.robin, reason="I forgot.", **whole(seat))


def test_while_others_are_shut_they_are_and_it_counts(panel):
    made = panel()
    card = nothing(made.seat(made.robin))
    sent(made.seat(made.ada))
    seat = made.seat(made.robin)

    amend(scorecard=card, actor=made.robin, reason="I forgot.", **whole(seat))

    assert made.reads(made.robin)


# ---- A mail's link after the seat has gone ----------------------------------------------------


@pytest.mark.parametrize("how", ["replaced", "canceled"])
def test_the_link_of_a_mail_says_that_the_seat_is_gone(how, client_of):
    made = candidacy()
    guest, actor = UserFactory(), UserFactory(coordinator=True)
    [interview] = interviews_of(held([guest], made=made, starts_at=on_day(2)))
    if how == "replaced":
        replace_interviewer(seat=interview.seats.get(), user=UserFactory(), actor=actor)
    else:
        cancel_interview(interview=interview, actor=actor)

    browser = client_of(guest)
    answers = [
        browser.get(interview.get_absolute_url()),
        browser.post(reverse("scorecards:save", kwargs={"interview_id": interview.pk})),
        browser.post(reverse("scorecards:submit", kwargs={"interview_id": interview.pk})),
    ]

    for answer in answers:
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "You are no longer assigned" in page
        assert made.candidate.name not in page
        assert interview.name not in page
    assert client_of(UserFactory()).get(interview.get_absolute_url()).status_code == 404
