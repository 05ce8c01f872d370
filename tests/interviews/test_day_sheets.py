"""A day of interviews on one page: an interviewer's, the team's, a room's, a candidate's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hiring.activity import clock
from hiring.interviews import candidate_mail, day_sheets
from hiring.interviews.actions.canceling import cancel_loop
from hiring.interviews.day_sheets import path_of
from hiring.interviews.models import Interview
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, interviews_of, on_day, queries_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
NINE = MONDAY + timedelta(days=1, hours=1)
URL = reverse("interviews:day")
VIDEO = "https://meet.example.com/abc"


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


@pytest.fixture
def loop():
    """Two interviews on Tuesday, by Ada and by Bob, for a candidate in Tokyo."""
    made = candidacy()
    made.candidate.zone = "Asia/Tokyo"
    made.candidate.save()
    ada, bob = UserFactory(name="Ada Byron", zone="Europe/Berlin"), UserFactory(name="Bob")
    kim = UserFactory(name="Kim Duarte", coordinator=True, zone="Europe/Berlin")
    loop = booked([ada], [bob], made=made, actor=kim, starts_at=NINE)
    Interview.objects.filter(loop=loop).update(place=VIDEO)
    return loop


def day(browser, **asked) -> str:
    return browser.get(URL, {"day": "2026-05-05"} | asked).content.decode()


def test_an_interviewers_day_has_their_interviews_alone_with_kit_link_and_whom_to_ask(
    loop, client_of
):
    first, second = interviews_of(loop)

    page = day(client_of(first.seats.get().user))

    assert first.get_absolute_url() in page
    assert f'href="{VIDEO}"' in page
    assert "11:00–11:45" in page
    assert "18:00 for the candidate" in page
    assert "Kim Duarte" in page
    assert second.get_absolute_url() not in page


def test_a_coordinator_prints_the_day_of_the_team_or_of_a_person(loop, client_of):
    browser = client_of(loop.created_by)
    ada, bob = (one.seats.get().user for one in interviews_of(loop))

    assert "Ada Byron" in (page := day(browser))
    assert "Bob" in page
    assert "Interview kit" not in page
    assert "Ada Byron" not in day(browser, person=bob.pk).partition('class="day-lines"')[2]
    assert "No interviews on this day" in day(browser, day="2026-05-06", person=ada.pk)


def test_a_day_that_is_cut_says_so(loop, client_of, monkeypatch):
    browser = client_of(UserFactory(coordinator=True))
    assert "Only the first" not in day(browser)

    monkeypatch.setattr(day_sheets, "MAX_SHOWN", 1)

    assert "Only the first 1 are shown." in day(browser)


def test_the_days_queries_do_not_grow(loop, client_of):
    browser, url = client_of(loop.created_by), f"{URL}?day=2026-05-05"
    few = queries_of(browser, url)
    for hour in (3, 5, 7):
        booked([UserFactory(), UserFactory()], starts_at=NINE + timedelta(hours=hour))

    assert queries_of(browser, url) <= few


def test_the_candidates_day_is_in_their_zone_and_says_nothing_of_the_kit(loop, client_of):
    path = path_of(loop.application)

    page = Client().get(path).content.decode()

    assert "18:00–18:45" in page
    assert "Ada Byron" in page
    assert "Have paper and a pen ready" in page
    assert not any(one.get_absolute_url() in page for one in interviews_of(loop))
    assert "11:00–11:45" in Client().get(path, {"zone": "Europe/Berlin"}).content.decode()
    led = client_of(loop.created_by).get(
        reverse("interviews:candidate_day", kwargs={"application_id": loop.application_id})
    )
    assert led.url == path


def test_the_invitation_leads_to_it_and_it_closes_when_the_interviews_are_off(loop):
    fields = candidate_mail.merge_values(loop.application, loop.created_by)
    path = path_of(loop.application)
    assert fields["day_sheet"].endswith(path)

    cancel_loop(loop=loop, actor=loop.created_by)

    assert Client().get(path).status_code == 404
    assert candidate_mail.merge_values(loop.application, None)["day_sheet"] == ""


def test_the_api_has_the_day_sheet_of_what_one_may_see(client_of):
    ada = UserFactory(email="ada@example.com", zone="UTC")
    loop = booked([ada], starts_at=on_day(2))
    day = on_day(2).date().isoformat()
    url = f"/api/v1/interviews/day/?day={day}"

    [line] = client_of(ada).get(url).json()

    assert (line["interviewers"], line["is_mine"]) == (["ada@example.com"], True)
    assert line["application"] == loop.application_id
    assert client_of(UserFactory()).get(url).json() == []
    assert client_of(ada).get(f"{url}&who=1").status_code == 400
