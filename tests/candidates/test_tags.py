"""Tags of candidates: by the page, the list and the API."""

import pytest

from candidates.actions.tags import MAX_TAGS, add_tag
from candidates.models import Candidate, Tag
from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.team import join_team
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.pipeline import application

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True)


def test_a_tag_is_added_once_however_it_is_spelled_and_removed(client_of, recruiter):
    candidate, client = CandidateFactory(), client_of(recruiter)
    url = f"/candidates/{candidate.pk}/tags/"

    client.post(url, {"tag": "Réferral week"})
    client.post(url, {"tag": "referral  WEEK"})

    tag = Tag.objects.get()
    assert tag.name in client.get(candidate.get_absolute_url()).content.decode()
    client.post(f"{url}{tag.pk}/remove/")
    assert not candidate.taggings.exists()


def test_the_field_completes_and_keeps_what_was_refused(client_of, recruiter):
    candidate, client = CandidateFactory(), client_of(recruiter)
    add_tag(candidate=candidate, name="Silver medalist", actor=None)

    assert "Silver medalist" in client.get("/candidates/tags/?tag=med").content.decode()
    answer = client.post(
        f"/candidates/{candidate.pk}/tags/", {"tag": "x" * 41}, headers={"hx-request": "true"}
    )

    assert answer.status_code == 422
    assert "x" * 41 in answer.content.decode()


def test_one_person_has_at_most_twenty(client_of, recruiter):
    candidate, client = CandidateFactory(), client_of(recruiter)
    for number in range(MAX_TAGS):
        add_tag(candidate=candidate, name=f"tag {number}", actor=None)

    answer = client.post(f"/candidates/{candidate.pk}/tags/", {"tag": "one more"}, follow=True)

    assert "at most 20 tags" in answer.content.decode()
    assert candidate.taggings.count() == MAX_TAGS


def test_both_lists_are_narrowed_to_a_tag(client_of, recruiter):
    tagged, other = application(name="Ada Byron"), application(name="Grace Hopper")
    add_tag(candidate=tagged.candidate, name="Summer", actor=None)
    client = client_of(recruiter)

    for path in ("/candidates/?tag=summer", "/applications/?tag=summer"):
        page = client.get(path).content.decode()
        assert "Ada Byron" in page
        assert "Grace Hopper" not in page
    listed = client.get("/api/v1/applications/?tag=Summer").json()["results"]
    assert [row["id"] for row in listed] == [tagged.pk]
    assert other.pk != tagged.pk


def test_who_only_interviews_sees_no_tag_and_finds_nobody_by_one(client_of):
    made = application(name="Ada Byron")
    add_tag(candidate=made.candidate, name="Doubtful", actor=None)
    manager, interviewer = UserFactory(), UserFactory()
    for user, role in ((manager, TeamRole.HIRING_MANAGER), (interviewer, TeamRole.INTERVIEWER)):
        join_team(requisition=made.requisition, user=user, role=role, actor=None)

    page = client_of(manager).get(f"/applications/{made.pk}/").content.decode()
    assert "Doubtful" in page
    found = client_of(interviewer).get("/candidates/?tag=doubtful").content.decode()
    assert "Ada Byron" not in found


def test_the_api_sets_all_tags_of_a_candidate(client_of, recruiter):
    candidate, client = CandidateFactory(), client_of(recruiter)
    add_tag(candidate=candidate, name="old", actor=None)
    url = f"/api/v1/candidates/{candidate.pk}/tags/"

    answer = client.put(url, {"tags": ["new", "newer"]}, content_type="application/json")

    assert answer.json()["tags"] == ["new", "newer"]
    assert {row["name"] for row in client.get("/api/v1/tags/").json()["results"]} >= {"new"}


def test_lists_ask_as_often_for_many_tags_as_for_one(
    client_of, recruiter, django_assert_max_num_queries
):
    for number in range(6):
        made = application(name=f"Person {number}")
        add_tag(candidate=made.candidate, name=f"tag {number}", actor=None)
    client = client_of(recruiter)

    with django_assert_max_num_queries(24):
        client.get("/applications/")
    with django_assert_max_num_queries(14):
        client.get("/candidates/")
    assert Candidate.objects.count() == 6
