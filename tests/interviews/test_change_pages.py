"""The pages on which interviews are moved, called off, and given to others."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.interviews.models import InterviewStatus, LoopStatus, SeatStatus
from tests.factories.accounts import UserFactory
from tests.factories.interviews import (
    booked,
    held,
    interviews_of,
    on_day,
    seats_of,
)
from tests.factories.requisitions import leader
from tests.factories.scorecards import sent

pytestmark = pytest.mark.django_db


YES = {"confirmed": "yes"}


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(coordinator=True, zone="Europe/Berlin"))


def to(name: str, **ids) -> str:
    return reverse(f"interviews:{name}", kwargs=ids)


# ---- Moving ----------------------------------------------------------------------------------


def moving(interview, **changes):
    data = {
        "day": "2027-05-06",
        "start": "14:00",
        "minutes": "45",
        "zone": "Europe/Berlin",
        "place": "Room 3",
    }
    return to("move", interview_id=interview.pk), data | changes


def test_the_form_shows_the_present_time_as_the_viewers_wall_shows_it(client_of):
    [interview, _] = interviews_of(booked(starts_at=on_day(3, 18, 45)))
    browser = client_of(UserFactory(coordinator=True, zone="Asia/Kolkata"))

    html = browser.get(to("move", interview_id=interview.pk)).content.decode()

    assert 'value="00:15"' in html
    assert f'value="{on_day(4):%Y-%m-%d}"' in html


def test_an_interview_moves_to_the_time_typed_in_the_zone_chosen(browser):
    [interview, _] = interviews_of(booked())
    url, data = moving(interview, zone="America/New_York")

    answer = browser.post(url, data)

    interview.refresh_from_db()
    assert answer.url == interview.loop.get_absolute_url()
    assert interview.starts_at == datetime(2027, 5, 6, 18, tzinfo=UTC)
    assert (interview.zone, interview.place) == ("America/New_York", "Room 3")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "2020-05-06"}, "This time is in the past"),
        ({"day": "2027-03-28", "start": "02:30"}, "02:30 does not exist"),
        ({"minutes": "5"}, "greater than or equal to 10"),
        ({"zone": "Mars/Olympus"}, "Select a valid choice"),
    ],
)
def test_a_move_that_cannot_be_is_refused_and_nothing_is_lost(browser, changes, said):
    [interview, _] = interviews_of(booked())
    url, data = moving(interview, **changes)

    answer = browser.post(url, data)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert 'value="Room 3"' in answer.content.decode()


def opened(browser, interview) -> dict[str, str]:
    """What the page sends: its fields as they stand, and what they were opened with."""
    form = browser.get(to("move", interview_id=interview.pk)).context["form"]
    shown = {bound.html_name: str(bound.value()) for bound in form}
    return shown | {f"initial-{name}": value for name, value in shown.items()}


def test_an_old_tab_that_gives_a_room_does_not_move_the_interview_back(browser, client_of):
    [interview, _] = interviews_of(booked())
    url = to("move", interview_id=interview.pk)
    kolkata = client_of(UserFactory(coordinator=True, zone="Asia/Kolkata"))
    tab, other = opened(browser, interview), opened(kolkata, interview)
    kolkata.post(url, other | {"day": "2027-05-06", "start": "14:00"})

    answer = browser.post(url, tab | {"place": "Room 3"})

    interview.refresh_from_db()
    assert answer.url == interview.loop.get_absolute_url()
    assert interview.starts_at == datetime(2027, 5, 6, 8, 30, tzinfo=UTC)
    assert (interview.zone, interview.place) == ("Asia/Kolkata", "Room 3")


def test_two_other_times_are_asked_about_and_what_is_chosen_holds(browser):
    [interview, _] = interviews_of(booked())
    url = to("move", interview_id=interview.pk)
    tab = opened(browser, interview)
    browser.post(url, tab | {"day": "2027-05-06"})

    asked = browser.post(url, tab | {"day": "2027-05-07", "place": "Room 3"})

    html = asked.content.decode()
    assert asked.status_code == 400
    assert 'name="choice-day"' in html
    assert 'name="choice-start"' not in html
    form = asked.context["form"].data.dict()
    form |= {"choice-day": "theirs", "stored-day": "2027-05-06"}
    assert browser.post(url, form).status_code == 302
    interview.refresh_from_db()
    assert f"{interview.starts_at:%Y-%m-%d}" == "2027-05-06"
    assert interview.place == "Room 3"


def test_a_move_onto_somebody_busy_names_who(browser):
    ada = UserFactory(name="Ada Lovelace")
    booked([ada], starts_at=datetime(2027, 5, 6, 12, tzinfo=UTC))
    [interview] = interviews_of(booked([ada]))

    answer = browser.post(*moving(interview))

    assert answer.status_code == 400
    assert "Ada Lovelace is busy" in answer.content.decode()


# ---- Other people ----------------------------------------------------------------------------


def test_a_substitute_is_two_clicks_away(browser):
    loop = booked([UserFactory(name="Ada Lovelace")])
    [seat] = seats_of(loop)
    member = leader(loop.application.requisition, TeamRole.INTERVIEWER)

    page = browser.get(to("replace", seat_id=seat.pk)).content.decode()
    answer = browser.post(to("replace", seat_id=seat.pk), {"user": member.pk})

    assert page.index(member.name) < page.index("Back to loop")
    assert answer.url == loop.get_absolute_url()
    assert seat.interview.seats.active().get().user == member


def test_busy_people_are_marked_and_not_offered(browser):
    grace = UserFactory(name="Grace Hopper")
    booked([grace])
    [seat] = seats_of(booked([UserFactory()]))

    html = browser.get(to("replace", seat_id=seat.pk), {"q": "grace"}).content.decode()

    assert "busy: “Math puzzle”" in html
    assert f'value="{grace.pk}"' not in html


def test_giving_the_seat_to_somebody_busy_is_refused_on_the_page(browser):
    grace = UserFactory(name="Grace Hopper")
    booked([grace])
    [seat] = seats_of(booked([UserFactory()]))

    answer = browser.post(to("replace", seat_id=seat.pk), {"user": grace.pk})

    assert answer.status_code == 409
    assert "Grace Hopper is busy" in answer.content.decode()


@pytest.mark.parametrize("user", ["", "x", "0", "99999999"])
def test_who_picks_nobody_is_told_so(browser, user):
    [seat] = seats_of(booked([UserFactory()]))

    answer = browser.post(to("replace", seat_id=seat.pk), {"user": user})

    assert answer.status_code == 409
    assert "Choose a person from the list" in answer.content.decode()


def test_a_search_answers_with_the_list_alone(browser):
    [seat] = seats_of(booked([UserFactory()]))
    url = to("replace", seat_id=seat.pk)

    part = browser.get(url, {"q": "nobody here"}, headers={"HX-Request": "true"}).content.decode()

    assert "No matching people" in part
    assert "<html" not in part


def test_one_more_interviewer_takes_a_seat(browser):
    [interview], grace = interviews_of(booked([UserFactory()])), UserFactory()
    url = to("seat_add", interview_id=interview.pk)

    assert browser.get(url).status_code == 200
    browser.post(url, {"user": grace.pk})

    assert interview.seats.active().count() == 2


# ---- Called off ------------------------------------------------------------------------------


def test_calling_off_asks_once(browser):
    [interview, _] = interviews_of(booked())
    url = to("cancel", interview_id=interview.pk)

    asked = browser.post(url)
    done = browser.post(url, YES, follow=True)

    assert "Cancel “Math puzzle”?" in asked.content.decode()
    assert "Canceled" in done.content.decode()
    interview.refresh_from_db()
    assert interview.status == InterviewStatus.CANCELED


def test_a_loop_is_called_off(browser):
    loop = booked()

    browser.post(to("cancel_loop", loop_id=loop.pk), YES)

    loop.refresh_from_db()
    assert loop.status == LoopStatus.CANCELED


def test_a_refusal_is_told_on_the_loops_page(browser):
    loop = held([UserFactory()])
    sent(seats_of(loop)[0])

    answer = browser.post(to("cancel_loop", loop_id=loop.pk), YES, follow=True)

    assert "already submitted a scorecard" in answer.content.decode()


def test_who_did_not_come_is_noted(browser):
    first, second = held([UserFactory()]), held([UserFactory(), UserFactory()])
    [interview], seats = interviews_of(first), seats_of(second)

    browser.post(to("no_show", interview_id=interview.pk), YES)
    browser.post(to("seat_no_show", seat_id=seats[0].pk), YES)

    interview.refresh_from_db()
    seats[0].refresh_from_db()
    assert interview.status == InterviewStatus.NO_SHOW
    assert seats[0].status == SeatStatus.NO_SHOW


def test_one_of_two_seats_is_taken_back(browser):
    seats = seats_of(booked([UserFactory(), UserFactory()]))

    browser.post(to("seat_cancel", seat_id=seats[0].pk), YES)

    seats[0].refresh_from_db()
    assert seats[0].status == SeatStatus.CANCELED


@pytest.mark.parametrize("name", ["cancel", "no_show"])
def test_changes_come_by_post_only(browser, name):
    [interview, _] = interviews_of(booked())

    answer = browser.get(to(name, interview_id=interview.pk))

    assert answer.status_code != 200
    interview.refresh_from_db()
    assert interview.is_booked


def test_who_may_change_a_loop(client_of):
    loop = booked([UserFactory()])
    [seat], [interview] = seats_of(loop), interviews_of(loop)
    requisition = loop.application.requisition
    urls = [
        to("move", interview_id=interview.pk),
        to("seat_add", interview_id=interview.pk),
        to("replace", seat_id=seat.pk),
        to("add", loop_id=loop.pk),
    ]

    def answers(user) -> set[int]:
        browser = client_of(user)
        return {browser.get(url).status_code for url in urls}

    assert answers(leader(requisition, TeamRole.RECRUITER)) == {200}
    assert answers(leader(requisition)) == {403}
    assert answers(seat.user) == {403}
    assert answers(UserFactory()) == {404}


def test_the_clock_of_the_day_is_asked_and_not_the_wall(browser):
    loop = booked(starts_at=on_day(2))
    [interview, _] = interviews_of(loop)

    with clock.set_to(on_day(3)):
        html = browser.get(loop.get_absolute_url()).content.decode()

    assert "scorecard due" in html
    assert to("no_show", interview_id=interview.pk) in html
