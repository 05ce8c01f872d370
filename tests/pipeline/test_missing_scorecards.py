"""Going on without all scorecards is said first."""

import pytest
from django.urls import reverse

from hiring.pipeline.actions.participants import scorecard_received
from hiring.pipeline.models import Application
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, seated
from tests.factories.requisitions import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """At the onsite, with two scorecards to come and one that is in."""
    made = application(name="Ada", at=StageKind.ONSITE)
    seats = [seated(made, UserFactory()) for _ in range(3)]
    scorecard_received(seat_id=seats[0].seat_id)
    return made


def where(made) -> str:
    return Application.objects.get(pk=made.pk).stage.kind


def advance(client, made, kind, follow=True, **values):
    data = {"to_stage": stage(made.requisition, kind).pk, "expected_stage": made.stage_id}
    headers = values.pop("headers", {})
    url = reverse("pipeline:advance", args=[made.pk])
    return client.post(url, data | values, follow=follow, headers=headers)


def test_it_is_asked_first_and_names_how_many(client, recruiter, made):
    page = advance(client, made, StageKind.DECISION).content.decode()

    assert "Advance Ada to Decision before all scorecards are submitted?" in page
    assert "2 scorecards have not been submitted yet." in page
    assert where(made) == StageKind.ONSITE


def test_who_goes_ahead_is_not_asked_again(client, recruiter, made):
    advance(client, made, StageKind.DECISION, confirmed="yes")

    assert where(made) == StageKind.DECISION


def test_the_question_carries_along_where_to_go_on(client, recruiter, made):
    board = reverse("pipeline:board", args=[made.requisition_id])

    page = advance(client, made, StageKind.DECISION, next=board).content.decode()

    assert f'name="next" value="{board}"' in page
    assert f'name="expected_stage" value="{made.stage_id}"' in page
    assert f'href="{board}"' in page  # cancel


def test_it_leads_to_no_other_site(client, recruiter, made):
    page = advance(client, made, StageKind.DECISION, next="https://evil.example/").content.decode()

    assert 'href="https://evil.example/"' not in page


def test_a_card_dragged_on_the_board_is_asked_about_too(client, recruiter, made):
    board = reverse("pipeline:board", args=[made.requisition_id])
    answer = advance(
        client,
        made,
        StageKind.DECISION,
        follow=False,
        next=board,
        headers={"HX-Request": "true", "HX-Target": "board"},
    )

    assert "/advance/confirm/?" in answer["HX-Redirect"]
    assert where(made) == StageKind.ONSITE
    assert f'href="{board}"' in client.get(answer["HX-Redirect"]).content.decode()


@pytest.mark.parametrize("kind", [StageKind.SCREEN, StageKind.APPLIED])
def test_going_back_passes_none(client, recruiter, made, kind):
    advance(client, made, kind)

    assert where(made) == kind


def test_with_all_scorecards_in_nothing_is_asked(client, recruiter, made):
    for seat in made.participants.all():
        scorecard_received(seat_id=seat.seat_id)

    advance(client, made, StageKind.DECISION)

    assert where(made) == StageKind.DECISION


def test_the_hire_says_how_many_are_missing(client, recruiter):
    made = application(at=StageKind.OFFER)
    seated(made, UserFactory())

    page = client.get(made.get_absolute_url()).content.decode()

    assert "1 scorecard has not been submitted yet." in page


class TestApi:
    def post(self, api, user, made, **values):
        data = {"to_stage": stage(made.requisition, StageKind.DECISION).pk, **values}
        return api("post", f"/api/v1/applications/{made.pk}/advance/", user, data)

    def test_it_goes_on_and_reports_how_many_are_missing(self, api, recruiter, made):
        answer = self.post(api, recruiter, made)

        assert answer.status_code == 200
        assert answer.body["missing_scorecards"] == 2
        assert where(made) == StageKind.DECISION

    def test_who_requires_them_is_refused(self, api, recruiter, made):
        answer = self.post(api, recruiter, made, require_scorecards=True)

        assert answer.status_code == 409
        assert "2 scorecards have not been submitted yet." in answer.body["detail"]
        assert where(made) == StageKind.ONSITE
