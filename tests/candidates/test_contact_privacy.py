"""Contact details are for those who recruit the person; interviewers read a résumé without them."""

import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from candidates.actions.access import add_to_access_group, grant_access, grant_view
from candidates.actions.importing import import_resume
from candidates.models import Document, DocumentKind, Resume
from candidates.resume.privacy import without_contacts
from hiring.accounts.actions import create_token
from hiring.accounts.models import TeamRole
from hiring.pipeline.actions.applying import apply
from hiring.requisitions.actions.team import join_team, leave_team
from hiring.requisitions.models import HiringTeamMember
from tests.factories.accounts import UserFactory
from tests.factories.candidates import DocumentFactory, SourceChannelFactory, resume_file
from tests.factories.requisitions import opening

pytestmark = pytest.mark.django_db

SECRETS = (
    "chidi@example.org", "chidi.private@example.com", "+49 171 2345678", "0171/2345678",
    "Waldweg 7", "10115", "chidi_o", "wa.me", "+44 20 7946 0958",
)  # fmt: skip


@pytest.fixture
def candidate():
    data = resume_file(
        name="Chidi Okonkwo",
        email="chidi@example.org",
        basics={
            "phone": "+49 171 2345678",
            "mobile": "+44 20 7946 0958",
            "summary": "Serves models. Write to chidi.private@example.com or call 0171/2345678.",
            "location": {"address": "Waldweg 7", "postalCode": "10115", "city": "Berlin"},
            "profiles": [
                {"network": "GitHub", "username": "serve", "url": "https://github.com/serve"},
                {"network": "Telegram", "username": "chidi_o"},
                {"network": "Chat", "url": "https://wa.me/49171234"},
            ],
        },
        work=[{"name": "Acme", "summary": "Since 2019, 1,000,000 requests."}],
        contact={"email": "chidi.private@example.com"},
    )
    channel = SourceChannelFactory()
    return import_resume(name="chidi.json", data=data, channel=channel, actor=None).candidate


@pytest.fixture
def interviewer(candidate):
    user = UserFactory()
    grant_view(candidate, user=user, because="seat:1")
    return user


@pytest.fixture
def manager(candidate):
    """The hiring manager of the job that the candidate applies for."""
    user, requisition = UserFactory(), opening()
    join_team(requisition=requisition, user=user, role=TeamRole.HIRING_MANAGER, actor=None)
    apply(candidate=candidate, requisition=requisition, actor=None)
    return user


@pytest.fixture
def team_recruiter(manager):
    """A member who is a recruiter for the job only."""
    user, requisition = UserFactory(), HiringTeamMember.objects.get(user=manager).requisition
    join_team(requisition=requisition, user=user, role=TeamRole.RECRUITER, actor=None)
    # Being the hiring manager too takes nothing away.
    join_team(requisition=requisition, user=user, role=TeamRole.HIRING_MANAGER, actor=None)
    return user


def api_text(client, user, candidate) -> dict:
    _token, secret = create_token(user=user, name="test", actor=user)
    answer = client.get(
        f"/api/v1/candidates/{candidate.pk}/", headers={"Authorization": f"Bearer {secret}"}
    )
    return answer.json()


def address(document) -> str:
    return document.get_absolute_url()


def test_an_interviewer_reads_the_resume_by_api_without_contact_details(
    client, candidate, interviewer
):
    found = api_text(client, interviewer, candidate)

    assert found["contact_points"] == []
    assert found["resume"]["work"][0]["name"] == "Acme"
    assert found["resume"]["basics"]["location"] == {"city": "Berlin"}
    assert [p["network"] for p in found["resume"]["basics"]["profiles"]] == ["GitHub"]
    for secret in SECRETS:
        assert secret not in json.dumps(found)


def test_an_interviewer_reads_the_page_without_contact_details(client_of, candidate, interviewer):
    html = client_of(interviewer).get(candidate.get_absolute_url()).content.decode()

    assert "Acme" in html
    assert "1,000,000 requests" in html
    for secret in SECRETS:
        assert secret not in html


@pytest.mark.parametrize("kind", [DocumentKind.RESUME, DocumentKind.COVER_LETTER])
def test_an_interviewer_is_offered_no_original_file_and_told_why(
    client_of, candidate, interviewer, kind
):
    document = candidate.documents.get()
    Document.objects.update(kind=kind)
    client = client_of(interviewer)
    answer = client.get(address(document))

    assert answer.status_code == 403
    assert "contact details" in answer.content.decode()
    assert address(document) not in client.get(candidate.get_absolute_url()).content.decode()


def test_an_interviewer_reads_the_take_home(client_of, interviewer, candidate):
    document = DocumentFactory(candidate=candidate, kind=DocumentKind.TAKE_HOME)
    document.file.save("x", ContentFile(b"{}"))

    assert client_of(interviewer).get(address(document)).status_code == 200


def test_who_may_not_see_the_candidate_learns_nothing_of_the_file(client_of, candidate):
    assert client_of(UserFactory()).get(address(candidate.documents.get())).status_code == 404


def test_the_hiring_manager_of_the_job_reads_the_file_and_is_told_what_it_holds(
    client, client_of, candidate, manager
):
    found = api_text(client, manager, candidate)
    browser = client_of(manager)
    html = browser.get(candidate.get_absolute_url()).content.decode()

    assert found["contact_points"] == []
    assert "email" not in found["resume"]["basics"]
    assert "mailto:" not in html
    assert "let the recruiter contact the candidate" in html
    assert browser.get(address(candidate.documents.get())).status_code == 200


def test_a_recruiter_of_the_job_sees_all(client, client_of, candidate, team_recruiter):
    found = api_text(client, team_recruiter, candidate)
    browser = client_of(team_recruiter)
    html = browser.get(candidate.get_absolute_url()).content.decode()

    assert {p["value"] for p in found["contact_points"]} >= {"chidi@example.org"}
    assert found["resume"]["basics"]["email"] == "chidi@example.org"
    assert 'href="mailto:chidi@example.org"' in html
    assert browser.get(address(candidate.documents.get())).status_code == 200


def test_the_hiring_manager_of_another_job_sees_what_an_interviewer_sees(
    client_of, candidate, interviewer
):
    join_team(requisition=opening(), user=interviewer, role=TeamRole.HIRING_MANAGER, actor=None)

    assert not candidate.contact_points.visible_to(interviewer).exists()
    assert client_of(interviewer).get(address(candidate.documents.get())).status_code == 403


def test_who_recruited_for_the_job_and_left_sees_no_contacts_any_more(candidate, team_recruiter):
    grant_view(candidate, user=team_recruiter, because="seat:2")
    recruiter = HiringTeamMember.objects.filter(user=team_recruiter, role=TeamRole.RECRUITER)
    leave_team(member=recruiter.get(), actor=None)

    assert not candidate.contact_points.visible_to(team_recruiter).exists()
    assert Document.objects.visible_to(team_recruiter).exists()
    basics = Resume.objects.visible_to(team_recruiter).get().visible_data["basics"]
    assert "email" not in basics

    leave_team(member=HiringTeamMember.objects.get(user=team_recruiter), actor=None)
    assert not Document.objects.visible_to(team_recruiter).exists()


def test_being_admitted_again_with_more_is_kept(candidate):
    user = UserFactory()
    grant_access(candidate, to="requisition:9")
    add_to_access_group(user, to="requisition:9")
    add_to_access_group(user, to="requisition:9", recruits=True)

    assert candidate.contact_points.visible_to(user).exists()


@pytest.mark.parametrize("role", ["recruiter", "coordinator", "administrator"])
def test_those_who_recruit_for_all_see_all(client_of, candidate, role):
    client = client_of(UserFactory(**{role: True}))

    assert "chidi@example.org" in client.get(candidate.get_absolute_url()).content.decode()
    assert client.get(address(candidate.documents.get())).status_code == 200


def test_a_resume_not_loaded_for_anybody_hides_contacts(candidate):
    assert "email" not in candidate.resumes.get().visible_data["basics"]


@pytest.mark.parametrize(
    "data", [{}, {"basics": None}, {"basics": {"location": None, "profiles": None}}, {"work": []}]
)
def test_odd_data_is_read(data):
    assert without_contacts(data) is not None


def test_the_list_is_not_a_way_to_ask_for_addresses(client_of, candidate, interviewer):
    client = client_of(interviewer)

    def finds(q: str) -> bool:
        answer = client.get(reverse("candidates:list"), {"q": q})
        return candidate.get_absolute_url() in answer.content.decode()

    assert finds("okonkwo")
    for text in ("chidi@example.org", "171 2345678", "@example.org"):
        assert not finds(text)


@pytest.mark.parametrize(
    "secret",
    [
        "https://t.me/chidi_o",
        "wa.me/491712345678",
        "tel:0301234567",
        "mailto:chidi%40example.org",
        "chidi\uff20example.org",
    ],
)
def test_links_that_call_or_write_are_blanked_wherever_they_stand(secret):
    data = {"basics": {"url": secret, "summary": f"See {secret} now."}, "work": [{"url": secret}]}

    assert without_contacts(data) == {
        "basics": {"url": "[…]", "summary": "See […] now."},
        "work": [{"url": "[…]"}],
    }


def test_a_page_that_is_no_chat_is_kept():
    data = {"basics": {"url": "https://chat.me/ada", "summary": "Format.me/x; hotel: none"}}

    assert without_contacts(data) == data


@pytest.mark.parametrize("contact", ["chidi@example.org", "+49 171 2345678"])
def test_an_import_is_not_a_way_to_ask_whose_an_address_is(candidate, contact):
    """Only who recruits the other person is told that they share it."""
    job, channel = opening(), SourceChannelFactory()
    manager = UserFactory()
    join_team(requisition=job, user=manager, role=TeamRole.HIRING_MANAGER, actor=None)
    kind = "email" if "@" in contact else "phone"

    def told(actor, name):
        basics = {"phone": contact} if kind == "phone" else {}
        email = contact if kind == "email" else f"{name.lower()}@example.net"
        data = resume_file(name=name, email=email, basics=basics)
        return import_resume(name="cv.json", data=data, channel=channel, actor=actor).notices

    assert not any("Chidi" in text for text in told(manager, "Zoe"))
    assert any("Chidi" in text for text in told(UserFactory(recruiter=True), "Yan"))
