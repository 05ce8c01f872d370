"""Nobody lifts their own blindness: by no page, form, call of the API or order of steps.

Robin may book and reads findings; Ada and Bob are the rest of the panel. Every act goes through
the pages.
"""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from hiring.accounts.actions import change_user
from hiring.accounts.models import SiteRole, TeamRole, User
from hiring.activity.actions import Refused
from hiring.interviews.actions.booking import add_interview
from hiring.interviews.actions.canceling import cancel_interview, cancel_loop, record_no_show
from hiring.interviews.actions.interviewers import add_seat, cancel_seat, replace_interviewer
from hiring.interviews.models import Loop, Seat
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.models import Application, Note
from hiring.requisitions.actions.team import leave_team
from hiring.scorecards.actions.writing import amend
from hiring.scorecards.models import Scorecard
from tests.factories.accounts import UserFactory
from tests.factories.interviews import candidacy, held, interviews_of, on_day, seats_of, slot
from tests.factories.pipeline import at_once, reason
from tests.factories.requisitions import leader
from tests.factories.scorecards import criteria_of, sent, typed, whole

pytestmark = pytest.mark.django_db

BOOKERS = ["administrator", "recruiter", "coordinator", "team_recruiter"]


@dataclass
class Panel:
    """A held loop of two interviews: Ada alone in the first, Robin and Bob in the second."""

    loop: Loop
    robin: User
    ada: User
    bob: User

    @property
    def application(self) -> Application:
        return self.loop.application

    def seat(self, user: User) -> Seat:
        return Seat.objects.with_interview().get(
            interview__loop=self.loop, user=user, status="active"
        )

    def reads(self, user: User) -> bool:
        """Whether the person reads anything that someone else wrote in the loop."""
        return Scorecard.objects.visible_to(user).exclude(author=user).exists()


def panel(kind: str = "recruiter") -> Panel:
    made = candidacy()
    if kind == "team_recruiter":
        robin = leader(made.requisition, TeamRole.RECRUITER)
    else:
        robin = UserFactory(**{kind: True})
    ada, bob = UserFactory(), UserFactory()
    loop = held([ada], [robin, bob], made=made)
    return Panel(loop, robin, ada, bob)


def message(browser, url: str, **data) -> str:
    page = browser.post(url, data, follow=True).content.decode()
    return page[page.index("<main") : page.index("</main>")] if "<main" in page else page


# ---- A. An own seat that has a scorecard to submit is ended by someone else ----------------------


@pytest.mark.parametrize("how", ["cancel", "no_show", "replace", "interview", "candidate"])
@pytest.mark.parametrize("kind", BOOKERS)
def test_who_owes_a_card_does_not_end_their_own_seat(kind, how, client_of):
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
def test_nor_by_the_api(how, client_of):
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


def test_by_the_api_nobody_sits_down_in_a_finished_interview_or_where_they_can_read(client_of):
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


def test_a_colleague_ends_it(client_of):
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


def test_ending_the_application_cancels_all_but_the_own_seat_that_shuts_others_cards(client_of):
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


def test_the_whole_loop_is_called_off_while_that_opens_nothing():
    made = panel()

    cancel_loop(loop=made.loop, actor=made.robin)

    assert not Seat.objects.active().filter(interview__loop=made.loop).exists()


@pytest.mark.parametrize("kind", [*BOOKERS, "hiring_manager"])
def test_who_left_a_seat_stays_blind_until_the_remaining_cards_are_in(kind, client_of):
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


def test_who_could_read_does_not_sit_down_again(client_of):
    made = panel()
    sent(made.seat(made.ada))
    cancel_seat(seat=made.seat(made.robin), actor=UserFactory(coordinator=True))
    sent(made.seat(made.bob))
    assert made.reads(made.robin)
    url = reverse("interviews:seat_add", kwargs={"interview_id": interviews_of(made.loop)[1].pk})

    own = message(client_of(made.robin), url, user=str(made.robin.pk))
    by_other = message(client_of(UserFactory(coordinator=True)), url, user=str(made.robin.pk))

    assert "You can’t add yourself" in own
    assert "can read scorecards of this loop" in by_other
    assert not Seat.objects.active().filter(user=made.robin).exists()


def test_nor_once_another_interview_has_shut_the_cards_again():
    """The loop was open and is not any more: what was read is read."""
    made = panel()
    for seat in Seat.objects.owing().filter(interview__loop=made.loop):
        if seat.user != made.robin:
            sent(seat)
    coordinator = UserFactory(coordinator=True)
    cancel_seat(seat=made.seat(made.robin), actor=coordinator)
    one_more = slot(made.application, UserFactory(), name="One more", starts_at=on_day(3))
    interview = add_interview(loop=made.loop, slot=one_more, actor=made.robin)
    assert not made.reads(made.robin)

    for actor in (made.robin, coordinator):
        with pytest.raises(Refused):
            add_seat(interview=interview, user=made.robin, actor=actor)


def all_in() -> Panel:
    made = panel()
    for seat in Seat.objects.owing().filter(interview__loop=made.loop):
        sent(seat)
    return made


def test_nor_who_read_as_a_leader_and_left_the_team_since(client_of):
    made = all_in()
    manager = leader(made.application.requisition)
    assert made.reads(manager)
    member = made.application.requisition.hiring_team.get(user=manager)
    ids = {"requisition_id": made.application.requisition_id, "member_id": member.pk}
    client_of(manager).post(reverse("requisitions:team_remove", kwargs=ids))
    assert not made.reads(manager)

    with pytest.raises(Refused, match="can read scorecards of this loop"):
        add_seat(
            interview=interviews_of(made.loop)[0], user=manager, actor=UserFactory(coordinator=True)
        )


@pytest.mark.parametrize("kind", ["administrator", "recruiter"])
def test_nor_who_read_by_a_site_role_that_they_had(kind):
    made, reader = all_in(), UserFactory(**{kind: True})
    assert made.reads(reader)
    reader = change_user(
        user=reader, actor=UserFactory(administrator=True), site_role=SiteRole.COORDINATOR
    )
    assert not made.reads(reader)

    with pytest.raises(Refused, match="can read scorecards of this loop"):
        add_seat(
            interview=interviews_of(made.loop)[0], user=reader, actor=UserFactory(coordinator=True)
        )


def test_who_left_the_team_before_the_cards_could_be_read_may_sit_down():
    made = panel()
    manager = leader(made.application.requisition)
    interviewer = leader(made.application.requisition, TeamRole.INTERVIEWER)
    actor = UserFactory(administrator=True)
    leave_team(member=made.application.requisition.hiring_team.get(user=manager), actor=actor)
    for seat in Seat.objects.owing().filter(interview__loop=made.loop):
        sent(seat)
    leave_team(member=made.application.requisition.hiring_team.get(user=interviewer), actor=actor)

    for user in (manager, interviewer):
        seat = add_seat(
            interview=interviews_of(made.loop)[0], user=user, actor=UserFactory(coordinator=True)
        )
        assert seat.is_active


# ---- B. A seat in a finished interview -------------------------------------------------------


@pytest.mark.parametrize("kind", [*BOOKERS])
def test_nobody_gives_themselves_a_seat_in_a_finished_interview(kind, client_of):
    made = candidacy()
    robin = (
        leader(made.requisition, TeamRole.RECRUITER)
        if kind == "team_recruiter"
        else UserFactory(**{kind: True})
    )
    [interview] = interviews_of(held([UserFactory()], made=made))
    url = reverse("interviews:seat_add", kwargs={"interview_id": interview.pk})
    replace = reverse("interviews:replace", kwargs={"seat_id": interview.seats.get().pk})

    for address in (url, replace):
        told = message(client_of(robin), address, user=str(robin.pk))
        assert "You can’t add yourself" in told
    assert not Seat.objects.filter(user=robin).exists()


def test_nor_one_to_come_in_a_loop_in_which_a_card_is_in():
    made = panel("coordinator")
    sent(made.seat(made.ada))
    other = UserFactory(coordinator=True)
    by_slot = slot(made.application, other, name="Mine", starts_at=on_day(3))

    with pytest.raises(Refused, match="can’t add yourself"):
        add_interview(loop=made.loop, slot=by_slot, actor=other)


@pytest.mark.parametrize("kind", ["administrator", "recruiter", "hiring_manager"])
def test_a_seat_is_not_given_to_who_can_read(kind, client_of):
    """Seating the manager would take the debrief from them."""
    made = panel()
    for seat in Seat.objects.owing().filter(interview__loop=made.loop):
        sent(seat)
    reader = (
        leader(made.application.requisition)
        if kind == "hiring_manager"
        else UserFactory(**{kind: True})
    )
    assert made.reads(reader)
    browser = client_of(UserFactory(coordinator=True))
    url = reverse("interviews:seat_add", kwargs={"interview_id": interviews_of(made.loop)[0].pk})

    offered = browser.get(url, {"q": reader.email}).content.decode()
    told = message(browser, url, user=str(reader.pk))

    assert "can read scorecards of this loop" in offered
    assert "Assign" not in offered
    assert "can read scorecards of this loop" in told
    assert made.reads(reader)


def test_one_given_by_a_colleague_is_late_wherever_it_is_read(client_of, api_of):
    made = panel()
    guest, actor = UserFactory(), UserFactory(coordinator=True)

    seat = add_seat(interview=interviews_of(made.loop)[0], user=guest, actor=actor)
    for owing in Seat.objects.owing().filter(interview__loop=made.loop).exclude(pk=seat.pk):
        sent(owing)
    card = sent(seat)

    seat.refresh_from_db()
    assert seat.is_late
    assert not made.seat(made.ada).is_late
    reader = UserFactory(recruiter=True)
    assert "Late: this interviewer was added after" in str(
        client_of(reader).get(card.get_absolute_url()).content
    )
    loop = client_of(reader).get(made.loop.get_absolute_url()).content.decode()
    assert "added after the interview" in loop
    assert api_of(reader, f"/api/v1/scorecards/{card.pk}/")["is_late"] is True


@pytest.fixture
def api_of(client_of):
    return lambda user, path: client_of(user).get(path).json()


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


def test_observations_are_not_added_to_it_once_others_can_be_read():
    made = panel()
    card = nothing(made.seat(made.robin))
    sent(made.seat(made.ada))
    sent(made.seat(made.bob))
    assert made.reads(made.robin)
    seat = made.seat(made.robin)

    with pytest.raises(Refused, match="not observed"):
        amend(scorecard=card, actor=made.robin, reason="I forgot.", **whole(seat))


def test_while_others_are_shut_they_are_and_it_counts():
    made = panel()
    card = nothing(made.seat(made.robin))
    sent(made.seat(made.ada))
    seat = made.seat(made.robin)

    amend(scorecard=card, actor=made.robin, reason="I forgot.", **whole(seat))

    assert made.reads(made.robin)


# ---- At the same moment -----------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_card_that_comes_in_meanwhile_keeps_the_own_seat():
    made = panel()
    ada, robin = made.seat(made.ada), made.seat(made.robin)

    at_once(
        lambda: sent(ada),
        lambda: cancel_interview(interview=robin.interview, actor=made.robin),
    )

    if Seat.objects.active().filter(user=made.robin).exists():
        assert not made.reads(made.robin)
    else:
        # Called off first, with nobody's card in: what opens then, opens to who never sits again.
        with pytest.raises(Refused):
            add_seat(interview=ada.interview, user=made.robin, actor=UserFactory(coordinator=True))


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
