"""The pipeline in a real browser: keys, dragging, editing in place, under the strict policy."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from hiring.pipeline import hypotheses
from hiring.pipeline.models import Application
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import opening, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("pipeline-browser"),
]


@pytest.fixture
def requisition():
    reason()
    return opening(by=UserFactory(recruiter=True, name="Rosa Klein"))


@pytest.fixture
def page(browser, live_server, requisition):
    """A page of the requisition's recruiter; a script error or a policy breach fails the test."""
    client = Client()
    client.force_login(requisition.hiring_team.get().user)
    context = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(8_000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def people(requisition, *names):
    return [application(requisition=requisition, name=name) for name in names]


def where(made):
    return Application.objects.get(pk=made.pk).stage.kind


class TestTriage:
    def test_one_key_advances_two_keys_reject_and_one_takes_it_back(self, page, requisition):
        ada, grace, _max = people(requisition, "Ada", "Grace", "Max")
        page.goto(f"/applications/triage/{requisition.pk}/")
        who = page.locator(".triage-name")
        expect(who).to_have_text("Ada")

        page.keyboard.press("a")
        expect(who).to_have_text("Grace")
        assert where(ada) == StageKind.SCREEN

        page.keyboard.press("r")
        page.keyboard.press("2")
        expect(who).to_have_text("Max")
        grace.refresh_from_db()
        assert grace.rejection_reason.key == "bar-not-met"

        page.keyboard.press("u")
        expect(who).to_have_text("Grace")
        grace.refresh_from_db()
        assert grace.is_active

    def test_j_and_k_go_through_without_deciding(self, page, requisition):
        people(requisition, "Ada", "Grace")
        page.goto(f"/applications/triage/{requisition.pk}/")
        who = page.locator(".triage-name")

        page.keyboard.press("j")
        expect(who).to_have_text("Grace")
        page.keyboard.press("k")
        expect(who).to_have_text("Ada")


class TestBoard:
    def test_a_card_is_moved_by_keys_and_keeps_the_focus(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(f"/applications/board/{requisition.pk}/")

        page.get_by_role("link", name="Ada").focus()
        page.keyboard.press("m")
        page.keyboard.press("3")

        expect(page.locator("#toasts")).to_contain_text("Ada is in Onsite now.")
        expect(page.get_by_role("link", name="Ada")).to_be_focused()
        assert where(ada) == StageKind.ONSITE

    def test_a_card_is_dragged_and_again_after_that(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(f"/applications/board/{requisition.pk}/")

        for kind in (StageKind.SCREEN, StageKind.DECISION):
            lane = page.locator(f'[data-lane="{stage(requisition, kind).pk}"]')
            page.locator(".app-foot").hover()
            page.mouse.down()
            lane.hover()
            lane.hover()
            page.mouse.up()

            expect(lane.get_by_role("link", name="Ada")).to_be_visible()
            expect(page.locator("#toasts")).to_contain_text(stage(requisition, kind).name)
            assert where(ada) == kind

    def test_the_lane_for_hired_takes_no_card(self, page, requisition):
        people(requisition, "Ada")
        page.goto(f"/applications/board/{requisition.pk}/")

        page.get_by_role("button", name="Move Ada").click()

        expect(page.locator("[data-move-to]")).to_have_count(5)
        expect(page.locator("#move")).not_to_contain_text("Hired")


class TestHypothesis:
    def test_one_is_edited_in_its_place_and_the_list_is_in_order_again(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(ada.get_absolute_url())

        page.get_by_role("link", name="Edit Software").click()
        page.get_by_label("Strength to validate").check()
        page.get_by_label("Weight", exact=True).select_option("5")
        page.locator("#hypotheses textarea").fill("Wrote a compiler.")
        page.locator("#hypotheses").get_by_role("button", name="Save").click()

        expect(page.locator("#hypotheses")).to_contain_text("Wrote a compiler.")
        expect(page.get_by_role("link", name="Edit Software")).to_be_focused()
        assert [row.competency.name for row in hypotheses.of(ada)][:2] == ["Modelling", "Software"]

    def test_a_change_of_mind_leaves_all_as_it_was(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(ada.get_absolute_url())

        page.get_by_role("link", name="Edit Software").click()
        page.locator("#hypotheses").get_by_role("link", name="Cancel").click()

        expect(page.locator(".claim-open")).to_have_count(0)
        assert not ada.hypotheses.exists()


def test_opening_shows_what_a_choice_brings_at_once(page, requisition):
    page.goto("/requisitions/new/")

    page.get_by_role("radio").first.check()
    page.get_by_label("Senior").check()

    expect(page.locator("#preview")).to_contain_text("Modelling matters here.")
