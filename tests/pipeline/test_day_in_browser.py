"""A recruiter's day in a real browser: tags, columns, a saved view, a task, a merge and back."""

import pytest
from playwright.sync_api import expect

from candidates.duplicates import check
from candidates.models import Candidate, PossibleDuplicate
from hiring.accounts.models import Organization, SavedView, SiteRole
from hiring.messaging.models import Message, MessageState
from hiring.messaging.template_actions import load_catalog
from hiring.pipeline.models import Application, ApplicationStatus, Task
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ContactPointFactory
from tests.factories.pipeline import application, reason

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("pipeline-browser"),
]


def tab_to(page, name):
    """Go on by Tab until the link with this name has the focus."""
    link = page.get_by_role("link", name=name, exact=True)
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            return
    raise AssertionError(f"no Tab leads to {name}")


def arrive_at(page, name):
    """Wait for the page of somebody, and until it takes keys."""
    expect(page.locator("h1")).to_contain_text(name)
    page.wait_for_load_state()


def test_a_day_by_keyboard_alone(page, requisition):
    load_catalog()
    reason()
    Organization.objects.create(pk=1, name="Acme")
    UserFactory(site_role=SiteRole.COORDINATOR, name="Kim Duarte")
    ada, grace, lin = (
        application(name=name, requisition=requisition)
        for name in ("Ada Byron", "Grace Hopper", "Lin Yao")
    )
    ContactPointFactory(candidate=lin.candidate, value="lin@cv.example")
    page.goto("/")
    told = page.locator("#messages")

    tab_to(page, "Review · Ada Byron")
    page.keyboard.press("Enter")
    arrive_at(page, "Ada Byron")
    page.keyboard.press("a")
    expect(told).to_contain_text("Moved Ada Byron to Screen")
    arrive_at(page, "Ada Byron")

    page.keyboard.press("n")
    page.keyboard.type("@dua")
    expect(page.locator("#mentions li")).to_have_text(["Kim Duarte"])
    page.keyboard.press("Enter")
    page.keyboard.type("please find a time.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".remark")).to_contain_text("@Kim Duarte please find a time.")
    arrive_at(page, "Ada Byron")
    assert Message.objects.filter(recipient__name="Kim Duarte").exists()

    page.keyboard.press("j")
    arrive_at(page, "Grace Hopper")

    page.keyboard.press("Control+k")
    page.keyboard.type("lin yao")
    expect(page.locator("#palette a").first).to_contain_text("Lin Yao")
    page.keyboard.press("Enter")
    arrive_at(page, "Lin Yao")
    expect(page.locator("summary", has_text="Reject")).to_be_visible()
    arrive_at(page, "Lin Yao")
    page.keyboard.press("r")
    expect(page.locator("details[open] [name=send_email][type=checkbox]")).to_be_checked()
    page.keyboard.press("2")
    expect(told).to_contain_text("Rejected Lin Yao.")
    arrive_at(page, "Lin Yao")
    mail = Message.objects.get(application_id=lin.pk)
    assert mail.state == MessageState.QUEUED

    page.keyboard.press("u")
    expect(told).to_contain_text("The email to the candidate was canceled.")
    mail.refresh_from_db()
    assert mail.state == MessageState.CANCELED
    assert set(Application.objects.values_list("status", flat=True)) == {ApplicationStatus.ACTIVE}
    assert not Application.objects.filter(pk=grace.pk).exclude(stage=ada.stage).exists()


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
