"""The board: a lane for each stage."""

import json
import re

import pytest
from django.urls import reverse

from hiring.activity import clock
from hiring.pipeline.actions.moving import advance, hire, reject
from hiring.pipeline.board import SHOWN, lanes_of
from hiring.pipeline.models import Application
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import opening, stage

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "board"}


def board(requisition):
    return reverse("pipeline:board", kwargs={"requisition_id": requisition.pk})


def many(requisition, number):
    """This many applications at once, past the verbs: only their number matters here."""
    first = requisition.stages.first()
    Application.objects.bulk_create(
        Application(
            candidate=CandidateFactory(), requisition=requisition, stage=first, due_at=clock.now()
        )
        for _ in range(number)
    )


def test_each_stage_has_its_applications_the_longest_waiting_first(recruiter):
    requisition = opening()
    first, second = application(requisition=requisition), application(requisition=requisition)
    onsite = application(requisition=requisition, at=StageKind.ONSITE)
    ended = application(requisition=requisition)
    reject(application=ended, reason=reason(), actor=None)
    application()

    lanes = {lane.stage.name: lane for lane in lanes_of(requisition, recruiter)}

    assert lanes["Applied"].cards == [first, second]
    assert lanes["Onsite"].cards == [onsite]
    assert [lane.count for lane in lanes.values()] == [2, 0, 1, 0, 0, 0]


def test_the_last_lane_has_those_who_were_hired(recruiter):
    made = application(at=StageKind.OFFER)
    hire(application=made, actor=None)

    last = lanes_of(made.requisition, recruiter)[-1]

    assert (last.cards, last.count) == ([made], 1)


def test_a_long_lane_shows_its_first_and_leads_to_the_rest(client, recruiter):
    requisition = opening()
    many(requisition, SHOWN + 3)

    lane = lanes_of(requisition, recruiter)[0]
    page = client.get(board(requisition)).content.decode()

    assert (len(lane.cards), lane.count, lane.has_more) == (SHOWN, SHOWN + 3, True)
    assert f"?stage={lane.stage.pk}" in page


def test_counts_beyond_ten_thousand_are_not_counted_out(recruiter, monkeypatch):
    from hiring.pipeline import counting

    monkeypatch.setattr(counting, "MAX_COUNTED", 4)
    requisition = opening()
    many(requisition, 7)

    lane = lanes_of(requisition, recruiter)[0]

    assert (lane.count, lane.count_text) == (5, "4+")


def test_the_queries_do_not_grow_with_the_cards(client, recruiter, django_assert_num_queries):
    requisition = opening()
    many(requisition, 2)
    application(requisition=requisition, at=StageKind.ONSITE)

    with django_assert_num_queries(4):
        lanes_of(requisition, recruiter)
    many(requisition, 30)
    for _ in range(3):
        application(requisition=requisition, at=StageKind.OFFER)
    with django_assert_num_queries(4):
        lanes_of(requisition, recruiter)


def test_a_full_board_is_a_small_page(client, recruiter):
    requisition = opening()
    many(requisition, 6 * SHOWN)
    for place, one in enumerate(requisition.stages.all()):
        ids = Application.objects.order_by("pk").values("pk")[place * SHOWN : (place + 1) * SHOWN]
        Application.objects.filter(pk__in=list(ids.values_list("pk", flat=True))).update(stage=one)

    page = client.get(board(requisition)).content

    assert page.count(b'class="app"') == 5 * SHOWN
    assert len(page) < 100_000


def test_an_empty_board_has_every_lane(client, recruiter):
    page = client.get(board(opening())).content.decode()

    assert page.count("No candidates") == 5
    assert "No applicants yet. Import candidates." in page


class TestMoving:
    def move(self, client, made, to, seen=None):
        return client.post(
            reverse("pipeline:advance", kwargs={"application_id": made.pk}),
            {"to_stage": to.pk, "expected_stage": seen or made.stage_id},
            headers=HTMX,
        )

    def test_a_moved_card_comes_back_in_its_lane_with_the_focus(self, client, recruiter):
        made = application(name="Ada Lovelace")

        answer = self.move(client, made, stage(made.requisition, StageKind.SCREEN))

        page = answer.content.decode()
        assert "<html" not in page
        assert re.search(r'href="/applications/\d+/" dir="auto" data-focus-on-load', page)
        told = json.loads(answer.headers["HX-Trigger"])["toast"]
        assert "Moved Ada Lovelace to Screen." in told["html"]
        assert "Undo" in told["html"]

    def test_a_lost_race_shows_the_board_as_it_is_and_says_who_was_faster(self, client, recruiter):
        made = application(name="Ada Lovelace")
        onsite = stage(made.requisition, StageKind.ONSITE)
        advance(application=made, to_stage=onsite, actor=UserFactory(name="Grace Hopper"))

        answer = self.move(client, made, stage(made.requisition, StageKind.SCREEN), made.stage_id)

        assert answer.status_code == 422
        told = json.loads(answer.headers["HX-Trigger"])["toast"]
        assert told["text"].startswith("Grace Hopper moved Ada Lovelace to Onsite")
        assert 'id="board"' in answer.content.decode()

    def test_nobody_is_hired_by_being_dragged(self, client, recruiter):
        made = application()

        answer = self.move(client, made, stage(made.requisition, StageKind.HIRED))

        made.refresh_from_db()
        assert answer.status_code == 422
        assert made.is_active
