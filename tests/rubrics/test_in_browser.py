"""Writing a rubric in a real browser, from the first word to the second version and back.

BROWSER_PICTURES=folder keeps pictures of the pages on the way.
"""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rubrics.models import Question, Rubric
from tests.browser.looking import look
from tests.factories.accounts import UserFactory

PICTURES = os.environ.get("BROWSER_PICTURES")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("rubrics-browser"),
]


@pytest.fixture
def page(page_of, library):
    """Ada's page; she says yes to whatever the browser asks."""
    page = page_of(UserFactory(recruiter=True, library_editor=True, name="Ada Byron"))
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def looked_at(page: Page, name: str) -> None:
    """For everybody: axe, both widths, both themes."""
    assert look(page, each=lambda shown: picture(page, f"{name}-{shown}")) == {}


def test_a_shipped_rubric_is_sharpened_published_compared_copied_and_put_away(page):
    rubric = Rubric.objects.get(key="math-puzzle")
    page.goto(rubric.get_absolute_url())
    page.get_by_role("button", name="Edit").click()
    first = page.locator("#rows .panel").first
    anchor, findings = first.get_by_label("3 · Yes"), page.locator("#findings-0")
    good = anchor.input_value()
    expect(page.locator("#preview")).to_contain_text(good)

    anchor.fill("Shows good intuition and is passionate")
    expect(findings).to_contain_text("Instead:")
    expect(page.locator("#preview")).to_contain_text("Shows good intuition")
    looked_at(page, "rubric-edit-advice")
    anchor.fill(f"{good} Then names one case in which it fails.")
    expect(findings).not_to_contain_text("Instead:")
    expect(page.locator("#preview")).to_contain_text("names one case in which it fails")

    page.get_by_label("Change note").fill("A 3 also knows where it fails.")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#messages")).to_contain_text("Published.")
    expect(page.locator(".versions")).to_contain_text("A 3 also knows where it fails.")
    looked_at(page, "rubric-published")

    page.get_by_role("link", name="Compare versions").click()
    expect(page.locator("ins")).to_contain_text("Then names one case in which it fails")
    looked_at(page, "compare")

    page.goto(rubric.get_absolute_url())
    page.get_by_role("button", name="Make a copy").click()
    expect(page.get_by_label("Name", exact=True).first).to_have_value("Math puzzle (copy)")
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Archive").click()
    page.get_by_role("dialog").get_by_role("button", name="Archive").click()
    expect(page.locator("#messages")).to_contain_text("Archived “")
    looked_at(page, "rubric-archived")
    page.get_by_role("button", name="Restore").click()
    expect(page.locator("#messages")).to_contain_text("Restored “")
    assert Rubric.objects.get(copied_from=rubric).archived_at is None


def test_rows_move_by_keys_and_come_back_after_a_reload(page):
    rubric = Rubric.objects.get(key="math-puzzle")
    page.goto(rubric.get_absolute_url())
    page.get_by_role("button", name="Edit").click()
    names = page.locator("[id^=id_criteria-][id$=-name]")
    before = [one.input_value() for one in names.all()]
    page.get_by_role("button", name="Move criterion 1 down").press("Enter")
    expect(names.nth(0)).to_have_value(before[1])
    expect(page.get_by_role("heading", name="Criterion 2 of")).to_be_focused()

    page.get_by_role("button", name="Remove criterion 1").press("Enter")
    expect(names).to_have_count(len(before) - 1)
    page.get_by_role("button", name="Add criterion").press("Enter")
    expect(names).to_have_count(len(before))
    names.last.fill("Typed and not saved")
    typed = [one.input_value() for one in names.all()]
    expect(page.locator("#preview")).to_contain_text("Typed and not saved")
    page.reload()

    expect(page.get_by_text("Restored your unsaved draft")).to_be_visible()
    expect(names.last).to_have_value("Typed and not saved")
    expect(page.locator("#preview")).to_contain_text("Typed and not saved")
    assert [one.input_value() for one in names.all()] == typed
    assert rubric.draft.criteria.first().name == before[0]


def test_a_question_is_written_with_its_preview(page):
    question = Question.objects.get(key="the-flat-loss")
    page.goto(question.get_absolute_url())
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("What the candidate sees").fill("Why does **this** not learn?")
    expect(page.locator("#preview strong").first).to_have_text("this")
    hints = page.locator("[id^=id_hints-][id$=-text]")
    expect(hints).to_have_count(3)
    page.get_by_role("button", name="Add hint").click()
    expect(hints).to_have_count(4)
    hints.last.fill("Look at the first step.")
    expect(page.locator("#preview")).to_contain_text("Look at the first step.")
    looked_at(page, "question-edit")

    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("needs your attention")
    expect(hints.last).to_have_value("Look at the first step.")
    looked_at(page, "question-refused")


@pytest.mark.parametrize("kind", ["probe-research-project", "bikes-at-midnight"])
def test_each_kind_has_a_desk_for_everybody(page, kind):
    question = Question.objects.get(key=kind)
    page.goto(question.get_absolute_url())
    page.get_by_role("button", name="Edit").click()
    expect(page.locator("#preview")).to_contain_text("For the interviewer only")

    looked_at(page, kind)


def test_new_things_start_with_a_name_and_a_kind(page):
    for what in ("rubric", "question"):
        page.goto(reverse(f"rubrics:{what}_new"))
        looked_at(page, f"{what}-new")
