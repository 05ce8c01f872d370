"""Every list refuses what it would otherwise pass over, and ends."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hiring.api.routes import resources
from hiring.pipeline.models import Application
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import opening

pytestmark = pytest.mark.django_db
LISTS = sorted(prefix for prefix, _view in resources())


@pytest.fixture
def client(client_of):
    return client_of(UserFactory(administrator=True))


def asked(client, name: str, query: str):
    return client.get(f"{reverse(f'api:{name}-list')}?{query}")


@pytest.mark.parametrize("name", LISTS)
def test_an_unknown_parameter_is_named_and_answers_no_rows(client, name):
    answer = asked(client, name, "stauts=active&q_=x")

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"stauts", "q_"}


@pytest.mark.parametrize("size", ["0", "-1", "abc", "100000", "201", "1.5", "٣", ""])
def test_a_size_that_no_page_has_is_named(client, size):
    answer = asked(client, "applications", f"page_size={size}")

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["page_size"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_pages_and_no_parameter_of_an_output_format(client, name):
    assert asked(client, name, "format=json").status_code == 400
    assert asked(client, name, "page_size=200").status_code == 200
    assert asked(client, name, "page_size=201").status_code == 400


def test_a_parameter_is_given_once(client):
    answer = asked(client, "applications", "status=active&status=hired")

    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["status"])


@pytest.mark.parametrize("query", ["external_id=", "status=%20", "status=lost"])
def test_a_filter_that_says_nothing_is_refused(client, query):
    assert asked(client, "applications", query).status_code == 400


def test_words_that_are_empty_find_everybody(client):
    application()

    assert len(asked(client, "applications", "q=").json()["results"]) == 1


def test_what_is_neither_true_nor_false_is_refused(client):
    assert asked(client, "rejection-reasons", "by_candidate=maybe").status_code == 400
    assert asked(client, "rejection-reasons", "by_candidate=false").status_code == 200


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("applications", "stage=999999"),
        ("applications", "candidate=99999999999999999999999"),
        ("applications", "requisition=-1"),
        ("candidates", "source_channel=nowhere"),
        ("debriefs", "application=999999"),
        ("interviews", "application=999999"),
        ("interviews", "interviewer=nobody@example.com"),
        ("loops", "stage=999999"),
        ("questions", "archetype=nothing"),
        ("questions", "competency=nothing"),
        ("requisitions", "team=999999"),
        ("requisitions", "archetype=nothing"),
        ("scorecards", "interview=999999"),
        ("scorecards", "interviewer=nobody@example.com"),
        ("stages", "requisition=999999"),
    ],
)
def test_a_filter_by_what_is_not_there_is_an_empty_page(client, name, query):
    application()

    answer = asked(client, name, query)

    assert (answer.status_code, answer.json().get("results")) == (200, [])


def test_an_id_that_is_no_number_is_refused(client):
    assert asked(client, "applications", "stage=onsite").status_code == 400


def test_applications_are_found_by_their_id_elsewhere(client):
    application()
    ours = application()
    Application.objects.filter(pk=ours.pk).update(source_system="ats", external_id="7")

    found = asked(client, "applications", "source_system=ats&external_id=7").json()["results"]

    assert [row["id"] for row in found] == [ours.pk]


@pytest.mark.parametrize("name", ["applications", "candidates"])
def test_a_row_takes_no_parameters(client, name):
    made = application()
    pk = made.pk if name == "applications" else made.candidate_id
    address = reverse(f"api:{name}-detail", kwargs={"pk": pk})

    answer = client.get(f"{address}?status=hired")

    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["status"])


def walk(client, address: str) -> Iterator[list[dict]]:
    while address:
        body = client.get(address).json()
        yield body["results"]
        address = body["next"]


def many_at_one_moment(count: int) -> None:
    made = application()
    others = application(requisition=made.requisition)
    rows = [
        Application(
            candidate=others.candidate,
            requisition=made.requisition,
            stage=made.stage,
            status="withdrawn",
            ended_at=made.applied_at,
        )
        for _ in range(count - 2)
    ]
    Application.objects.bulk_create(rows)
    Application.objects.update(applied_at=datetime(2026, 1, 1, tzinfo=UTC))


def test_more_rows_than_any_offset_at_one_moment_are_each_shown_once(client):
    many_at_one_moment(1_500)

    pages = list(walk(client, f"{reverse('api:applications-list')}?page_size=200"))
    shown = [row["id"] for page in pages for row in page]

    assert len(pages) == 8
    assert len(shown) == len(set(shown)) == 1_500


def test_the_way_back_shows_the_same_rows(client):
    many_at_one_moment(7)
    first = asked(client, "applications", "page_size=3").json()
    second = client.get(first["next"]).json()

    assert client.get(second["previous"]).json()["results"] == first["results"]
    assert first["previous"] is None


@pytest.mark.parametrize("cursor", ["nonsense", "cD0y"])
def test_a_cursor_of_no_list_is_not_found(client, cursor):
    assert asked(client, "applications", f"cursor={cursor}").status_code == 404


def test_a_cursor_of_another_list_is_not_found(client):
    many_at_one_moment(3)
    there = asked(client, "applications", "page_size=1").json()["next"]

    assert client.get(there.replace("applications", "candidates")).status_code == 404


def test_a_walk_whose_rows_are_gone_ends(client):
    opening()
    many_at_one_moment(3)
    there = asked(client, "applications", "page_size=1").json()["next"]
    Application.objects.order_by("-id").first()
    Application.objects.update(applied_at=datetime(2027, 1, 1, tzinfo=UTC))

    body = client.get(there).json()

    assert (body["results"], body["next"]) == ([], None)
