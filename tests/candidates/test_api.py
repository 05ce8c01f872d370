"""Candidates and source channels for machines."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from candidates.actions.access import grant_view
from candidates.actions.importing import import_resume
from candidates.models import Candidate, SourceChannel
from hiring.accounts.actions import create_token
from hiring.activity.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    ContactPointFactory,
    SourceChannelFactory,
    TouchFactory,
    sample,
)
from tests.factories.resume_files import pdf

pytestmark = pytest.mark.django_db
PEOPLE = "/api/v1/candidates/"
CHANNELS = "/api/v1/source-channels/"


@pytest.fixture
def api_of():
    def api_of(user) -> APIClient:
        client = APIClient()
        _token, secret = create_token(user=user, name="test", actor=user)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client

    return api_of


@pytest.fixture
def api(api_of):
    return api_of(UserFactory(recruiter=True))


def names(answer) -> list[str]:
    return [row["name"] for row in answer.json()["results"]]


def test_a_candidate_is_read_with_contacts_source_and_resume(api):
    channel = SourceChannelFactory(key="linkedin")
    candidate = import_resume(
        name="cv.json", data=sample("new-grad"), channel=channel, actor=None
    ).candidate
    found = api.get(f"{PEOPLE}{candidate.pk}/").json()

    assert found["name"] == "Maya Okonkwo"
    assert found["contact_points"][0] == {
        "kind": "email",
        "value": "maya.okonkwo@example.com",
        "label": "",
    }
    assert found["source_channel"] == "linkedin"
    assert found["resume"]["education"][0]["institution"] == "University of Washington"


def test_the_list_is_flat_in_queries(api, django_assert_max_num_queries, django_assert_num_queries):
    def people(count: int) -> None:
        for touch in TouchFactory.create_batch(count):
            ContactPointFactory(candidate=touch.candidate)

    people(2)
    api.get(PEOPLE)
    with django_assert_max_num_queries(12) as few:
        api.get(PEOPLE)
    people(20)
    with django_assert_num_queries(len(few)):
        assert len(names(api.get(PEOPLE))) == 22


def test_candidates_are_searched_and_filtered(api):
    touch = TouchFactory(candidate=CandidateFactory(name="Zoë Ångström"))
    CandidateFactory(name="Ada Lovelace", source_system="greenhouse", external_id="7")

    assert names(api.get(PEOPLE, {"q": "angst"})) == ["Zoë Ångström"]
    assert names(api.get(PEOPLE, {"source_channel": touch.channel.key})) == ["Zoë Ångström"]
    assert names(api.get(PEOPLE, {"source_system": "greenhouse"})) == ["Ada Lovelace"]
    assert names(api.get(PEOPLE, {"source_channel": "nowhere"})) == []


def test_a_candidate_is_created(api):
    SourceChannelFactory(key="icml")
    answer = api.post(
        PEOPLE,
        {
            "name": "Ada Lovelace",
            "source_channel": "icml",
            "contact_points": [{"kind": "email", "value": "ada@example.org"}],
            "source_system": "greenhouse",
            "external_id": "7",
        },
    )

    assert answer.status_code == 201
    assert answer.json()["source_channel"] == "icml"
    assert answer.json()["contact_points"][0]["value"] == "ada@example.org"
    assert Candidate.objects.get().external_id == "7"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"source_channel": "nowhere"}, "source_channel"),
        ({"contact_points": [{"kind": "email", "value": "nowhere"}]}, "contact_points[0].value"),
        ({"zone": "Mars/Olympus"}, "zone"),
    ],
)
def test_what_is_wrong_is_a_problem_document_that_names_the_field(api, change, field):
    SourceChannelFactory(key="icml")
    CandidateFactory(email="grace@example.org")
    answer = api.post(PEOPLE, {"name": "Ada", "source_channel": "icml", **change})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert field in answer.json()["errors"]


def test_the_same_id_of_another_system_twice_is_refused(api):
    SourceChannelFactory(key="icml")
    given = {
        "name": "Ada",
        "source_channel": "icml",
        "source_system": "greenhouse",
        "external_id": "7",
    }
    api.post(PEOPLE, given)

    answer = api.post(PEOPLE, given)

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:hiring:problem:exists"
    assert answer.json()["existing"]["id"] == Candidate.objects.get().pk


def test_a_known_address_says_whose_it_is(api):
    SourceChannelFactory(key="icml")
    known = CandidateFactory(email="grace@example.org")
    contact = {"kind": "email", "value": "grace@example.org"}

    answer = api.post(
        PEOPLE, {"name": "Ada", "source_channel": "icml", "contact_points": [contact]}
    )

    assert answer.status_code == 409
    assert answer.json()["existing"] == {
        "resource": "candidates",
        "id": known.pk,
        "url": f"{PEOPLE}{known.pk}/",
    }


def test_a_candidate_is_changed_in_part(api):
    candidate = CandidateFactory(name="Ada Byron", headline="Countess")
    answer = api.patch(f"{PEOPLE}{candidate.pk}/", {"name": "Ada Lovelace"})

    assert answer.json()["name"] == "Ada Lovelace"
    assert answer.json()["headline"] == "Countess"


def test_nothing_is_deleted(api):
    assert api.delete(f"{PEOPLE}{CandidateFactory().pk}/").status_code == 405


def test_a_member_reads_who_is_shown_to_them_without_contacts(api_of):
    member = UserFactory()
    touch = TouchFactory(candidate=CandidateFactory(name="Ada", email="ada@example.org"))
    hidden = CandidateFactory(name="Grace")
    grant_view(touch.candidate, user=member, because="application:1")
    api = api_of(member)

    assert names(api.get(PEOPLE)) == ["Ada"]
    shown = api.get(f"{PEOPLE}{touch.candidate.pk}/").json()
    assert (shown["contact_points"], shown["source_channel"]) == ([], None)
    assert api.get(f"{PEOPLE}{hidden.pk}/").status_code == 404
    assert names(api.get(PEOPLE, {"source_channel": touch.channel.key})) == []
    assert api.patch(f"{PEOPLE}{touch.candidate.pk}/", {"name": "X"}).status_code == 403


# Channels


def test_channels_are_read_as_a_tree(api):
    parent = SourceChannelFactory(key="conferences")
    SourceChannelFactory(key="icml", parent=parent)
    found = {row["key"]: row["parent"] for row in api.get(CHANNELS).json()["results"]}

    assert found == {"conferences": None, "icml": "conferences"}


def test_a_channel_is_added_renamed_and_archived(api):
    SourceChannelFactory(key="conferences")
    added = api.post(CHANNELS, {"name": "ECML PKDD", "kind": "conference", "parent": "conferences"})
    url = f"{CHANNELS}{added.json()['id']}/"
    api.patch(url, {"name": "ECML", "archived": True})

    channel = SourceChannel.objects.get(key="ecml-pkdd")
    assert added.status_code == 201
    assert channel.name == "ECML"
    assert channel.archived_at
    assert channel.parent.key == "conferences"


def test_a_channel_is_not_put_below_itself(api):
    top = SourceChannelFactory(key="top")
    SourceChannelFactory(key="below", parent=top)

    assert api.patch(f"{CHANNELS}{top.pk}/", {"parent": "below"}).status_code == 400


def test_a_key_is_given_once(api):
    SourceChannelFactory(key="icml")

    assert api.post(CHANNELS, {"name": "ICML", "kind": "conference"}).status_code == 400


def test_coordinators_read_channels_and_do_not_change_them(api_of):
    api = api_of(UserFactory(coordinator=True))

    assert api.get(CHANNELS).status_code == 200
    assert api.post(CHANNELS, {"name": "X", "kind": "other"}).status_code == 403


@pytest.mark.parametrize("field", ["created_at", "archived_at", "erased_at"])
def test_what_the_system_notes_cannot_be_written(api, field):
    candidate = CandidateFactory()
    before = api.get(f"{PEOPLE}{candidate.pk}/").json()

    answer = api.patch(f"{PEOPLE}{candidate.pk}/", {field: "2020-01-01T00:00:00Z"})

    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert api.get(f"{PEOPLE}{candidate.pk}/").json() == before


def test_ways_to_reach_somebody_are_written_as_a_whole(api):
    candidate = CandidateFactory(email="old@example.org")
    given = [
        {"kind": "phone", "value": "+1 212 555 0100", "label": "work"},
        {"kind": "email", "value": "new@example.org", "label": ""},
    ]

    answer = api.patch(f"{PEOPLE}{candidate.pk}/", {"contact_points": given})

    assert answer.json()["contact_points"] == given
    assert api.get(f"{PEOPLE}{candidate.pk}/").json()["contact_points"] == given
    verbs = set(Event.objects.filter(candidate_id=candidate.pk).values_list("verb", flat=True))
    assert {"candidate.contact_added", "candidate.contact_removed"} <= verbs


def test_a_wrong_way_changes_nothing_and_is_named_by_its_place(api):
    candidate = CandidateFactory(email="old@example.org")
    given = [
        {"kind": "email", "value": "new@example.org"},
        {"kind": "email", "value": "nowhere"},
    ]

    answer = api.patch(f"{PEOPLE}{candidate.pk}/", {"name": "New", "contact_points": given})

    assert list(answer.json()["errors"]) == ["contact_points[1].value"]
    assert [point.value for point in candidate.contact_points.all()] == ["old@example.org"]


def test_an_id_elsewhere_is_attached_later(api):
    CandidateFactory(source_system="hris", external_id="1")
    candidate = CandidateFactory()
    url = f"{PEOPLE}{candidate.pk}/"

    answer = api.patch(url, {"source_system": "hris", "external_id": "HRIS-77"})
    taken = api.patch(url, {"external_id": "1"})

    assert answer.json()["external_id"] == "HRIS-77"
    assert taken.status_code == 409
    assert api.get(url).json()["external_id"] == "HRIS-77"


@pytest.mark.parametrize(
    ("method", "body"), [("patch", {"key": "other"}), ("post", {"archived": True})]
)
def test_what_would_be_passed_over_of_a_channel_is_told(api, method, body):
    channel = SourceChannelFactory(key="icml")
    url = CHANNELS if method == "post" else f"{CHANNELS}{channel.pk}/"

    answer = getattr(api, method)(url, {"name": "X", "kind": "other", **body})

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == list(body)


def test_a_misspelt_field_is_told(api):
    answer = api.patch(f"{PEOPLE}{CandidateFactory().pk}/", {"nmae": "Ada"})

    assert answer.status_code == 400
    assert answer.json()["errors"] == {"nmae": ["Unknown field."]}


def test_more_ways_to_reach_somebody_than_anybody_has_are_refused_at_once(api):
    SourceChannelFactory(key="icml")
    given = [{"kind": "email", "value": f"ada{n}@example.org"} for n in range(51)]

    for answer in (
        api.post(PEOPLE, {"name": "Ada", "source_channel": "icml", "contact_points": given}),
        api.patch(f"{PEOPLE}{CandidateFactory().pk}/", {"contact_points": given}),
    ):
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == ["contact_points"]


class TestFiles:
    def test_a_resume_makes_a_candidate_in_one_request(self, client_of):
        client = client_of(UserFactory(recruiter=True))
        channel = SourceChannelFactory()

        def send():
            file = SimpleUploadedFile("cv.pdf", pdf("one-column"))
            sent = {"file": file, "source_channel": channel.key}
            return client.post("/api/v1/candidates/from-resume/", sent)

        new, again = send(), send()

        assert (new.status_code, again.status_code) == (201, 200)
        assert new.json()["name"] == "Zoë Müller-O’Brien"
        assert new.json()["source_channel"] == channel.key
        assert new.json()["resume"]["work"][0]["name"] == "Zalando SE"
        assert again.json()["id"] == new.json()["id"]

    def test_a_file_that_is_no_resume_is_refused_with_its_reason(self, client_of):
        sent = {
            "file": SimpleUploadedFile("cv.pdf", b"MZ" + bytes(99)),
            "source_channel": SourceChannelFactory().key,
        }
        answer = client_of(UserFactory(recruiter=True)).post(
            "/api/v1/candidates/from-resume/", sent
        )

        assert answer.status_code == 400
        assert "the file is a program, not a résumé" in str(answer.json())
        assert not Candidate.objects.exists()

    def test_documents_are_added_and_listed(self, client_of):
        candidate = CandidateFactory()
        client = client_of(UserFactory(recruiter=True))
        url = f"/api/v1/candidates/{candidate.pk}/documents/"
        file = SimpleUploadedFile("letter.txt", b"Dear team")

        new = client.post(url, {"kind": "cover_letter", "file": file})

        assert new.status_code == 201
        [listed] = client.get(url).json()
        assert (listed["kind"], listed["name"], listed["size"]) == ("cover_letter", "letter.txt", 9)
