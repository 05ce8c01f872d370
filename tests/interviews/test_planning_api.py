"""Availability, plans, holds and answers by the API."""

from datetime import UTC, datetime, timedelta

import pytest

from hiring.accounts.models import TeamRole
from hiring.activity import clock, jobs
from hiring.activity.models import BackgroundJob
from hiring.interviews.models import Hold, Interview, Loop
from hiring.requisitions.actions.team import join_team
from hiring.scheduling.actions import change_availability
from hiring.scheduling.models import CalendarSource, Room
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, seats_of, slot

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
API = "/api/v1"


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(coordinator=True, zone="UTC"))


def post(browser, path: str, **body):
    return browser.post(f"{API}/{path}", body, "application/json")


def candidate(*people):
    made = candidacy()
    for user in people or [UserFactory(zone="UTC")]:
        join_team(requisition=made.requisition, user=user, role=TeamRole.INTERVIEWER, actor=None)
    return made


def proposed(browser, made) -> dict:
    """Start a proposal and poll until a worker has answered it."""
    started = post(browser, "proposals/", application=made.pk)
    assert started.status_code == 201
    assert started.json()["is_ready"] is False
    jobs.run_jobs(list(BackgroundJob.objects.values_list("pk", flat=True)))
    found = browser.get(f"{API}/proposals/{started.json()['id']}/").json()
    assert found["is_ready"] is True
    return found


def test_plans_are_started_polled_and_taken(browser):
    made = candidate()
    proposal = proposed(browser, made)

    taken = post(browser, f"proposals/{proposal['id']}/take/", plan=1)

    assert taken.status_code == 201
    starts = {interview["starts_at"] for interview in taken.json()["interviews"]}
    assert starts == {one["start"].replace("+00:00", "Z") for one in proposal["plans"][1]["placed"]}
    assert post(browser, f"proposals/{proposal['id']}/take/", plan=9).status_code == 400


def test_a_plan_is_held_booked_or_released(browser):
    proposal = proposed(browser, candidate())
    hold = f"proposals/{proposal['id']}/hold/"

    first = post(browser, hold, plan=0, minutes=30).json()
    assert first["expires_at"] == "2026-05-04T08:30:00Z"
    assert browser.delete(f"{API}/holds/{first['id']}/").status_code == 204
    assert not Hold.objects.exists()

    second = post(browser, hold, plan=0).json()
    assert post(browser, f"holds/{second['id']}/book/").status_code == 201
    assert Loop.objects.booked().count() == 1
    third = post(browser, hold, plan=1).json()
    with clock.set_to(MONDAY + timedelta(hours=1)):
        assert post(browser, f"holds/{third['id']}/book/").status_code == 404


def test_what_stands_in_the_way_is_told_by_rule(browser):
    ada = UserFactory(zone="UTC")
    change_availability(user=ada, actor=ada, per_week=0)

    proposal = proposed(browser, candidate(ada))

    assert proposal["plans"] == []
    assert {reason["rule"] for reason in proposal["reasons"]} == {"limit", "panel"}


def test_availability_is_read_and_changed_and_says_when_somebody_is_free(client_of):
    ada, other = UserFactory(zone="Europe/Berlin"), UserFactory()
    browser, path = client_of(ada), f"{API}/availability/{ada.pk}/"

    changed = browser.patch(path, {"monday": "10-12", "per_day": 2}, "application/json")
    wrong = browser.patch(path, {"monday": "early"}, "application/json")

    assert (changed.json()["monday"], changed.json()["per_day"]) == ("10:00–12:00", 2)
    assert wrong.status_code == 400
    free = browser.get(f"{path}free/").json()
    assert free["is_known"] is True
    assert free["free"][0] == ["2026-05-04T08:00:00Z", "2026-05-04T10:00:00Z"]
    assert browser.get(f"{API}/availability/{other.pk}/").status_code == 404
    assert len(browser.get(f"{API}/availability/").json()["results"]) == 1


def test_ones_own_calendars_are_added_listed_and_removed_without_their_secrets(client_of):
    ada = UserFactory()
    account = {"address": "https://dav.example.com/", "username": "ada", "password": "secret word"}

    added = post(client_of(ada), "calendars/", **account)
    listed = client_of(ada).get(f"{API}/calendars/").content.decode()

    assert added.json()["kind"] == "caldav"
    assert "dav.example.com" in listed
    assert "secret word" not in listed
    path = f"{API}/calendars/{added.json()['id']}/"
    assert client_of(UserFactory(recruiter=True)).get(path).status_code == 404
    assert client_of(ada).delete(path).status_code == 204
    assert not CalendarSource.objects.exists()
    inside = post(client_of(ada), "calendars/", address="http://localhost/a.ics")
    assert inside.status_code == 400


def test_an_interviewer_answers_for_their_own_seat_only(client_of):
    ada, bob = UserFactory(), UserFactory()
    [seat, _other] = seats_of(booked([ada], [bob], starts_at=MONDAY + timedelta(days=2)))
    path = f"interviews/{seat.interview_id}/seats/{seat.pk}/answer/"

    answered = post(client_of(ada), path, answer="declined", reason="Ill", substitute=bob.email)

    [told] = answered.json()["seats"]
    assert (told["answer"], told["reason"], told["substitute"]) == ("declined", "Ill", bob.email)
    assert post(client_of(bob), path, answer="accepted").status_code in (403, 404)


def test_a_room_is_booked_by_its_id(browser):
    made, room = candidate(), Room.objects.create(name="Turing")
    [listed] = browser.get(f"{API}/rooms/").json()["results"]
    interview = {
        "name": "Puzzle",
        "rubric": slot(made).rubric_version.rubric.key,
        "starts_at": (MONDAY + timedelta(days=2)).isoformat(),
        "minutes": 45,
        "zone": "UTC",
        "interviewers": [UserFactory().email],
        "room": listed["id"],
    }

    first = post(browser, "loops/", application=made.pk, interviews=[interview])
    again = interview | {"interviewers": [UserFactory().email]}
    second = post(browser, "loops/", application=candidate().pk, interviews=[again])

    assert first.status_code == 201
    assert second.status_code == 409
    assert "Turing is taken" in second.content.decode()
    assert Interview.objects.get().room == room
