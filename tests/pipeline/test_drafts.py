"""A requisition that is being drafted takes no applications, through whichever entry point."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from hiring.activity.actions import Refused
from hiring.pipeline.actions.applying import apply
from hiring.pipeline.models import Application
from hiring.requisitions.actions.drafting import draft_requisition
from tests.factories.candidates import CandidateFactory
from tests.factories.requisitions import opening, role

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(recruiter):
    return draft_requisition(archetype=role(), level="senior", actor=recruiter, title="Ranking")


def test_nobody_applies_to_it(draft):
    with pytest.raises(Refused, match="is a draft") as refusal:
        apply(candidate=CandidateFactory(), requisition=draft, actor=None)

    assert refusal.value.field == "requisition"
    assert not Application.objects.exists()


def test_the_intake_page_says_so_and_takes_no_file(client, draft):
    url = reverse("pipeline:import", kwargs={"requisition_id": draft.pk})

    page, posted = client.get(url), client.post(url, {"channel": ""})

    assert "This job is a draft" in page.content.decode()
    assert posted.status_code == 400
    assert "is a draft" in posted.content.decode()


def test_the_import_refuses_it(draft, tmp_path):
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"basics": {"name": "Ada"}}))

    with pytest.raises(CommandError, match="is a draft"):
        call_command("import_candidates", str(file), requisition=draft.key, source="careers-page")


def test_the_api_refuses_it_at_the_field(client, draft):
    answer = client.post(
        "/api/v1/applications/",
        {"candidate": CandidateFactory().pk, "requisition": draft.pk},
        content_type="application/json",
    )

    assert answer.status_code == 400
    assert "is a draft" in json.dumps(answer.json()["errors"]["requisition"])


def test_it_is_no_choice_where_people_are_put_forward(client, draft):
    opened = opening(title="Search")

    page = client.get(reverse("pipeline:import")).content.decode()

    assert opened.title in page
    assert draft.title not in page


def test_its_page_leads_to_no_board(client, draft):
    page = client.get(draft.get_absolute_url()).content.decode()

    assert reverse("pipeline:board", kwargs={"requisition_id": draft.pk}) not in page


def test_its_board_opened_by_hand_says_what_it_is(client, draft):
    page = client.get(reverse("pipeline:board", kwargs={"requisition_id": draft.pk}))

    assert page.status_code == 200
    assert "is a draft" in page.content.decode()
