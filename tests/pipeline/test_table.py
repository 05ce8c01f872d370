"""The table: every application of a requisition, page by page."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.urls import reverse

from hiring.pipeline.actions.moving import hire, reject
from hiring.pipeline.actions.participants import set_waiting
from hiring.pipeline.models import Party
from rubrics.models import StageKind
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import opening, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def requisition():
    return opening()


def shown(client, requisition, **wanted):
    """The names in the table, and the page itself."""
    url = reverse("pipeline:table", kwargs={"requisition_id": requisition.pk})
    page = client.get(url, wanted).content.decode()
    names = re.findall(r'href="/applications/\d+/" dir="auto">([^<]+)<', page)
    return [unescape(name) for name in names], page


def test_active_ones_come_newest_first(client, recruiter, requisition):
    for name in ("Ada", "Grace"):
        application(requisition=requisition, name=name)
    reject(
        application=application(requisition=requisition, name="Max"), reason=reason(), actor=None
    )
    application(name="Someone else")

    names, page = shown(client, requisition)

    assert names == ["Grace", "Ada"]
    assert "2 applications" in page


def test_it_is_narrowed_by_stage_status_and_turn(client, recruiter, requisition):
    application(requisition=requisition, name="Ada")
    grace = application(requisition=requisition, name="Grace", at=StageKind.ONSITE)
    set_waiting(application=grace, party=Party.INTERVIEWER)
    hired = application(requisition=requisition, name="Max")
    hire(application=hired, actor=None)
    gone = application(requisition=requisition, name="Kit")
    reject(application=gone, reason=reason(), actor=None)

    onsite = stage(requisition, StageKind.ONSITE).pk
    assert shown(client, requisition, stage=onsite)[0] == ["Grace"]
    assert shown(client, requisition, waiting_on="interviewer")[0] == ["Grace"]
    assert shown(client, requisition, status="rejected")[0] == ["Kit"]
    assert shown(client, requisition, status="ended")[0] == ["Kit", "Max"]
    assert len(shown(client, requisition, status="all")[0]) == 4
    assert "Below the bar in interviews" in shown(client, requisition, status="rejected")[1]


def test_a_name_is_found_whatever_its_accents_and_by_its_first_letters(
    client, recruiter, requisition
):
    for name in ("Zoë O'Brien", "Bo Larsson", "Robert Li"):
        application(requisition=requisition, name=name)

    assert shown(client, requisition, q="zoe")[0] == ["Zoë O'Brien"]
    assert shown(client, requisition, q="bo")[0] == ["Bo Larsson"]
    assert shown(client, requisition, q="li")[0] == ["Robert Li"]


def test_a_filter_that_is_none_finds_nothing_and_says_so(client, recruiter, requisition):
    application(requisition=requisition, name="Ada")

    names, page = shown(client, requisition, stage="999")
    assert names == []
    assert "Stage: Select a valid choice. 999 is not one of the available choices." in page
    assert shown(client, requisition, status="odd", cursor="\x00")[0] == ["Ada"]


def test_it_turns_pages_forward_and_back(client, recruiter, requisition):
    made = [application(requisition=requisition).candidate.name for _ in range(51)]

    first, page = shown(client, requisition)
    cursor = re.search(r'rel="next"\s+href="\?cursor=([^"&]+)"', page).group(1)
    second, page = shown(client, requisition, cursor=unquote(cursor))

    assert first == made[:0:-1]
    assert second == made[:1]
    assert 'rel="prev"' in page


def test_the_queries_do_not_grow(client, recruiter, requisition, django_assert_max_num_queries):
    application(requisition=requisition)
    with django_assert_max_num_queries(17) as few:
        shown(client, requisition)
    for _ in range(8):
        application(requisition=requisition)

    with django_assert_max_num_queries(len(few)):
        shown(client, requisition)


def test_nothing_yet_says_what_to_do_and_nothing_found_how_to_go_on(client, recruiter, requisition):
    assert "No applicants yet" in shown(client, requisition)[1]
    assert "No matching applications" in shown(client, requisition, q="nobody")[1]
