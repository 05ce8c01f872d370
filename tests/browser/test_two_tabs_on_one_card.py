"""One card in two tabs, on two devices, without a network: no word is lost, and one is asked."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from hiring.interviews.models import Seat
from hiring.scorecards.models import Scorecard, ScorecardVersion
from tests.browser.conftest import ARTIFACTS, Desks
from tests.browser.looking import look
from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, seats_of
from tests.factories.scorecards import sent

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser-card-tabs"),
    pytest.mark.django_db,
]
NAMES = ("reload", "merge", "offline", "submit", "devices", "contrary", "dropped", "amend")
SAVED = re.compile(r"Saved \d\d:\d\d")
CUT = re.compile("ERR_INTERNET_DISCONNECTED|htmx:sendError|htmx:afterRequest")


@pytest.fixture(scope="module")
def seats(catalog: None) -> dict[str, Seat]:
    """Give to each test a seat of its own, in an interview that is over."""
    return {
        name: seats_of(held([UserFactory(name=name.title(), email=f"{name}@example.org")]))[0]
        for name in NAMES
    }


@pytest.fixture(scope="module")
def card(seats: dict[str, Seat]) -> Scorecard:
    return sent(seats["amend"])


def kit(seat: Seat, browser: BrowserContext) -> Page:
    page = browser.new_page()
    page.goto(seat.interview.get_absolute_url())
    return page


def evidence(page: Page) -> Locator:
    return page.locator("textarea[name^=evidence_]").first


def summary(page: Page) -> Locator:
    return page.locator("textarea[name=summary]")


def write(field: Locator, words: str) -> None:
    field.press("Control+End")
    field.page.keyboard.type(words)


def choices(page: Page) -> Locator:
    return page.locator("[data-conflict]")


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text(SAVED)


def drafts(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('draft:'))")


def test_a_reload_of_either_tab_drops_no_word_and_the_writer_chooses(
    seats: dict[str, Seat], desks: Desks
):
    seat = seats["reload"]
    browser = desks.of(seat.user.email)
    first, second = kit(seat, browser), kit(seat, browser)
    write(evidence(second), "Second tab.")
    saved(second)

    write(evidence(first), "FIRST tab words, ten minutes of notes.")
    expect(choices(first)).to_have_count(1)
    first.reload()
    expect(choices(first)).to_have_count(1)
    second.reload()

    expect(evidence(first)).to_have_value("FIRST tab words, ten minutes of notes.")
    expect(choices(first)).to_contain_text("Second tab.")
    expect(choices(first)).to_contain_text("FIRST tab words, ten minutes of notes.")
    expect(evidence(second)).to_have_value("Second tab.")
    expect(choices(second)).to_have_count(0)

    choices(first).get_by_label("Keep both").check()
    saved(first)
    expect(choices(first)).to_have_count(0)
    expect(evidence(first)).to_have_value(re.compile(r"^FIRST tab[\s\S]*Second tab.$"))
    expect(evidence(kit(seat, browser))).to_have_value(re.compile(r"^FIRST[\s\S]*Second tab.$"))
    assert drafts(first) == []


def test_what_was_changed_in_different_fields_is_merged_and_nobody_is_asked(
    seats: dict[str, Seat], desks: Desks
):
    seat = seats["merge"]
    browser = desks.of(seat.user.email)
    first, second = kit(seat, browser), kit(seat, browser)
    write(evidence(second), "Evidence of the second.")
    saved(second)

    write(summary(first), "Summary of the first.")
    saved(first)

    expect(evidence(first)).to_have_value("Evidence of the second.")
    expect(choices(first)).to_have_count(0)
    again = kit(seat, browser)
    expect(evidence(again)).to_have_value("Evidence of the second.")
    expect(summary(again)).to_have_value("Summary of the first.")
    assert drafts(again) == []


def test_words_typed_offline_in_two_tabs_that_are_closed_are_both_there(
    seats: dict[str, Seat], desks: Desks
):
    seat = seats["offline"]
    browser = desks.of(seat.user.email)
    first, second = kit(seat, browser), kit(seat, browser)
    browser.set_offline(True)
    write(evidence(first), "First, offline.")
    write(evidence(second), "Second, offline.")
    expect(first.locator("#saved")).to_contain_text("saved on this device")
    expect(second.locator("#saved")).to_contain_text("saved on this device")

    first.close()
    second.close()
    browser.set_offline(False)
    page = kit(seat, browser)

    expect(choices(page)).to_have_count(1)
    expect(choices(page)).to_contain_text("First, offline.")
    expect(choices(page)).to_contain_text("Second, offline.")
    choices(page).get_by_label("Keep both").check()
    saved(page)
    expect(evidence(page)).to_have_value(re.compile("First, offline."))
    expect(evidence(page)).to_have_value(re.compile("Second, offline."))
    desks.complaints[:] = [said for said in desks.complaints if not CUT.search(said)]


def test_a_card_is_not_submitted_over_newer_words_of_another_tab(
    seats: dict[str, Seat], desks: Desks
):
    seat = seats["submit"]
    browser = desks.of(seat.user.email)
    first, second = kit(seat, browser), kit(seat, browser)
    write(evidence(second), "Newer words.")
    saved(second)

    for scale in first.locator("#card-form [data-rating]").all():
        scale.locator("input[value='3']").check(force=True)
    for words in first.locator("#card-form textarea").all():
        words.fill("Old words.")
    first.get_by_role("button", name="Submit scorecard").click()

    expect(first.get_by_text("Nothing is submitted yet.")).to_be_visible()
    expect(choices(first)).to_contain_text("Newer words.")
    expect(choices(first)).to_contain_text("Old words.")
    choices(first).get_by_label("Keep my version").check()
    first.get_by_role("button", name="Submit scorecard").click()
    expect(first.get_by_text("Thank you. Your scorecard is submitted.")).to_be_visible()
    assert evidence_submitted(seat) == "Old words."


def test_two_devices_choose_the_other_ones_words(seats: dict[str, Seat], desks: Desks):
    seat = seats["devices"]
    at_home = desks.of(seat.user.email)
    laptop = kit(seat, at_home)
    phone_browser = desks.new()
    phone_browser.add_cookies(at_home.cookies())
    phone = kit(seat, phone_browser)
    write(evidence(phone), "From the phone.")
    saved(phone)
    write(evidence(laptop), "From the laptop.")
    expect(choices(laptop)).to_contain_text("From the phone.")

    choices(laptop).get_by_label("Use the saved version").check()

    saved(laptop)
    expect(evidence(laptop)).to_have_value("From the phone.")
    write(evidence(phone), " And on.")
    saved(phone)
    expect(choices(phone)).to_have_count(0)


def test_a_phone_that_drops_the_page_before_it_is_saved_has_the_words(
    seats: dict[str, Seat], desks: Desks
):
    seat = seats["dropped"]
    browser = desks.of(seat.user.email)
    page = kit(seat, browser)
    write(summary(page), "Typed a second before.")
    page.goto("about:blank")

    again = kit(seat, browser)

    expect(summary(again)).to_have_value("Typed a second before.")
    expect(again.get_by_text("Restored your unsaved draft")).to_be_visible()
    saved(again)
    assert drafts(again) == []


def test_an_overall_that_contradicts_a_rating_is_asked_about_once(
    seats: dict[str, Seat], desks: Desks
):
    seat = seats["contrary"]
    page = kit(seat, desks.of(seat.user.email))
    scales = page.locator("#card-form [data-rating]").all()
    for scale in scales:
        scale.locator("input[value='4']").check(force=True)
    scales[0].locator("input[value='1']").check(force=True)
    for words in page.locator("#card-form textarea").all():
        words.fill("Said so before being asked.")

    page.get_by_role("button", name="Submit scorecard").click()

    expect(page.get_by_text("Your overall recommendation is strong yes")).to_be_visible()
    page.get_by_role("button", name="Submit anyway").click()
    expect(page.get_by_text("Thank you. Your scorecard is submitted.")).to_be_visible()


def evidence_submitted(seat: Seat) -> str:
    version = ScorecardVersion.objects.submitted().get(scorecard__seat=seat)
    return version.ratings.order_by("criterion__position").first().evidence


def test_two_amendments_stand_side_by_side_readable_at_every_width_and_in_both_themes(
    card: Scorecard, desks: Desks
):
    browser = desks.of(card.author.email)
    tabs = [browser.new_page(), browser.new_page()]
    words = ("Words of the first tab. " * 12, "Words\nof the second tab.")
    for page in tabs:
        page.goto(f"{card.get_absolute_url()}amend/")
    for page, said in reversed(list(zip(tabs, words, strict=True))):
        summary(page).fill(said)
        page.get_by_label("Reason for the change").fill("Read my notes again.")
        page.get_by_role("button", name="Submit amendment").click()

    page = tabs[0]
    expect(choices(page)).to_have_count(1)
    expect(choices(page)).to_contain_text("of the second tab.")
    expect(page.locator("[role=alert]")).to_be_focused()
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    assert (
        look(page, each=lambda name: choices(page).screenshot(path=ARTIFACTS / f"keep-{name}.png"))
        == {}
    )

    choices(page).get_by_label("Keep my version").check()
    page.get_by_role("button", name="Submit amendment").click()
    expect(page.get_by_text("Amendment submitted")).to_be_visible()
    assert card.versions.get(number=3).summary == words[0].strip()
