"""Lists as people look at them: columns, density and order, saved under a name."""

import pytest

from hiring.accounts.models import SavedView
from hiring.requisitions.actions.owners import set_owners
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True)


def save(client, **fields):
    values = {"list": "applications", "name": "Onsite", "query": "stage_kind=onsite&q=Ada&view=3"}
    return client.post("/views/save/", values | fields, follow=True)


@pytest.mark.parametrize(
    ("path", "key", "gone", "stays"),
    [
        ("/applications/", "job", ">Applied</th>", ">Job</th>"),
        ("/candidates/", "location", ">Added</th>", ">Location</th>"),
        ("/requisitions/", "team", ">Filled</th>", ">Team</th>"),
    ],
)
def test_each_list_shows_the_chosen_columns(client_of, recruiter, path, key, gone, stays):
    application()
    client = client_of(recruiter)
    assert gone in client.get(path).content.decode()

    page = client.get(path, {"columns": ["", key], "density": "roomy"}).content.decode()

    assert stays in page
    assert gone not in page
    assert "is-roomy" in page


def test_a_view_keeps_the_filters_and_no_words(client_of, recruiter):
    page = save(client_of(recruiter)).content.decode()

    view = SavedView.objects.get()
    assert view.query == "stage_kind=onsite"
    assert f"/applications/?stage_kind=onsite&amp;view={view.pk}" in page


def test_saving_under_the_same_name_changes_it(client_of, recruiter):
    client = client_of(recruiter)
    save(client)

    save(client, name="onsite", query="overdue=true", is_shared="true")

    view = SavedView.objects.get()
    assert (view.query, view.is_shared) == ("overdue=true", True)


def test_a_shared_view_is_everybodys_and_only_its_owner_deletes_it(client_of, recruiter):
    save(client_of(recruiter), is_shared="true")
    save(client_of(recruiter), name="Mine")
    colleague, admin = UserFactory(coordinator=True), UserFactory(administrator=True)
    shared = SavedView.objects.get(is_shared=True)

    page = client_of(colleague).get("/applications/").content.decode()

    assert "Onsite" in page
    assert "Mine" not in page
    assert client_of(colleague).post(f"/views/{shared.pk}/delete/").status_code == 404
    assert client_of(admin).post(f"/views/{shared.pk}/delete/").status_code == 302
    assert [view.name for view in SavedView.objects.all()] == ["Mine"]


def test_the_api_lists_saves_and_deletes(client_of, recruiter):
    client = client_of(recruiter)
    body = {"list": "jobs", "name": "Long open", "query": "sort=oldest"}

    made = client.post("/api/v1/saved-views/", body, content_type="application/json").json()

    assert made["query"] == "sort=oldest"
    assert client.get("/api/v1/saved-views/").json()["results"] == [made]
    assert client.delete(f"/api/v1/saved-views/{made['id']}/").status_code == 204
    wrong = client.post(
        "/api/v1/saved-views/", body | {"list": "x"}, content_type="application/json"
    )
    assert wrong.status_code == 400


def test_orders_of_candidates_and_jobs(client_of, recruiter):
    CandidateFactory(name="Zoe")
    CandidateFactory(name="Ada")
    client = client_of(recruiter)

    by_name = client.get("/candidates/?sort=name").content.decode()
    newest = client.get("/candidates/?sort=newest").content.decode()

    assert by_name.index("Ada") < by_name.index("Zoe")
    assert newest.index("Ada") < newest.index("Zoe")
    CandidateFactory(name="Yma")
    newest = client.get("/candidates/?sort=newest").content.decode()
    assert newest.index("Yma") < newest.index("Ada")
    first, second = opening(), opening()
    jobs = client.get("/requisitions/?sort=oldest").content.decode()
    assert jobs.index(first.key) < jobs.index(second.key)


def test_jobs_are_narrowed_to_an_owner(client_of, recruiter):
    mine, other = opening(), opening()
    owner = UserFactory(recruiter=True)
    set_owners(requisition=mine, recruiter=owner, actor=None)

    page = client_of(recruiter).get(f"/requisitions/?owner={owner.pk}").content.decode()

    assert mine.key in page
    assert other.key not in page
