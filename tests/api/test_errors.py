"""Whatever a client of the API sends, what is no success is a problem document."""

import base64
import json

import pytest
from django.test import Client
from rest_framework import exceptions

from hiring.accounts.actions import create_token
from hiring.api.conventions import problem
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
CANDIDATES = "/api/v1/candidates/"


@pytest.fixture
def client(client_of) -> Client:
    return client_of(UserFactory(recruiter=True))


def post(client: Client, body: bytes, content_type: str = "application/json"):
    return client.post(CANDIDATES, body, content_type=content_type)


def is_problem(answer, status: int) -> bool:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    return answer.json()["status"] == status


@pytest.mark.parametrize("path", ["/api/nothing/", "/api/v1/", "/api/v1/candidates/1/hire/"])
def test_an_unknown_address_is_a_problem(client, path):
    assert is_problem(client.get(path), 404)
    assert is_problem(client.post(path), 404)


def test_a_page_that_is_not_there_stays_a_page(client):
    assert client.get("/nothing/")["Content-Type"].startswith("text/html")


def test_an_address_without_its_slash_is_not_turned_into_another_request(client):
    answer = client.post("/api/v1/candidates", b"{}", content_type="application/json")

    assert is_problem(answer, 404)
    assert "slash" in answer.json()["detail"]


def test_a_host_that_is_not_ours_is_a_problem(client):
    assert is_problem(client.get(CANDIDATES, headers={"Host": "evil.example"}), 400)


def test_an_error_of_ours_is_a_problem_without_its_inside(client, monkeypatch):
    def break_down(self):
        raise RuntimeError("a secret")

    monkeypatch.setattr("candidates.api.CandidateViewSet.get_queryset", break_down)
    client.raise_request_exception = False
    answer = client.get(CANDIDATES)

    assert is_problem(answer, 500)
    assert b"a secret" not in answer.content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_method_that_nobody_may_use_is_405_and_says_which_there_are(client, method):
    answer = getattr(client, method)("/api/v1/profile-adjustments/1/")

    assert is_problem(answer, 405)
    assert answer["Allow"] == "GET"


def test_nobody_signed_in_is_told_of_no_methods():
    assert is_problem(Client().post("/api/v1/profile-adjustments/"), 401)


def test_a_title_has_no_gap_to_fill():
    answer = problem(exceptions.MethodNotAllowed("DELETE"), {})

    assert answer is not None
    assert json.loads(answer.content)["title"] == "Method not allowed"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b'{"name": NaN}', b"\xff\xfe", b"[" * 200_000],
    ids=["empty", "cut", "list", "null", "text", "nan", "binary", "brackets"],
)
def test_a_body_that_is_no_object_of_json_is_a_problem(client, body):
    assert is_problem(post(client, body), 400)


@pytest.mark.parametrize("content_type", ["application/xml", "text/csv", "multipart/form-data"])
def test_another_kind_of_body_is_415(client, content_type):
    assert is_problem(post(client, b"a,b", content_type), 415)


def test_a_body_larger_than_may_be_is_413_and_not_read(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    person = UserFactory(recruiter=True)
    _token, secret = create_token(user=person, name="script", actor=person)
    body = json.dumps({"name": "x" * 2_000}).encode()

    by_token = Client(headers={"Authorization": f"Bearer {secret}"})
    assert is_problem(post(by_token, body), 413)
    assert is_problem(post(client, body), 413)


@pytest.mark.parametrize("position", ["p=abc", "p=%00", "p=2020-13-45", "o=x", "r=x", "\xff"])
@pytest.mark.parametrize("resource", ["candidates", "applications", "stages"])
def test_a_cursor_that_names_no_place_is_404(client, resource, position):
    cursor = base64.b64encode(position.encode("latin-1")).decode()

    answer = client.get(f"/api/v1/{resource}/", {"cursor": cursor})

    assert is_problem(answer, 404)


def test_pages_lead_to_every_row_once(client):
    everyone = {CandidateFactory().pk for _ in range(5)}
    found, url = [], f"{CANDIDATES}?page_size=2"
    while url:
        page = client.get(url).json()
        found += [row["id"] for row in page["results"]]
        url = page["next"]

    assert sorted(found) == sorted(everyone)
