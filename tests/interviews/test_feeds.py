"""One's own interviews at a secret address."""

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from hiring.interviews.actions.canceling import cancel_interview
from hiring.interviews.feeds import address_of
from hiring.interviews.invitations import uid_of
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, interviews_of, seats_of

pytestmark = pytest.mark.django_db


def uids(path: str) -> set[str]:
    """The events that anybody gets who has the address."""
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    return {str(event["uid"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_feed_shows_ones_own_interviews_to_whoever_has_its_address_until_it_is_revoked(client_of):
    ada, bob = UserFactory(name="Ada"), UserFactory(name="Bob")
    loop = booked([ada], [ada, bob])
    client = client_of(ada)
    page = reverse("interviews:mine")
    client.post(reverse("interviews:feed_create"))
    address = address_of(ada)
    path = "/" + address.split("/", 3)[3]

    assert address in client.get(page).content.decode()
    assert uids(path) == {uid_of(seat) for seat in seats_of(loop) if seat.user == ada}
    cancel_interview(interview=interviews_of(loop)[0], actor=UserFactory(coordinator=True))
    assert len(uids(path)) == 1

    client.post(reverse("interviews:feed_revoke"))
    assert Client().get(path).status_code == 404
    assert Client().get(path.replace(".ics", "x.ics")).status_code == 404


def test_a_feed_of_somebody_who_left_shows_nothing(client_of):
    ada = UserFactory(name="Ada")
    client_of(ada).post(reverse("interviews:feed_create"))
    path = "/" + address_of(ada).split("/", 3)[3]
    ada.is_active = False
    ada.save()

    assert Client().get(path).status_code == 404
