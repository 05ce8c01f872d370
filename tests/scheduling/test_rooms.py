"""The rooms that interviews are booked in, by their pages."""

import pytest
from django.urls import reverse

from hiring.activity.models import Event
from hiring.scheduling.models import Room
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(coordinator=True))


def test_rooms_are_added_changed_and_archived(browser):
    browser.post(reverse("scheduling:room_add"), {"name": "Turing", "people": "4"})
    room = Room.objects.get()
    edit = reverse("scheduling:room_edit", kwargs={"room_id": room.pk})
    browser.post(edit, {"name": "Hopper", "people": "6", "note": "Second floor"})
    archive = reverse("scheduling:room_archive", kwargs={"room_id": room.pk})
    browser.post(archive, {"archived": "true"})

    room.refresh_from_db()
    assert (room.name, room.people) == ("Hopper", 6)
    assert not Room.objects.open().exists()
    assert "archived" in browser.get(reverse("scheduling:room_list")).content.decode()
    browser.post(archive)
    assert Room.objects.open().exists()
    assert Event.objects.filter(verb="room.saved").count() == 4


def test_a_name_is_used_once(browser):
    Room.objects.create(name="Turing")

    answer = browser.post(reverse("scheduling:room_add"), {"name": "turing", "people": "4"})

    assert "already exists" in answer.content.decode()
    assert Room.objects.count() == 1
