"""The requisition builder in a real browser: its way, two tabs at once, a phone without a mouse."""

import contextlib
import re

import pytest
from django.db import connection
from playwright.sync_api import Locator, Page, expect

from hiring.requisitions.models import Requisition
from tests.browser.demo import make_world
from tests.browser.looking import NARROW, too_wide

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser-builder"),
    pytest.mark.django_db,
    pytest.mark.usefixtures("world"),
]


@pytest.fixture(scope="module")
def world(catalog: None) -> dict:
    """Give the demo organization, as ids."""
    return make_world()


@pytest.fixture
def page(desks) -> Page:
    """A page of the demo's recruiter."""
    return desks.of("recruiter@demo.example").new_page()


def section(page: Page, name: str) -> None:
    """Go to a section of the builder by its index."""
    index = page.get_by_role("navigation", name="Sections of this job")
    link = index.get_by_role("link", name=re.compile(f"^{name}"))
    link.click()
    expect(link).to_have_attribute("aria-current", "page")


def line(page: Page, name: str) -> Locator:
    """The line of a competency, an interview or a stage."""
    return page.locator(".line").filter(has=page.get_by_text(name, exact=True)).first


def started(page: Page, role: str = "ML engineer") -> str:
    """Make a draft at the senior level; return its key."""
    page.goto("/requisitions/new/")
    page.get_by_role("radio", name=role, exact=True).check()
    page.get_by_role("radio", name="Senior").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("draft")
    return page.locator(".crumbs li").last.inner_text()


def test_a_requisition_is_built_from_the_work_to_an_open_one_and_its_copy(page):
    page.goto("/requisitions/new/")
    ahead = page.locator("#preview")
    page.get_by_role("radio", name="ML engineer", exact=True).check()
    page.get_by_role("radio", name="Senior").check()
    expect(ahead).to_contain_text("Strengths to validate")
    expect(ahead).not_to_contain_text("→")

    page.get_by_role("radio", name="Nascent or ad hoc").check()
    expect(page.get_by_label("Software or research focus")).to_have_value("software")
    expect(page.get_by_text("There is little support")).to_be_visible()
    programming = ahead.locator(".want").filter(has_text="Programming")
    expect(programming).to_contain_text("weight 2 → 3")
    expect(programming).to_contain_text("Software comes before research here")

    mentor = page.locator("#id_mentor")
    expect(mentor).to_be_hidden()
    page.get_by_role("radio", name="ML researcher", exact=True).check()
    page.get_by_role("radio", name="Junior", exact=True).check()
    expect(mentor).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".problems")).to_contain_text("Choose a mentor.")
    mentor.select_option("Marcus Webb")
    page.get_by_role("button", name="Continue").click()

    coverage = page.locator("#coverage")
    page.get_by_role("link", name="Change Statistics").click()
    page.get_by_label("Strength to validate").check()
    page.get_by_label("Weight", exact=True).select_option("5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Change Statistics")).to_be_focused()
    expect(coverage.locator(".cover-row").filter(has_text="Statistics")).to_contain_text("strength")

    section(page, "Stages and interviews")
    before = coverage.locator(".cover-times").inner_text()
    page.locator("summary", has_text="Add interview").click()
    rubric = page.locator("#id_new-rubric")
    rubric.select_option(rubric.locator("option").filter(has_text="ML debugging").inner_text())
    page.locator("#id_new-interviewers").fill("2")
    page.get_by_role("button", name="Add interview").click()
    expect(line(page, "ML debugging")).to_contain_text("2 interviewers")
    expect(coverage.locator(".cover-times")).not_to_have_text(before)

    section(page, "Hiring team")
    page.get_by_label("Person", exact=True).select_option("Marcus Webb")
    page.get_by_label("Role", exact=True).select_option("hiring manager")
    page.locator("#id_perspective").select_option("Research")
    page.get_by_role("button", name="Add to team").click()
    expect(page.get_by_label("Perspective of Marcus Webb, hiring manager")).to_have_value(
        "research"
    )

    section(page, "Open")
    expect(page.get_by_text("No pay range.")).to_be_visible()
    page.get_by_role("button", name="Open ML").click()
    expect(page.locator("#messages")).to_contain_text("is open.")
    opened = Requisition.objects.order_by("-pk").first()
    assert opened is not None
    assert opened.is_open

    page.get_by_role("button", name="Copy as new draft").click()
    expect(page.locator("#messages")).to_contain_text(f"from {opened.key}")
    copy = Requisition.objects.get(copied_from=opened)
    assert copy.is_draft
    assert copy.plan.count() == opened.plan.count()


def with_one_interviewer_each(key: str) -> None:
    """Plan one person an interview, for the server to see: outside of the test's transaction."""
    apart = connection.copy()
    with contextlib.closing(apart), apart.cursor() as cursor:
        cursor.execute(
            "UPDATE requisitions_plannedinterview SET interviewers = 1 WHERE requisition_id = "
            "(SELECT id FROM requisitions_requisition WHERE key = %s)",
            [key],
        )


def test_coverage_offers_a_cure_that_is_one_click(page):
    key = started(page)
    with_one_interviewer_each(key)
    section(page, "Stages and interviews")
    row = page.locator(".cover-row").filter(has_text="ML system design")
    expect(row).to_contain_text("Only one interviewer covers it")

    row.get_by_role("button").click()

    expect(row).to_contain_text("2 observations")
    expect(row).not_to_contain_text("one view")


def test_two_tabs_undo_nothing_of_each_other_unseen(page, desks):
    started(page)
    section(page, "Pay and description")
    other = desks.of("admin@demo.example").new_page()
    other.goto(page.url)

    other.get_by_label("Title").fill("Search engineer")
    other.get_by_label("Location").fill("Oslo")
    other.get_by_role("button", name="Save").click()
    expect(other.locator("#toasts")).to_contain_text("Saved.")
    page.get_by_label("Title").fill("Ranking engineer")
    page.get_by_label("Must-haves").fill("SQL")
    page.get_by_role("button", name="Save").click()

    problems = page.locator(".problems")
    expect(problems).to_contain_text("It is now: Search engineer By Ines Albrecht.")
    expect(page.get_by_label("Title")).to_have_value("Ranking engineer")
    expect(page.get_by_label("Must-haves")).to_have_value("SQL")
    expect(page.get_by_label("Location")).to_have_value("Oslo")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    other.reload()
    expect(other.get_by_label("Title")).to_have_value("Ranking engineer")
    expect(other.get_by_label("Location")).to_have_value("Oslo")


def test_a_phone_builds_the_stages_without_a_mouse(page):
    started(page)
    page.set_viewport_size({"width": NARROW, "height": 740})
    section(page, "Stages and interviews")
    expect(page.locator("#cover-bar")).to_be_in_viewport()

    _press(page, "Move Onsite up")
    expect(page.locator("#stages .line-name").nth(1)).to_have_text("Onsite")
    expect(page.get_by_role("button", name="Move Onsite up")).to_be_focused()

    _press(page, "Change Recruiter screen")
    expect(page.locator(".line-open .line-name")).to_be_focused()
    _tab_to(page, page.locator(".line-open").get_by_label("Name"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("First call")
    page.keyboard.press("Enter")

    expect(page.locator("#stages .line-name").nth(2)).to_have_text("First call")
    expect(page.get_by_role("link", name="Change First call")).to_be_focused()
    assert too_wide(page) == []


def _press(page: Page, name: str) -> None:
    """Come to a button or link by the tab key, see it, and press it."""
    target = page.get_by_label(name, exact=True).or_(page.get_by_role("button", name=name)).first
    _tab_to(page, target)
    expect(target).to_be_in_viewport()
    page.keyboard.press("Enter")


def _tab_to(page: Page, target: Locator, *, most: int = 160) -> None:
    for _ in range(most):
        if target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the tab key does not come to {target}")
