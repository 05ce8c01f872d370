"""What the hiring manager does: ask for the debrief, read it on screen and paper, decide."""

import re
from collections.abc import Iterable
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.walk.people import Person

STATES = "Met|Not met|No strong no|One view|Split"
REASON = "The probe convinced me; mathematics was thinner, and the work can teach it."


def asks_for_the_debrief(manager: Person, candidate: str) -> None:
    """All cards are in: home says so. Nobody works yet, and the page says what it waits for."""
    manager.page.goto("/")
    manager.follows(candidate)
    manager.presses("Create debrief")
    waiting = manager.panel("Creating the report")
    expect(waiting.get_by_role("progressbar")).to_be_visible()
    expect(waiting).to_contain_text("Waiting to start")


def sees_it_arrive(manager: Person) -> None:
    """The page turns into the report by itself."""
    ratings = manager.page.get_by_role("heading", name="Ratings and evidence")
    expect(ratings).to_be_visible(timeout=120_000)


def reads_the_page(manager: Person) -> dict[str, str]:
    """Return the state that the page gives to each hypothesis."""
    rows = manager.page.locator("details.db-row > summary")
    names = rows.locator(".db-name").all_inner_texts()
    states = rows.locator(".db-state b").all_inner_texts()
    return dict(zip(names, states, strict=True))


def reads_the_paper(manager: Person) -> str:
    """Fetch the PDF by its button, and return its text on one line."""
    link = manager.page.get_by_role("link", name="PDF")
    response = manager.page.request.get(link.get_attribute("href") or "")
    assert response.headers["content-type"] == "application/pdf"
    pages = PdfReader(BytesIO(response.body())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def states_on(paper: str, hypotheses: Iterable[str]) -> dict[str, str]:
    """Return the state that stands behind each hypothesis in the paper's evidence."""
    found = {}
    for name in hypotheses:
        row = re.search(rf"{re.escape(name)} ({STATES}), \d of \d at or above", paper)
        untested = re.search(rf"Not tested\. [^.]*{re.escape(name)} \(", paper)
        found[name] = row.group(1) if row else "Not tested" if untested else "no such row"
    return found


def decides(manager: Person) -> None:
    """For an offer, with a reason; what is missing is said first."""
    page = manager.page
    manager.follows("Decide")
    manager.presses("Record decision")
    expect(page.get_by_role("alert").first).to_be_focused()
    page.get_by_role("radio", name="Advance to an offer").check()
    page.get_by_label("Reason", exact=True).fill(REASON)
    manager.presses("Record decision")
    manager.is_told("Recorded")
    expect(manager.panel("Decision")).to_contain_text(REASON)


def sees_the_application_moved(manager: Person, stage: str) -> None:
    """Up to the application's page, whose steps end at the stage of the offer."""
    manager.page.get_by_role("main").get_by_role("link", name="MLE-1").first.click()
    expect(manager.page.locator("[aria-current=step]")).to_have_text(stage)
