"""The menus of the pipeline in a real browser: their keys, and what else a key may do."""

import pytest
from playwright.sync_api import expect

from hiring.pipeline import bookings as booked
from hiring.pipeline.models import Application, ApplicationStatus, RejectionReason
from rubrics.models import StageKind
from tests.pipeline.conftest import people, where

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("pipeline-browser"),
]


class TestKeysOfMenus:
    """A key acts on what can be seen; a digit only within the one menu that is open."""

    def test_r_and_4_reject_by_the_fourth_rejection_reason(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(ada.get_absolute_url())

        page.keyboard.press("r")
        page.keyboard.press("4")

        expect(page.locator("#messages")).to_contain_text("Rejected Ada. No email was sent.")
        ada.refresh_from_db()
        assert ada.status == ApplicationStatus.REJECTED
        assert ada.rejection_reason == RejectionReason.objects.ours()[3]

    def test_w_and_2_withdraw_also_when_opened_by_the_mouse(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(ada.get_absolute_url())

        page.locator("summary", has_text="Mark as withdrawn").click()
        page.keyboard.press("2")

        expect(page.locator("#standing")).to_contain_text("withdrawn")
        ada.refresh_from_db()
        assert ada.rejection_reason == RejectionReason.objects.of_the_candidate()[1]

    def test_a_digit_without_an_open_menu_does_nothing(self, page, requisition):
        made = people(requisition, "Ada", "Grace")
        for address in (
            made[0].get_absolute_url(),
            f"/applications/triage/{requisition.pk}/",
            f"/applications/board/{requisition.pk}/",
        ):
            page.goto(address)
            page.keyboard.type("123456789")
            page.wait_for_timeout(400)

        assert Application.objects.active().count() == len(made)

    def test_a_menu_that_was_closed_again_takes_no_digit(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(ada.get_absolute_url())

        page.keyboard.press("r")
        expect(page.locator("details[data-popup][open]")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator("details[data-popup][open]")).to_have_count(0)
        page.keyboard.press("4")
        page.wait_for_timeout(400)

        ada.refresh_from_db()
        assert ada.is_active

    @pytest.mark.parametrize("key", ["r", "w"])
    def test_enter_in_the_checkbox_of_a_menu_ends_nobody(self, page, requisition, monkeypatch, key):
        (ada,) = people(requisition, "Ada")
        monkeypatch.setattr(
            booked,
            "_registered",
            [
                booked.Bookings(
                    lambda _: 6,
                    cancel=lambda _, __: 6,
                    settle=lambda _: None,
                    took_place=lambda _: True,
                )
            ],
        )
        page.goto(ada.get_absolute_url())

        page.keyboard.press(key)
        page.keyboard.press("Tab")
        expect(
            page.locator("details[open] [name=cancel_interviews][type=checkbox]")
        ).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)

        ada.refresh_from_db()
        assert ada.is_active

    @pytest.mark.parametrize("width", [360, 600, 900])
    def test_a_menu_is_seen_whole_on_every_screen(self, page, requisition, width):
        (ada,) = people(requisition, "Ada")
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(ada.get_absolute_url())

        for name in ("Move to", "Mark as withdrawn", "Reject"):
            page.locator("summary", has_text=name).click()
            box = page.locator("details[open] .popup-body").bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width

    def test_a_double_tap_on_a_menu_that_opens_over_its_button_ends_nobody(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.set_viewport_size({"width": 360, "height": 600})
        page.goto(f"/applications/triage/{requisition.pk}/")
        button = page.locator("summary", has_text="Reject")
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

        page.mouse.dblclick(*middle)
        page.wait_for_timeout(400)

        ada.refresh_from_db()
        assert ada.is_active
        over = "([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.reason'))"
        assert page.evaluate(over, middle)

    def test_while_a_menu_is_open_no_key_acts_outside_of_it(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(f"/applications/triage/{requisition.pk}/")

        page.keyboard.press("r")
        page.keyboard.press("a")
        page.wait_for_timeout(400)

        assert where(ada) == StageKind.APPLIED

    def test_words_typed_while_a_menu_is_open_close_it(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(f"/applications/triage/{requisition.pk}/")

        page.keyboard.type("rx4")

        expect(page.locator("details[data-popup][open]")).to_have_count(0)
        page.wait_for_timeout(400)
        ada.refresh_from_db()
        assert ada.is_active

    def test_modifiers_and_a_key_held_down_never_act(self, page, requisition):
        made = people(requisition, "Ada", "Grace", "Max")
        page.goto(f"/applications/triage/{requisition.pk}/")

        for held in ("Control", "Alt", "Meta"):
            page.keyboard.press(f"{held}+a")
        page.keyboard.down("a")
        expect(page.locator(".triage-name")).to_have_text("Grace")
        for _ in range(5):
            page.keyboard.down("a")  # the keyboard repeats
        page.wait_for_timeout(400)

        assert [where(one) for one in made] == [
            StageKind.SCREEN,
            StageKind.APPLIED,
            StageKind.APPLIED,
        ]

    def test_a_digit_held_down_ends_one_only(self, page, requisition):
        people(requisition, "Ada", "Grace")
        page.goto(f"/applications/triage/{requisition.pk}/")

        page.keyboard.press("r")
        page.keyboard.down("2")
        expect(page.locator(".triage-name")).to_have_text("Grace")
        for _ in range(5):
            page.keyboard.down("2")
        page.wait_for_timeout(400)

        assert Application.objects.active().count() == 1

    def test_a_question_mark_lists_no_key_of_a_closed_menu(self, page, requisition):
        (ada,) = people(requisition, "Ada")
        page.goto(ada.get_absolute_url())

        page.keyboard.press("?")

        expect(page.locator("#shortcuts")).to_be_visible()
        keys = page.locator("#shortcuts [data-listed] kbd").all_inner_texts()
        assert "r" in keys
        assert not [key for key in keys if key.isdigit()]
