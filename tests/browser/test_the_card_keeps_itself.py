"""What an interviewer types is never lost: not by a cut line, a closed tab or a second device."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from hiring.interviews.models import Seat
from tests.browser.conftest import Desks
from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, seats_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser-card"),
    pytest.mark.django_db,
]
# What a browser says of a request that found no network.
REFUSED = re.compile(
    "status of (?:403|404|410)|htmx:responseError|Response Status Error Code (?:403|404|410)"
)
CUT = re.compile("ERR_INTERNET_DISCONNECTED|htmx:sendError|htmx:afterRequest")


@pytest.fixture(scope="module")
def seat(catalog: None) -> Seat:
    """Give a seat in an interview that is over, its card not begun; others are made with it."""
    UserFactory(name="Kim Duarte", email="kim@example.org", coordinator=True)
    UserFactory(name="Tom Achterberg")
    held([UserFactory(name="Rui Faria")])
    return seats_of(held([UserFactory(name="Ines Duarte")]))[0]


@pytest.fixture(scope="module")
def lost(seat: Seat) -> Seat:
    """Give another such seat, of somebody who will not keep it."""
    return Seat.objects.with_interview().get(user__name="Rui Faria")


def kit(seat: Seat, desks: Desks) -> Page:
    page = desks.of(seat.user.email).new_page()
    page.goto(seat.interview.get_absolute_url())
    return page


def evidence(page: Page) -> Locator:
    return page.get_by_label(re.compile("Evidence for")).first


def go_on(page: Page, words: str) -> None:
    """Type at the end of the first evidence."""
    evidence(page).press("Control+End")
    page.keyboard.type(words)


def test_what_is_typed_is_saved_without_a_click(seat: Seat, desks: Desks):
    page = kit(seat, desks)

    go_on(page, "Wrote the shapes down first.")

    expect(page.locator("#saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    expect(evidence(kit(seat, desks))).to_have_value("Wrote the shapes down first.")


def test_what_is_asked_about_does_not_cover_a_phone(seat: Seat, desks: Desks):
    page = kit(seat, desks)
    page.set_viewport_size({"width": 360, "height": 640})
    end = page.locator(".scoring-end")
    page.evaluate("document.querySelector('.scoring').scrollIntoView()")
    expect(end).to_be_in_viewport()

    page.locator("input[type=radio][name^=level_]").nth(2).check(force=True)
    evidence(page).fill("Very good.")

    expect(page.locator("#saved")).to_contain_text("What did you see or hear?")
    page.evaluate("document.querySelector('.scoring').scrollIntoView()")
    expect(end).not_to_be_in_viewport()
    evidence(page).fill("Wrote the shapes down first.")
    expect(page.locator("#saved")).not_to_contain_text("What did you see or hear?")


def test_what_is_typed_without_a_network_survives_the_tab(seat: Seat, desks: Desks):
    page = kit(seat, desks)
    go_on(page, " Asked why.")
    expect(page.locator("#saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    page.context.set_offline(True)
    go_on(page, " Then the line was cut.")
    expect(page.locator("#saved")).to_contain_text("saved on this device")
    assert page.locator(".toast-note").count() == 0

    page.close()
    desks.of(seat.user.email).set_offline(False)
    again = kit(seat, desks)

    expect(evidence(again)).to_have_value(re.compile("Asked why. Then the line was cut.$"))
    expect(again.get_by_text("Restored your unsaved draft")).to_be_visible()
    expect(again.locator("#saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    desks.complaints[:] = [said for said in desks.complaints if not CUT.search(said)]


def test_whoever_loses_the_seat_while_typing_is_told_and_keeps_the_words(lost: Seat, desks: Desks):
    page = kit(lost, desks)
    coordinator = desks.of("kim@example.org").new_page()
    coordinator.goto(f"/interviews/seats/{lost.pk}/replace/")
    coordinator.get_by_role("button", name="Tom Achterberg").click()
    expect(coordinator.get_by_text("Assigned Tom Achterberg.")).to_be_visible()

    go_on(page, "Typed a moment too late.")

    expect(page.locator("#saved")).to_contain_text("no longer assigned")
    expect(evidence(page)).to_have_value("Typed a moment too late.")
    desks.complaints[:] = [said for said in desks.complaints if not REFUSED.search(said)]


def test_a_card_takes_twelve_taps_and_the_words_by_keyboard_alone(seat: Seat, desks: Desks):
    page = kit(seat, desks)
    page.keyboard.press("c")
    pressed = 1

    for scale in page.locator("#card-form [data-rating]").all():
        scale.locator("input").first.focus()
        page.keyboard.press("3")
        pressed += 1
    for words in page.locator("#card-form textarea").all():
        words.fill("Said so before being asked.")
    page.get_by_role("button", name="Submit scorecard").press("Enter")
    pressed += 1

    expect(page.get_by_text("Thank you. Your scorecard is submitted.")).to_be_visible()
    assert pressed <= 12
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('draft:'))") == []
