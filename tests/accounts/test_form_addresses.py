"""An address that only takes a form leads, when it is opened, to the page that has the form."""

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, seats_of

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough one"


@pytest.fixture
def seat():
    return seats_of(held([UserFactory(email="ada@example.org", password=PASSWORD)]))[0]


def submit(seat) -> str:
    return reverse("scorecards:submit", kwargs={"interview_id": seat.interview_id})


def kit(seat) -> str:
    return reverse("scorecards:kit", kwargs={"interview_id": seat.interview_id})


def test_who_must_sign_in_to_submit_comes_back_to_the_card(client, seat):
    asked = client.post(submit(seat), {"summary": "Typed while signed out."})

    answer = client.post(asked.url, {"login": "ada@example.org", "password": PASSWORD}, follow=True)

    assert answer.redirect_chain[-1][0] == kit(seat)
    assert "Your scorecard" in answer.content.decode()


def test_reloading_a_refused_form_leads_to_its_page(client_of, seat):
    assert client_of(seat.user).get(submit(seat)).url == kit(seat)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/applications/7/notes/", "/applications/7/"),
        ("/debriefs/request/7/", "/debriefs/"),
        ("/interviews/seats/7/cancel/", "/interviews/"),
        ("/messages/again/", "/messages/"),
    ],
)
def test_the_nearest_page_above_is_where_one_is_led(client_of, address, page):
    answer = client_of(UserFactory(administrator=True)).get(address)

    assert (answer.status_code, answer.url) == (302, page)


def test_a_method_that_no_page_knows_is_no_way_round(client_of):
    answer = client_of(UserFactory(administrator=True)).delete("/messages/")

    assert answer.status_code == 403
