"""The pipeline in a real browser: keys, dragging, editing in place, under the strict policy."""

import base64

import pytest
from playwright.sync_api import expect

from hiring.pipeline import hypotheses
from hiring.pipeline.models import Application, ApplicationStatus, BulkAction
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory
from tests.factories.pipeline import seated
from tests.factories.requisitions import stage
from tests.factories.resume_files import pdf, pdf_of, word_resume
from tests.pipeline.conftest import people, where

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("pipeline-browser"),
]


# While htmx puts an answer in place; a menu that is opened in these milliseconds is closed again.
SWAPPING = ".htmx-request, .htmx-swapping, .htmx-added, .htmx-settling"

PRESS_R_AFTER_SWAP = """() => addEventListener("htmx:afterSwap", () => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { key: "r", bubbles: true })), { once: true })"""


class TestTriage:
    def test_one_key_advances_two_keys_reject_and_one_takes_it_back(self, page, requisition):
        ada, grace, _max = people(requisition, "Ada", "Grace", "Max")
        page.goto(f"/applications/triage/{requisition.pk}/")
        who = page.locator(".triage-name")
        expect(who).to_have_text("Ada")

        # Fast fingers open the menu of the next one before all of the answer is in place.
        page.evaluate(PRESS_R_AFTER_SWAP)
        page.keyboard.press("a")
        expect(who).to_have_text("Grace")
        assert where(ada) == StageKind.SCREEN

        expect(page.locator(SWAPPING)).to_have_count(0)
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
    def test_a_key_held_down_moves_a_card_once(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(f"/applications/board/{requisition.pk}/")

        page.get_by_role("link", name="Ada").focus()
        page.keyboard.press("m")
        page.keyboard.down("3")
        for _ in range(3):
            page.keyboard.down("3")

        expect(page.locator("#toasts")).to_contain_text("Moved Ada to Onsite.")
        expect(page.get_by_role("link", name="Ada")).to_be_focused()
        assert where(ada) == StageKind.ONSITE
        assert ada.transitions.count() == 2

    def test_a_card_is_moved_by_keys_and_keeps_the_focus(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(f"/applications/board/{requisition.pk}/")

        page.get_by_role("link", name="Ada").focus()
        page.keyboard.press("m")
        page.keyboard.press("3")

        expect(page.locator("#toasts")).to_contain_text("Moved Ada to Onsite.")
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

    def test_past_missing_scorecards_it_asks_and_comes_back(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        seated(ada, UserFactory())
        page.goto(f"/applications/board/{requisition.pk}/")

        for answer, lane in (("Cancel", "Applied"), ("Advance anyway", "Onsite")):
            page.get_by_role("link", name="Ada").focus()
            page.keyboard.press("m")
            page.keyboard.press("3")
            expect(page.locator("body")).to_contain_text("1 scorecard has not been submitted yet.")
            page.get_by_text(answer, exact=True).click()
            expect(page.get_by_role("region", name=lane)).to_contain_text("Ada")

        assert where(ada) == StageKind.ONSITE

    def test_the_lane_for_hired_takes_no_card(self, page, requisition):
        people(requisition, "Ada")
        page.goto(f"/applications/board/{requisition.pk}/")

        page.get_by_role("button", name="Move Ada").click()

        expect(page.locator("[data-move-to]")).to_have_count(5)
        expect(page.locator("#move")).not_to_contain_text("Hired")


class TestHypothesis:
    def test_one_is_edited_in_its_place_and_the_list_is_in_order_again(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(f"{ada.get_absolute_url()}hypotheses/")

        page.get_by_role("link", name="Edit Software").click()
        page.get_by_label("Strength to validate").check()
        page.get_by_label("Weight", exact=True).select_option("5")
        page.locator("#hypotheses textarea").fill("Wrote a compiler.")
        page.locator("#hypotheses").get_by_role("button", name="Save").click()

        expect(page.locator("#hypotheses")).to_contain_text("Wrote a compiler.")
        expect(page.get_by_role("link", name="Edit Software")).to_be_focused()
        assert [row.competency.name for row in hypotheses.of(ada)][:2] == ["Modeling", "Software"]

    def test_a_change_of_mind_leaves_all_as_it_was(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(f"{ada.get_absolute_url()}hypotheses/")

        page.get_by_role("link", name="Edit Software").click()
        page.locator("#hypotheses").get_by_role("link", name="Cancel").click()

        expect(page.locator(".claim-open")).to_have_count(0)
        assert not ada.hypotheses.exists()


def test_opening_shows_what_a_choice_brings_at_once(page, requisition):
    page.goto("/requisitions/new/")

    page.get_by_role("radio").first.check()
    page.get_by_label("Senior").check()

    expect(page.locator("#preview")).to_contain_text("Modeling matters here.")


class TestUploads:
    def test_twelve_files_are_dropped_one_of_them_hostile_and_triaged_by_keys(
        self, page, requisition
    ):
        source = SourceChannelFactory(name="Fair")
        page.goto(f"/applications/intake/{requisition.pk}/")
        files = [
            ("zoe.pdf", "application/pdf", pdf("one-column")),
            ("bad.pdf", "application/pdf", b"MZ" + bytes(999)),
            ("ada.docx", "application/octet-stream", word_resume()),
        ]
        for number in range(9):
            data = pdf_of(f"<h1>Person {'ABCDEFGHI'[number]}</h1><p>p{number}@example.org")
            files.append((f"{number}.pdf", "application/pdf", data))
        drop = """([area, files]) => {
            const data = new DataTransfer();
            for (const [name, type, text] of files) {
                const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
                data.items.add(new File([bytes], name, { type }));
            }
            area.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }"""
        sent = [[name, kind, base64.b64encode(data).decode()] for name, kind, data in files]
        page.evaluate(drop, [page.query_selector("[data-drop]"), sent])
        page.get_by_label("Source").select_option(source.key)
        page.get_by_role("button", name="Import candidates").click()

        expect(page.locator("[data-upload-count]")).to_have_text(
            "12 files, 1 not imported.", timeout=20_000
        )
        rows = page.locator("#upload-results tbody tr")
        expect(rows.nth(0)).to_contain_text("Zoë Müller-O’Brien")
        expect(rows.nth(1)).to_contain_text("the file is a program, not a résumé")
        expect(rows.nth(2)).to_contain_text("Ada Lovelace")
        page.get_by_role("link", name="Start triage").click()
        picture = page.locator(".cv-page img").first
        expect(picture).to_be_visible()
        assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") in (1400, 1401)
        width = picture.bounding_box()["width"]
        page.keyboard.press("+")
        assert picture.bounding_box()["width"] > 1.2 * width
        place = page.locator(".triage-count")
        for number in range(10):
            expect(place).to_have_text(f"1 of {11 - number}")
            expect(page.locator(SWAPPING)).to_have_count(0)
            page.keyboard.press("r" if number % 2 else "a")
            if number % 2:
                page.keyboard.press("2")
        expect(place).to_have_text("1 of 1")
        stages = Application.objects.values_list("status", "stage__kind")
        assert stages.filter(status=ApplicationStatus.REJECTED).count() == 5
        assert stages.filter(stage__kind=StageKind.SCREEN).count() == 5


class TestSelection:
    def test_enter_in_a_box_of_the_list_moves_and_ends_nobody(self, page, requisition):
        people(requisition, "Ada")
        page.goto("/applications/")
        box = page.get_by_label("Select Ada")
        box.check()

        box.press("Enter")
        page.get_by_label("Select all: 1").press("Enter")

        # The page is still there to be worked with, and nothing was sent.
        page.locator(".selection summary").filter(has_text="Reject").click()
        expect(page.get_by_text("and their interviewers notified.")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert not BulkAction.objects.exists()

    def test_the_whole_result_is_counted_and_a_missing_reason_keeps_the_selection(
        self, page, requisition
    ):
        people(requisition, "Ada", "Grace")
        page.goto("/applications/")
        page.get_by_label("Select Ada").check()
        expect(page.locator("[data-selected-count]").first).to_have_text("1")

        page.get_by_label("Select all: 2").check()
        expect(page.locator("[data-selected-count]").first).to_have_text("2 applications")
        page.locator(".selection summary").filter(has_text="Reject").click()
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 720})
            box = page.locator(".selection details[open] .popup-body").bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 720
        page.get_by_role("button", name="Reject selected").click()

        expect(page.get_by_label("Select Ada")).to_be_checked()
        expect(page.locator(".selection details[open]")).to_have_count(1)
        assert not BulkAction.objects.exists()
        page.get_by_label("Background isn’t a match").check()
        page.get_by_role("button", name="Reject selected").click()
        expect(page.get_by_role("heading", name="Reject 2 applications")).to_be_visible()
