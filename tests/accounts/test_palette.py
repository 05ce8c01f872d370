"""The palette: candidates, jobs and pages by what is typed, only what the person may open."""

import pytest

from hiring.accounts.models import TeamRole
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ResumeFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import leader, opening

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def found(client, text: str) -> str:
    return client.get("/find/", {"q": text}, headers=HTMX).content.decode()


def test_candidates_jobs_and_pages_are_found(client_of):
    made = application(requisition=opening(title="Ranking engineer"), name="Ada Lovelace")
    client = client_of(UserFactory(recruiter=True))

    assert f'href="{made.get_absolute_url()}"' in found(client, "lovel")
    assert f'href="{made.get_absolute_url()}" dir' in client.get("/candidates/").content.decode()
    assert made.requisition.get_absolute_url() in found(client, "ranking")
    assert 'href="/candidates/"' in found(client, "candid")
    assert "Nothing found" in found(client, "zzzz")


def test_a_resume_is_found_by_its_words_with_the_place(client_of):
    text = (
        "Ada Lovelace\nBuilt a feature store for the <b>analytical</b> engine at Babbage and Sons"
    )
    resume = ResumeFactory(text=text)

    page = found(client_of(UserFactory(recruiter=True)), "feature store")

    assert resume.candidate.get_absolute_url() in page
    assert "feature store for the" in page
    assert "<b>" not in page


def test_nobody_finds_whom_they_may_not_see(client_of):
    made = application(name="Ada Lovelace")
    ResumeFactory(text="Wrote the first program", document__candidate=made.candidate)
    outsider, manager = UserFactory(), leader(made.requisition, TeamRole.HIRING_MANAGER)

    assert "Ada Lovelace" not in found(client_of(outsider), "Ada")
    assert "Ada Lovelace" in found(client_of(manager), "Ada")
    # A résumé's text has contact details in it.
    assert "Ada Lovelace" not in found(client_of(manager), "first program")


def test_without_script_it_is_a_page(client_of):
    page = client_of(UserFactory()).get("/find/?q=home").content.decode()

    assert "<html" in page
    assert 'href="/"' in page
    assert "Home" in client_of(UserFactory()).get("/find/?q=%00home").content.decode()
