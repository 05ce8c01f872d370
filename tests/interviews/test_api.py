"""Loops and interviews by the REST API."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse

from hiring.interviews.models import Interview, Loop
from hiring.messaging.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.interviews import (
    booked,
    candidacy,
    interviews_of,
    on_day,
    queries_of,
    question,
    version_of,
)
from tests.factories.requisitions import leader

pytestmark = pytest.mark.django_db
LOOPS, INTERVIEWS = "/api/v1/loops/", "/api/v1/interviews/"


@pytest.fixture
def api(client_of) -> Callable[..., HttpResponse]:
    """Calls the API as a person; the answer's JSON is its `body`."""

    def call(method: str, path: str, user, body: dict | None = None) -> HttpResponse:
        send = getattr(client_of(user), method)
        answer = send(path, data=body, content_type="application/json")
        answer.body = answer.json() if answer.content else None
        return answer

    return call


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True)


def asked(made, *people, **changes) -> dict:
    """One interview as a machine asks for it."""
    return {
        "name": "Math puzzle",
        "rubric": version_of(made).rubric.key,
        "starts_at": f"{on_day(2, 10):%Y-%m-%dT%H:%M:%S}+02:00",
        "minutes": 45,
        "zone": "Europe/Berlin",
        "interviewers": [user.email for user in people],
    } | changes


def test_a_loop_is_booked(api, coordinator):
    made, ada = candidacy(), UserFactory()
    puzzle = question(version_of(made))
    body = {
        "application": made.pk,
        "interviews": [asked(made, ada, questions=[puzzle.question.key])],
    }

    answer = api("post", LOOPS, coordinator, body)

    assert answer.status_code == 201
    [interview] = answer.body["interviews"]
    assert interview["starts_at"] == f"{on_day(2, 8):%Y-%m-%dT%H:%M:%SZ}"
    assert interview["seats"][0]["interviewer"] == ada.email
    assert list(Interview.objects.get().questions.all()) == [puzzle]


def test_a_time_without_its_offset_is_another_hour_to_every_reader_and_refused(api, coordinator):
    made = candidacy()
    slot = asked(made, UserFactory(), starts_at=f"{on_day(2, 10):%Y-%m-%dT%H:%M:%S}")

    answer = api("post", LOOPS, coordinator, {"application": made.pk, "interviews": [slot]})

    assert answer.status_code == 400
    [said] = answer.body["errors"]["interviews[0].starts_at"]
    assert "offset" in said
    assert not Loop.objects.exists()


def test_the_name_of_an_interview_is_one_line_in_the_answer_and_in_the_mails(api, coordinator):
    made, ada = candidacy(), UserFactory()
    body = {
        "application": made.pk,
        "interviews": [asked(made, ada, name="Talk\r\nBcc: all@example.org")],
    }

    answer = api("post", LOOPS, coordinator, body)

    assert answer.body["interviews"][0]["name"] == "Talk Bcc: all@example.org"
    assert Interview.objects.get().name == "Talk Bcc: all@example.org"
    assert not any("\nBcc" in message.body for message in Message.objects.all())


def test_booking_the_same_loop_twice_books_it_once(api, coordinator):
    made, ada = candidacy(), UserFactory()
    body = {"application": made.pk, "interviews": [asked(made, ada)]}

    first = api("post", LOOPS, coordinator, body)
    second = api("post", LOOPS, coordinator, body)

    assert first.body["id"] == second.body["id"]


def test_a_clash_is_a_conflict_that_says_who(api, coordinator):
    ada = UserFactory(name="Ada Lovelace")
    booked([ada], starts_at=on_day(2, 8))
    made = candidacy()

    answer = api(
        "post", LOOPS, coordinator, {"application": made.pk, "interviews": [asked(made, ada)]}
    )

    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert "Ada Lovelace is busy" in answer.body["detail"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"rubric": "no-such"}, "rubric"),
        ({"interviewers": ["nobody@example.org"]}, "interviewers"),
        ({"interviewers": []}, "interviewers"),
        ({"starts_at": "tomorrow"}, "starts_at"),
        ({"color": "blue"}, "color"),
    ],
)
def test_bad_input_is_refused_at_its_field(api, coordinator, changes, field):
    made = candidacy()
    wish = asked(made, UserFactory()) | changes

    answer = api("post", LOOPS, coordinator, {"application": made.pk, "interviews": [wish]})

    assert answer.status_code == 400
    assert field in str(answer.body["errors"])
    assert not Loop.objects.exists()


def test_a_time_that_has_passed_is_refused_at_its_field(api, coordinator):
    made = candidacy()
    wish = asked(made, UserFactory(), starts_at="2020-01-01T10:00:00Z")

    answer = api("post", LOOPS, coordinator, {"application": made.pk, "interviews": [wish]})

    assert answer.status_code == 400
    assert list(answer.body["errors"]) == ["interviews[0].starts_at"]


def test_an_interview_is_added(api, coordinator):
    loop, ada = booked(), UserFactory()
    wish = asked(loop.application, ada, starts_at=on_day(4).isoformat()) | {"loop": loop.pk}

    answer = api("post", INTERVIEWS, coordinator, wish)

    assert answer.status_code == 201
    assert (answer.body["loop"], answer.body["position"]) == (loop.pk, 3)


def test_an_interview_tells_what_its_scorecard_rates(api, coordinator):
    [interview, _] = interviews_of(booked())

    answer = api("get", f"{INTERVIEWS}{interview.pk}/", coordinator)

    [criterion] = answer.body["criteria"]
    assert criterion["competency"] == "modeling"
    assert answer.body["application"] == interview.loop.application_id


def test_interviews_are_filtered_by_application_and_time(api, coordinator):
    loop, _ = booked(), booked(starts_at=on_day(9))

    of_one = api("get", f"{INTERVIEWS}?application={loop.application_id}", coordinator)
    early = api("get", f"{INTERVIEWS}?starts_before={on_day(5):%Y-%m-%dT%H:%M:%SZ}", coordinator)

    ours = {interview.pk for interview in interviews_of(loop)}
    assert {row["id"] for row in of_one.body["results"]} == ours
    assert {row["id"] for row in early.body["results"]} == ours


def test_everybody_sees_their_own(api):
    ada = UserFactory()
    loop = booked([ada], [UserFactory()])
    [mine, other] = interviews_of(loop)
    manager = leader(loop.application.requisition)

    def ids(user) -> set[int]:
        return {row["id"] for row in api("get", INTERVIEWS, user).body["results"]}

    assert ids(ada) == {mine.pk}
    assert ids(manager) == {mine.pk, other.pk}
    assert ids(UserFactory()) == set()
    assert api("get", LOOPS, ada).body["results"] == []
    assert api("get", f"{INTERVIEWS}{other.pk}/", ada).status_code == 404


def test_members_book_nothing(api):
    made, member = candidacy(), UserFactory()
    body = {"application": made.pk, "interviews": [asked(made, member)]}

    assert api("post", LOOPS, member, body).status_code == 403


def test_lists_take_the_same_number_of_queries_however_long(client_of, coordinator):
    browser = client_of(coordinator)
    booked([UserFactory()])
    few = {url: queries_of(browser, url) for url in (LOOPS, INTERVIEWS)}

    for day in (3, 4, 5):
        booked(UserFactory.create_batch(3), UserFactory.create_batch(2), starts_at=on_day(day))

    assert {url: queries_of(browser, url) for url in few} == few
