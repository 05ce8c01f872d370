"""A week of interviews, of the team, a person, a room or a loop."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from hiring.activity import clock
from hiring.interviews.views import weeks
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, queries_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
URL = reverse("interviews:week")


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


def shown(browser, **asked) -> list[str]:
    """The names of the candidates whose interviews a week shows."""
    days = browser.get(URL, asked).context["days"]
    found = {str(one.loop.application.candidate) for day in days for one in day.interviews}
    return sorted(found)


def test_a_coordinator_sees_the_teams_week_and_narrows_it(client_of):
    browser = client_of(UserFactory(coordinator=True, zone="Europe/Berlin"))
    ada = UserFactory(name="Ada Lovelace")
    one = booked([ada], starts_at=MONDAY + timedelta(days=1))
    two = booked(starts_at=MONDAY + timedelta(days=2))
    later = booked(starts_at=MONDAY + timedelta(days=8))
    names = [str(loop.application.candidate) for loop in (one, two, later)]

    assert shown(browser) == sorted(names[:2])
    assert shown(browser, person=ada.pk) == names[:1]
    assert shown(browser, loop=two.pk) == names[1:2]
    assert shown(browser, day="2026-05-13") == names[2:]
    assert shown(browser, day="soon") == sorted(names[:2])


def test_a_full_day_shows_its_first_and_leads_to_the_rest_and_hides_no_other_day(
    client_of, monkeypatch
):
    monkeypatch.setattr(weeks, "MAX_A_DAY", 2)
    browser = client_of(UserFactory(coordinator=True, zone="Europe/Berlin"))
    ada = UserFactory(name="Ada Lovelace")
    for hour in range(3):
        booked([UserFactory()], starts_at=MONDAY + timedelta(hours=hour))
    last = booked([ada], starts_at=MONDAY + timedelta(hours=3))
    next_day = booked(starts_at=MONDAY + timedelta(days=1))

    answer = browser.get(URL)
    monday, tuesday, *_ = answer.context["days"]

    assert (len(monday.interviews), monday.has_more, tuesday.has_more) == (2, True, False)
    sheet = 'href="/interviews/day/?day=2026-05-04&amp;person=&amp;room=">More interviews on this'
    assert sheet in answer.content.decode()
    assert str(next_day.application.candidate) in shown(browser)
    assert shown(browser, person=ada.pk) == [str(last.application.candidate)]
    assert "Ada Lovelace" in answer.content.decode()


def test_an_interviewer_sees_their_own_interviews_only(client_of):
    ada = UserFactory(zone="Asia/Kathmandu")
    mine = booked([ada], starts_at=MONDAY + timedelta(days=1, hours=9, minutes=30))
    booked(starts_at=MONDAY + timedelta(days=1))

    browser = client_of(ada)

    assert shown(browser) == [str(mine.application.candidate)]
    assert "23:15" in browser.get(URL).content.decode()


def test_its_queries_do_not_grow(client_of):
    browser = client_of(UserFactory(coordinator=True))
    booked(starts_at=MONDAY + timedelta(days=1))
    few = queries_of(browser, URL)
    for day in range(2, 5):
        booked([UserFactory(), UserFactory()], starts_at=MONDAY + timedelta(days=day))

    assert queries_of(browser, URL) <= few
