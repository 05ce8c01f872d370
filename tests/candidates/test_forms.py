"""Adding and editing candidates, their contacts and documents, by the forms of their pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates.models import Candidate
from hiring.activity import clock
from hiring.pipeline.models import Application
from hiring.requisitions.actions.editing import close_requisition
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    ContactPointFactory,
    SourceChannelFactory,
    sample,
)
from tests.factories.requisitions import opening
from tests.factories.resume_files import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter(client_of):
    return client_of(UserFactory(recruiter=True))


def page(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_somebody_is_added_by_hand(recruiter):
    channel = SourceChannelFactory(key="icml")
    answer = recruiter.post(
        reverse("candidates:add"),
        {"name": "Ada Lovelace", "email": "ada@example.org", "channel": channel.key},
    )

    candidate = Candidate.objects.get()
    assert answer["Location"] == candidate.get_absolute_url()
    assert candidate.touches.get().channel == channel


@pytest.mark.parametrize(
    ("sent", "field", "text"),
    [
        ({"name": ""}, "name", "This field is required"),
        ({"name": "\u200b"}, "name", "Enter a name"),
        ({"email": "nowhere"}, "", "is not an email address"),
        ({"email": "grace@example.org"}, "email", "Grace Hopper is already in the system"),
        ({"channel": "nowhere"}, "channel", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(recruiter, sent, field, text):
    CandidateFactory(name="Grace Hopper", email="grace@example.org")
    channel = SourceChannelFactory()
    given = {"name": "Ada Lovelace", "headline": "Countess", "channel": channel.key, **sent}
    answer = recruiter.post(reverse("candidates:add"), given)

    html = answer.content.decode()
    assert answer.status_code == 400
    assert text in html
    assert "Countess" in html
    if field:
        assert f'id="id_{field}_error"' in html


def test_who_is_there_already_is_linked_to(recruiter):
    grace = CandidateFactory(name="Grace Hopper", email="grace@example.org")
    given = {
        "name": "G. Hopper",
        "email": "Grace@example.org",
        "channel": SourceChannelFactory().key,
    }
    html = recruiter.post(reverse("candidates:add"), given).content.decode()

    assert f'<a href="{grace.get_absolute_url()}" dir="auto">Grace Hopper</a>' in html


def test_details_are_edited(recruiter):
    candidate = CandidateFactory(name="Ada Byron")
    url = reverse("candidates:edit", kwargs={"candidate_id": candidate.pk})
    recruiter.post(
        url, {"name": "Ada Lovelace", "headline": "Countess", "location": "", "zone": ""}
    )

    candidate.refresh_from_db()
    assert (candidate.name, candidate.headline) == ("Ada Lovelace", "Countess")


def test_an_old_tab_reverts_nothing_that_a_colleague_changed_meanwhile(recruiter):
    candidate = CandidateFactory(name="Ada Byron", headline="Countess", location="", zone="")
    url = reverse("candidates:edit", kwargs={"candidate_id": candidate.pk})
    opened = {"name": "Ada Byron", "headline": "Countess", "location": "", "zone": ""}
    seen = {f"initial-{name}": value for name, value in opened.items()}
    html = page(recruiter.get(url))
    assert 'name="initial-headline"' in html
    recruiter.post(url, opened | seen | {"headline": "Analyst"})

    recruiter.post(url, opened | seen | {"location": "London"})

    candidate.refresh_from_db()
    assert (candidate.headline, candidate.location) == ("Analyst", "London")


def test_where_two_changed_the_same_detail_the_second_is_asked(recruiter):
    candidate = CandidateFactory(name="Ada Byron", headline="Countess", location="", zone="")
    url = reverse("candidates:edit", kwargs={"candidate_id": candidate.pk})
    opened = {"name": "Ada Byron", "headline": "Countess", "location": "", "zone": ""}
    seen = {f"initial-{name}": value for name, value in opened.items()}
    recruiter.post(url, opened | seen | {"headline": "Analyst"})
    mine = opened | seen | {"headline": "Engineer"}

    asked = recruiter.post(url, mine)
    candidate.refresh_from_db()
    assert candidate.headline == "Analyst"
    done = recruiter.post(url, mine | {"choice-headline": "mine", "stored-headline": "Analyst"})

    assert asked.status_code == 400
    assert "Use the saved version" in asked.content.decode()
    assert done.status_code == 302
    candidate.refresh_from_db()
    assert candidate.headline == "Engineer"


def test_channels_are_offered_as_a_tree_without_those_out_of_use(recruiter):
    parent = SourceChannelFactory(name="Conferences")
    SourceChannelFactory(name="NeurIPS", parent=parent)
    SourceChannelFactory(name="Fax", archived_at=clock.now())
    html = page(recruiter.get(reverse("candidates:add")))

    assert "\u2003NeurIPS" in html
    assert "Fax" not in html


def test_a_contact_is_added_and_removed(recruiter):
    candidate = CandidateFactory()
    add = reverse("candidates:contact_add", kwargs={"candidate_id": candidate.pk})
    recruiter.post(add, {"kind": "email", "value": "ada@example.org"})
    contact = candidate.contact_points.get()
    remove = reverse(
        "candidates:contact_remove",
        kwargs={"candidate_id": candidate.pk, "contact_id": contact.pk},
    )
    recruiter.post(remove)

    assert recruiter.post(remove).status_code == 302
    assert not candidate.contact_points.exists()


def test_a_contact_that_is_none_is_refused_at_its_field(recruiter):
    url = reverse("candidates:contact_add", kwargs={"candidate_id": CandidateFactory().pk})
    answer = recruiter.post(url, {"kind": "phone", "value": "no"})

    assert answer.status_code == 400
    assert 'id="id_value_error"' in answer.content.decode()


def test_another_candidates_contact_is_not_removed(recruiter):
    contact = ContactPointFactory()
    url = reverse(
        "candidates:contact_remove",
        kwargs={"candidate_id": CandidateFactory().pk, "contact_id": contact.pk},
    )
    recruiter.post(url)

    assert contact.candidate.contact_points.exists()


# Documents


def upload(client, candidate, name: str, data: bytes, kind: str = "resume"):
    url = reverse("candidates:document_add", kwargs={"candidate_id": candidate.pk})
    return client.post(url, {"kind": kind, "file": SimpleUploadedFile(name, data)})


def test_a_json_resume_that_is_uploaded_is_read(recruiter):
    candidate = CandidateFactory()
    upload(recruiter, candidate, "cv.JSON", sample("new-grad"))

    assert candidate.resumes.get().data["basics"]["name"] == "Maya Okonkwo"


def test_another_file_is_kept(recruiter):
    candidate = CandidateFactory()
    upload(recruiter, candidate, "cv.pdf", b"%PDF-1.7 x")

    assert candidate.documents.get().media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("cv.json", b"[]", "a list, not one résumé"),
        ("cv.pdf", b"", "file is empty"),
        ("cv.pdf", b"MZ\x90\x00", "the file is a program"),
    ],
)
def test_a_file_that_is_refused_says_why_at_its_field(recruiter, name, data, text):
    answer = upload(recruiter, CandidateFactory(), name, data)

    html = answer.content.decode()
    assert answer.status_code == 400
    assert text in html
    assert 'id="id_file_error"' in html


class TestAddingWithAResume:
    @pytest.fixture
    def job(self):
        return opening()

    def sent(self, name="cv.pdf", data=None):
        return SimpleUploadedFile(name, data if data is not None else pdf("one-column"))

    def test_a_resume_fills_the_fields_and_leaves_what_was_typed(self, recruiter):
        typed = {"headline": "Ranking expert", "file": self.sent()}

        html = page(recruiter.post(reverse("candidates:add_read"), typed))

        assert 'value="Zoë Müller-O’Brien"' in html
        assert 'value="zoe.mueller@example.org"' in html
        assert 'value="Berlin, DE"' in html
        assert 'value="Ranking expert"' in html

    def test_who_may_be_the_same_person_is_named_with_a_link(self, recruiter):
        zoe = CandidateFactory(name="Zoe Mueller-OBrien")
        grace = CandidateFactory(name="Grace Hopper", email="zoe.mueller@example.org")

        html = page(recruiter.post(reverse("candidates:add_read"), {"file": self.sent()}))
        checked = page(recruiter.post(reverse("candidates:add_check"), {"name": "Grace Hoper"}))

        assert {zoe.get_absolute_url() in html, grace.get_absolute_url() in html} == {True}
        assert "(same email)" in html
        assert grace.get_absolute_url() in checked
        assert "(similar name)" in checked
        assert zoe.get_absolute_url() not in checked

    def test_one_form_adds_the_person_the_resume_and_the_application(self, recruiter, job):
        given = {
            "name": "Zoë Müller-O’Brien",
            "email": "zoe.mueller@example.org",
            "channel": SourceChannelFactory().key,
            "requisition": job.pk,
            "file": self.sent(),
        }
        answer = recruiter.post(reverse("candidates:add"), given)

        application = Application.objects.get()
        assert answer["Location"] == application.get_absolute_url()
        assert application.resume.pages == 1
        contacts = application.candidate.contact_points.values_list("kind", flat=True)
        assert sorted(contacts) == ["email", "phone", "url", "url"]
        usual = page(recruiter.get(reverse("candidates:add")))
        assert f'value="{given["channel"]}" selected' in usual
        assert f'value="{job.pk}" selected' in usual, "the job of the last one"

    def test_a_job_that_is_closed_meanwhile_adds_nobody(self, recruiter, job):
        given = {"name": "Ada", "channel": SourceChannelFactory().key, "requisition": job.pk}
        close_requisition(requisition=job, actor=None)

        assert recruiter.post(reverse("candidates:add"), given).status_code == 400
        assert not Candidate.objects.exists()

    def test_a_file_that_is_no_resume_is_refused_at_the_field(self, recruiter):
        given = {"name": "Ada", "channel": SourceChannelFactory().key}

        answer = recruiter.post(
            reverse("candidates:add"), {**given, "file": self.sent("cv.pdf", b"MZ" + bytes(99))}
        )

        assert "the file is a program" in answer.content.decode()
        assert not Candidate.objects.exists()
