"""What the coordinator does: book the loop, be told of a clash, fix it."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.walk.people import Person
from tests.browser.walk.recruiter import TITLE

PLACE = "https://meet.example.org/onsite"


def finds_the_candidate(coordinator: Person, candidate: str) -> None:
    """By way of the job's board, which its row in the list leads to."""
    coordinator.goes_to("Jobs")
    coordinator.follows(TITLE)
    coordinator.follows(candidate)
    coordinator.follows("Open")


def fills_in_the_loop(coordinator: Person, panels: dict[str, str]) -> None:
    """Hold these interviews of the plan, each by this person, and none of the others."""
    page = coordinator.page
    coordinator.follows("Book Onsite")
    page.get_by_label("Room or video link").first.fill(PLACE)
    for slot in page.locator("[data-slot]").all():
        name = slot.get_by_role("heading").inner_text()
        slot.get_by_label("Edit").click()
        if name in panels:
            slot.get_by_role("checkbox", name=panels[name]).check()
        else:
            slot.get_by_label("Include", exact=True).uncheck()
    expect(page.locator(".slot-hold :checked")).to_have_count(len(panels))


def is_told_of_a_clash(coordinator: Person, interview: str, other: str) -> None:
    """Two interviews at once are refused at the time of the second: with what, when, and whom."""
    page = coordinator.page
    start = _slot(page, interview).get_by_label("Start")
    start.fill("10:15")
    coordinator.presses("Book 3 interviews")
    problems = page.get_by_role("alert")
    expect(problems).to_be_focused()
    expect(problems).to_contain_text(f"This overlaps with “{other}”")
    expect(problems).to_contain_text("10:00–10:45 (Africa/Accra)")
    problems.get_by_role("link", name="Start").click()
    expect(start).to_be_focused()
    expect(start).to_have_attribute("aria-invalid", "true")


def mends_it_and_books(coordinator: Person, interview: str) -> None:
    """The times back to back by one button; then the loop is booked."""
    page = coordinator.page
    coordinator.presses("Schedule back-to-back")
    expect(_slot(page, interview).get_by_label("Start")).to_have_value("10:45")
    coordinator.presses("Book 3 interviews")
    coordinator.is_told("Loop booked: 3 interviews.")


def _slot(page: Page, interview: str) -> Locator:
    heading = page.get_by_role("heading", name=interview, exact=True)
    return page.locator("[data-slot]").filter(has=heading)
