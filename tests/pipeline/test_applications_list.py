"""All applications over all jobs in one list, by its page and by the API."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import quote

import pytest

from candidates import searching
from candidates.models import Candidate
from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.pipeline import counting
from hiring.pipeline.actions.moving import reject
from hiring.pipeline.actions.participants import set_waiting
from hiring.pipeline.models import Application, Party
from hiring.pipeline.views import applications
from hiring.requisitions.actions.owners import set_owners
from rubrics.models import StageKind
from tests.factories.candidates import (
    CandidateFactory,
    ResumeFactory,
    SourceChannelFactory,
    TouchFactory,
)
from tests.factories.pipeline import application, reason, seated
from tests.factories.requisitions import leader, opening

pytestmark = pytest.mark.django_db
PAGE, API = "/applications/", "/api/v1/applications/"


def shown(client, **wanted) -> list[str]:
    page = client.get(PAGE, wanted).content.decode()
    names = re.findall(r'href="/applications/\d+/" dir="auto">([^<]+)<', page)
    return [unescape(name) for name in names]


def listed(client, **wanted) -> list[str]:
    """The names that the API lists by the same filters, the newest first."""
    return [row["candidate_name"] for row in client.get(API, wanted).json()["results"]]


def due_in(made: Application, days: float, party: Party = Party.RECRUITER) -> None:
    set_waiting(application=made, party=party, due_at=clock.now() + timedelta(days=days))


def test_active_ones_of_all_jobs_come_by_their_due_date_or_newest_first(client, recruiter):
    late, soon = application(name="Ada"), application(name="Grace")
    due_in(late, 5)
    due_in(soon, 1)
    reject(application=application(name="Max"), reason=reason(), actor=None)

    assert shown(client) == ["Grace", "Ada"]
    due_in(soon, 9)
    assert shown(client) == ["Ada", "Grace"]
    assert shown(client, sort="newest") == ["Grace", "Ada"]
    assert shown(client, status="all", sort="due") == ["Max", "Grace", "Ada"]


def test_page_and_api_narrow_alike(client, recruiter):
    requisition = opening()
    lead = leader(requisition, TeamRole.RECRUITER)
    set_owners(requisition=requisition, recruiter=lead, actor=None)
    touch = TouchFactory(channel=SourceChannelFactory(key="iclr"))
    ada = application(requisition=requisition, name="Ada", at=StageKind.ONSITE)
    due_in(ada, -1, Party.INTERVIEWER)
    Application.objects.filter(pk=ada.pk).update(
        touch=touch, applied_at=datetime(2026, 3, 31, 20, tzinfo=UTC)
    )
    application(name="Grace")

    for wanted in (
        {"requisition": requisition.pk},
        {"stage_kind": "onsite"},
        {"waiting_on": "interviewer"},
        {"overdue": "true"},
        {"source_channel": "iclr"},
        {"owner": lead.pk},
        {"applied_from": "2026-03-31", "applied_to": "2026-03-31"},
        {"q": "ada"},
    ):
        assert shown(client, **wanted) == ["Ada"], wanted
        assert listed(client, **wanted) == ["Ada"], wanted
    assert shown(client, overdue="false") == listed(client, overdue="false") == ["Grace"]


def test_typing_brings_the_rows_alone_and_the_way_to_drop_the_filters(client, recruiter):
    application(name="Ada")

    page = client.get(PAGE, {"q": "ada"}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in page
    assert "Ada" in page
    assert re.search(r'id="clear" href="/applications/" hx-swap-oob="true"', page)
    assert re.search(r'id="clear" href="/applications/" hidden', client.get(PAGE).content.decode())


def test_the_api_refuses_what_the_page_finds_nothing_by(client, recruiter):
    application(name="Ada")

    for wanted in (
        {"stage_kind": "odd"},
        {"applied_from": "soon"},
        {"overdue": "perhaps"},
        {"owner": "Max"},
    ):
        assert client.get(API, wanted).status_code == 400, wanted
        assert shown(client, **wanted) == [], wanted
    page = client.get(PAGE, {"owner": "Max"}).content.decode()
    assert "Owner: Select a valid choice. Max is not one of the available choices." in page
    assert '<details class="narrow-more" open>' in page, "where it can be seen"
    assert client.get(API, {"sort_by": "name"}).status_code == 400
    assert shown(client, sort_by="name", status="odd") == ["Ada"], "the usual status stands there"
    assert shown(client, applied_to="9999-12-31") == ["Ada"], "the last day has no next one"


def test_whoever_mirrors_applications_asks_for_what_changed(client, recruiter):
    old, changed = application(name="Ada"), application(name="Grace")
    Application.objects.filter(pk=changed.pk).update(source_system="ats")
    since = Application.objects.get(pk=old.pk).updated_at + timedelta(microseconds=1)

    assert listed(client, updated_after=since.isoformat()) == ["Grace"]


def test_the_needs_review_card_counts_what_its_link_lists(client):
    requisition = opening()
    recruiter = requisition.hiring_team.get().user
    for number in range(10):
        due_in(application(requisition=requisition, name=f"Person {number}"), number)
    due_in(application(requisition=requisition, name="Ada"), 1, Party.INTERVIEWER)
    application(name="of another job")
    client.force_login(recruiter)

    home = client.get("/").content.decode()
    link = unescape(re.search(r'href="(/applications/\?[^"]+)"[^>]*>\s*See all 10', home).group(1))
    page = client.get(link).content.decode()

    assert "10 applications" in page
    assert "Ada" not in page


class TestWhoSees:
    def test_a_hiring_manager_sees_the_jobs_they_lead(self, client):
        requisition = opening()
        application(requisition=requisition, name="Ada")
        application(name="Grace")
        client.force_login(leader(requisition))

        assert shown(client) == ["Ada"]

    def test_an_interviewer_leads_none(self, client):
        made = application(name="Ada")
        interviewer = leader(made.requisition, TeamRole.INTERVIEWER)
        client.force_login(interviewer)

        assert shown(client) == []
        assert "Applications to the jobs you lead appear here" in client.get(PAGE).content.decode()

    def test_where_somebody_came_from_is_not_asked_by_those_who_may_not_know(self, client):
        requisition = opening()
        touch = TouchFactory(channel=SourceChannelFactory(key="iclr", name="ICLR"))
        made = application(requisition=requisition, name="Ada")
        Application.objects.filter(pk=made.pk).update(touch=touch)
        client.force_login(leader(requisition))

        assert listed(client, source_channel="iclr") == []
        assert "ICLR" not in client.get(PAGE).content.decode()

    def test_an_offer_is_no_news_to_who_owes_a_scorecard(self, client, recruiter):
        made = application(name="Ada", at=StageKind.OFFER)
        seated(made, recruiter)

        assert shown(client) == shown(client, status="all") == []


@pytest.mark.parametrize("most_listed", [2, 10_000])
def test_common_words_find_everybody_in_a_narrow_list_too(
    client, recruiter, monkeypatch, most_listed
):
    """However many people of other jobs have the words, and whatever they have them in."""
    monkeypatch.setattr(searching, "MAX_LISTED", most_listed)
    for number in range(4):
        made = application(name=f"Python {number}")
        ResumeFactory(text="Rust and Python", document__candidate=made.candidate)
    here = application(name="Ada", candidate=CandidateFactory(name="Ada", location="Lisbon"))
    ResumeFactory(text="Feature stores in Python", document__candidate=here.candidate)
    Candidate.objects.exclude(pk=here.candidate_id).update(location="Lisbon, PT")
    application(requisition=here.requisition, name="Grace")
    table = f"/applications/table/{here.requisition_id}/"

    for words in ("python", "lisbon"):
        page = client.get(table, {"q": words}).content.decode()
        assert re.findall(r'href="/applications/\d+/" dir="auto">([^<]+)<', page) == ["Ada"]
        assert "1 application" in page
        assert len(shown(client, q=words)) == len(listed(client, q=words)) == 5
        assert "Ada" in client.get("/candidates/", {"q": words}).content.decode()
    assert shown(client, q="python lisbon") == []
    assert sorted(shown(client, q="rust python")) == [f"Python {number}" for number in range(4)]


def test_common_words_are_counted_out_in_a_list_of_few(client, recruiter, monkeypatch):
    monkeypatch.setattr(searching, "MAX_LISTED", 1)
    monkeypatch.setattr(counting, "MAX_COUNTED_WALKED", 2)
    for number in range(4):
        made = application(name=f"Person {number}")
        ResumeFactory(text="Rust and Python", document__candidate=made.candidate)

    assert "4 applications" in client.get(PAGE, {"q": "python"}).content.decode()
    monkeypatch.setattr(applications, "MAX_ASKED", 3)
    assert "2+ applications" in client.get(PAGE, {"q": "python"}).content.decode()
    list_address = quote(f"{PAGE}?q=python")
    assert (
        "one of 2+" in client.get(f"/applications/{made.pk}/?list={list_address}").content.decode()
    )


def test_the_queries_do_not_grow(client, recruiter, django_assert_max_num_queries):
    application()
    client.get(PAGE)
    with django_assert_max_num_queries(18) as few:
        client.get(PAGE)
    for _ in range(9):
        application()

    with django_assert_max_num_queries(len(few)):
        assert len(shown(client)) == 10
