"""A recruiter's day in a real browser: tags, columns, a saved view, a task, a merge and back."""

import pytest
from playwright.sync_api import expect

from candidates.duplicates import check
from candidates.models import Candidate, PossibleDuplicate
from hiring.accounts.models import SavedView
from hiring.pipeline.models import Task
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ContactPointFactory
from tests.factories.pipeline import application

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("pipeline-browser"),
]


@pytest.fixture
def page(page_of):
    return page_of(UserFactory(recruiter=True, name="Rosa Klein"))


def test_a_tag_is_typed_and_taken_off_without_leaving_the_page(page):
    made = application(name="Ada Byron")
    page.goto(f"/applications/{made.pk}/")

    page.get_by_label("Add a tag").fill("Silver medalist")
    page.keyboard.press("Enter")

    tag = page.locator(".tag")
    expect(tag).to_contain_text("Silver medalist")
    expect(page.get_by_label("Add a tag")).to_be_focused()
    page.get_by_role("button", name="Remove the tag Silver medalist").click()
    expect(tag).to_have_count(0)


def test_columns_are_chosen_and_the_view_is_saved(page):
    application(name="Ada Byron")
    page.goto("/applications/")
    page.get_by_text("Columns", exact=True).click()

    page.get_by_label("Source", exact=True).last.uncheck()

    expect(page.get_by_role("columnheader", name="Source")).to_have_count(0)
    page.locator("summary", has_text="Save view").click()
    page.get_by_label("Name", exact=True).fill("Short")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Short")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("columnheader", name="Source")).to_have_count(0)
    assert "columns=job" in SavedView.objects.get().query


def test_a_task_is_added_and_done(page):
    made = application(name="Ada Byron")
    page.goto(f"/applications/{made.pk}/")
    page.get_by_text("Add a task", exact=True).click()

    page.get_by_label("Task", exact=True).fill("Call the referee")
    page.keyboard.press("Enter")

    expect(page.locator("#tasks .task")).to_contain_text("Call the referee")
    page.get_by_role("button", name="Mark as done").click()
    expect(page.locator("#tasks .task")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator("#tasks .task")).to_have_count(1)
    assert Task.objects.open().exists()


def test_two_are_merged_and_made_two_again(page):
    kept, gone = application(name="Ada Byron"), application(name="Ada Byron")
    ContactPointFactory(candidate=gone.candidate, value="ada@second.example")
    check(kept.candidate)
    page.goto(PossibleDuplicate.objects.get().get_absolute_url())

    page.get_by_role("button", name="Merge, and keep this one").first.click()

    expect(page.locator("body")).to_contain_text("Merged Ada Byron into Ada Byron")
    assert Candidate.objects.active().count() == 1
    page.keyboard.press("u")
    expect(page.locator("body")).to_contain_text("They are two candidates again")
    assert Candidate.objects.active().count() == 2
    gone.refresh_from_db()
    assert gone.candidate.contact_points.filter(value="ada@second.example").exists()
