"""Who may take a seat, or give one, without lifting anybody’s blindness.

The panel is that of panels.py; every act goes through the pages.
"""

import pytest
from django.urls import reverse

from hiring.accounts.actions import change_user
from hiring.accounts.models import SiteRole, TeamRole
from hiring.activity.actions import Refused
from hiring.interviews.actions.booking import add_interview
from hiring.interviews.actions.interviewers import add_seat, cancel_seat
from hiring.interviews.models import Seat
from hiring.requisitions.actions.team import leave_team
from tests.factories.accounts import UserFactory
from tests.factories.interviews import candidacy, held, interviews_of, on_day, slot
from tests.factories.requisitions import leader
from tests.factories.scorecards import sent
from tests.scorecards.panels import BOOKERS, Panel, message, panel

pytestmark = pytest.mark.django_db


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
