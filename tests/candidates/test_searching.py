"""The one search: what it finds, and that it tells nobody what they may not read."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.team import join_team
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, ContactPointFactory, ResumeFactory
from tests.factories.pipeline import application

pytestmark = pytest.mark.django_db
TEXT = "Jane Doe\n\nLed the ranking team at Zalando: PyTorch, Triton kernels, on-call for models."


@pytest.fixture
def jane():
    person = CandidateFactory(name="Jane Doe", headline="Staff engineer", location="Lisbon, PT")
    ContactPointFactory(candidate=person, value="jane.doe@cv.example")
    ResumeFactory(document__candidate=person, text=TEXT)
    CandidateFactory(name="Max Mustermann")
    return application(candidate=person)


@pytest.mark.parametrize(
    "words", ["zalando", "pytorch triton", "lisbon", "staff", "jane", "jane.d"]
)
def test_both_lists_the_api_and_the_palette_find_by_the_same_words(client_of, jane, words):
    client = client_of(UserFactory(recruiter=True))

    for path in ("/candidates/", "/applications/", "/find/"):
        assert "Jane Doe" in client.get(path, {"q": words}).content.decode(), path
    listed = client.get("/api/v1/candidates/", {"q": words}).json()["results"]
    assert [row["name"] for row in listed] == ["Jane Doe"]


def test_lists_show_the_place_of_a_hit_in_the_resume(client_of, jane):
    client = client_of(UserFactory(recruiter=True))

    for path in ("/candidates/", "/applications/"):
        assert "Zalando: PyTorch" in client.get(path, {"q": "zalando"}).content.decode()


def test_who_does_not_recruit_finds_nobody_by_resume_or_contact(client_of, jane):
    manager = UserFactory()
    join_team(requisition=jane.requisition, user=manager, role=TeamRole.HIRING_MANAGER, actor=None)
    client = client_of(manager)

    for words, is_found in (
        ("zalando", False),
        ("jane.d", False),
        ("jane", True),
        ("lisbon", True),
    ):
        page = client.get("/applications/", {"q": words}).content.decode()
        assert (f"/applications/{jane.pk}/" in page) is is_found, words
