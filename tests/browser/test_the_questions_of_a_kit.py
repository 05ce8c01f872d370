"""On a phone: a puzzle led by its kit, the page that is turned round, other numbers, a probe."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from hiring.scorecards.models import QuestionInstance
from rubrics.content.puzzles import FAMILIES
from tests.browser.demo import make_world

PHONE = {"width": 360, "height": 740}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser-questions"),
    pytest.mark.django_db,
    pytest.mark.usefixtures("world"),
]


@pytest.fixture(scope="module")
def world(catalog: None) -> dict[str, Any]:
    """Give the demo organization, as ids."""
    return make_world()


def phone(desks, login: str, route: str, **kwargs: Any) -> Page:
    page = desks.of(f"{login}@demo.example").new_page()
    page.set_viewport_size(PHONE)
    page.goto(reverse(route, kwargs=kwargs))
    page.wait_for_load_state("load")
    return page


def puzzle_of(world):
    use = QuestionInstance.objects.get(interview=world["interview_id:puzzle"])
    return FAMILIES["copied-feature"].instance(use.seed)


def is_as_wide_as_the_screen(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_puzzle_is_led_from_a_phone(world, desks):
    page = phone(desks, "interviewer", "scorecards:kit", interview_id=world["interview_id:puzzle"])
    puzzle = puzzle_of(world)
    answer = page.locator(".solutions .answer").first
    expect(answer).to_be_hidden()

    for fold in page.locator("#questions details > summary").all():
        fold.click()

    expect(answer).to_contain_text(puzzle.parts[0].answer_text)
    expect(page.locator(".hints")).to_contain_text(puzzle.hints[0].text)
    expect(page.locator(".hints")).to_contain_text(puzzle.hints[0].cost)
    assert is_as_wide_as_the_screen(page)


def test_the_page_that_is_turned_round_has_the_question_alone(world, desks):
    page = phone(desks, "interviewer", "scorecards:kit", interview_id=world["interview_id:puzzle"])

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Show to candidate").click()
    sheet = opened.value
    sheet.set_viewport_size(PHONE)

    puzzle = puzzle_of(world)
    expect(sheet.locator(".numbers")).to_contain_text(puzzle.parts[0].ask)
    source = sheet.content()
    assert puzzle.parts[-1].answer_text not in source
    assert puzzle.hints[0].text not in source
    assert is_as_wide_as_the_screen(sheet)
    size = sheet.locator(".numbers p").first.evaluate("e => getComputedStyle(e).fontSize")
    assert size == "17px"


def test_other_numbers_are_asked_for_once_and_shown(world, desks):
    page = phone(desks, "interviewer", "scorecards:kit", interview_id=world["interview_id:puzzle"])
    before = page.locator(".instance-seed").inner_text()

    page.get_by_role("button", name="Change numbers").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Use this if the candidate already knows this variant.")
    dialog.get_by_role("button", name="Change numbers").click()

    expect(page.locator("#messages")).to_contain_text("Numbers changed.")
    expect(page.locator(".instance-seed")).not_to_have_text(before)
    expect(page.locator(".instance")).to_contain_text("One earlier variant was replaced.")


def test_a_project_of_the_resume_is_probed_where_one_reads(world, desks):
    page = phone(
        desks, "interviewer3", "scorecards:kit", interview_id=world["interview_id:nakamura"]
    )
    project = page.locator("#projects details").first

    project.locator("summary").click()

    expect(project.locator(".probe-phase")).to_have_count(2)
    expect(project).to_contain_text("Listen for")

    general = page.locator("#questions details").filter(has_text="General questions by phase")
    general.locator("summary").click()

    expect(general).to_have_attribute("open", "")
    expect(project).not_to_have_attribute("open", "")
    assert is_as_wide_as_the_screen(page)


def test_the_candidates_link_is_copied_and_opens_without_an_account(world, desks):
    page = phone(
        desks, "coordinator", "scorecards:kit", interview_id=world["interview_id:exercise"]
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy").click()

    expect(page.locator("#toasts")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".handout-address input").input_value()
    assert is_as_wide_as_the_screen(page)

    candidate = desks.new().new_page()
    candidate.set_viewport_size(PHONE)
    candidate.goto(re.sub(r"^https?://[^/]+", "", copied))
    expect(candidate.get_by_role("heading", level=1)).to_have_text("Bikes at midnight")
    with candidate.expect_download() as download:
        candidate.get_by_role("link", name="Download data").click()
    assert download.value.suggested_filename == "bikes-at-midnight.zip"
    assert is_as_wide_as_the_screen(candidate)
