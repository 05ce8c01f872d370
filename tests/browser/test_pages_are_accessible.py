"""Every page with the demo's data on it: for everybody, on any width, by day and by night, small.

BROWSER_PICTURES=folder keeps a picture of everything that is looked at here.
"""

import os
import re
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from hiring.demo.people import PASSWORD
from hiring.requisitions.models import Stage
from tests.browser.demo import make_world
from tests.browser.looking import NARROW, WIDE, asset_bytes, look
from tests.browser.places import PLACES

MAX_HTML = 100 * 1024
MAX_ASSETS = 300 * 1024
NAME_OF = "e => (e.labels?.[0]?.innerText || e.getAttribute('aria-label') || e.innerText).trim()"
PICTURES = os.environ.get("BROWSER_PICTURES")
# One after the other, each person's page stays open.
BY_LOGIN = sorted(PLACES, key=attrgetter("login"))

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser-pages"),
    pytest.mark.django_db,
    pytest.mark.usefixtures("world"),
]


@pytest.fixture(scope="module")
def world(catalog: None) -> dict[str, Any]:
    """Give the demo organization, as ids."""
    return make_world()


@pytest.mark.parametrize("width", [WIDE, pytest.param(NARROW, marks=pytest.mark.full)])
@pytest.mark.parametrize("place", BY_LOGIN, ids=lambda place: place.name)
def test_a_page_is_for_everybody_and_small(place, width, world, desks):
    page = desks.page_of(place.login and f"{place.login}@demo.example")

    response = page.goto(place.path(world), wait_until="load")

    assert response.status == place.status
    assert len(response.body()) <= MAX_HTML
    assert asset_bytes(page) <= MAX_ASSETS
    picture = partial(_picture, page, place.name) if PICTURES else None
    assert look(page, audited=width, each=picture) == {}


def test_a_recruiter_gets_from_the_sign_in_to_the_next_candidate_without_a_mouse(world, desks):
    page = desks.new().new_page()
    page.goto("/")
    _tab_to(page, "Email")
    page.keyboard.type("recruiter@demo.example")
    _tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Home · Hiring")

    for stop, arrived in (
        ("Jobs", "Jobs · Hiring"),
        ("Senior ML engineer, forecasting", "MLE-1"),
        ("Triage", "Triage"),
    ):
        _tab_to(page, stop)
        page.keyboard.press("Enter")
        expect(page).to_have_title(re.compile(arrived))
    # The title is there before the scripts that know the keys.
    page.wait_for_load_state("load")
    page.keyboard.press("a")

    expect(page.locator("#messages")).to_contain_text("to Recruiter screen")


def test_triage_takes_two_keys_to_reject_and_one_to_undo(world, desks):
    page = desks.of("recruiter@demo.example").new_page()
    stage = Stage.objects.get(requisition=world["requisition_id"], name="Onsite")
    page.goto(reverse("pipeline:triage", args=[world["requisition_id"]]) + f"?stage={stage.pk}")
    first = page.locator(".triage-name").inner_text()

    page.keyboard.press("r")
    page.keyboard.press("2")
    expect(page.locator("#messages")).to_contain_text(f"Rejected {first}.")
    expect(page.locator(".triage-name")).not_to_have_text(first)
    page.keyboard.press("u")

    expect(page.locator(".triage-name")).to_have_text(first)


def test_the_board_moves_a_card_by_keys(world, desks):
    page = desks.of("recruiter@demo.example").new_page()
    page.goto(reverse("pipeline:board", args=[world["requisition_id"]]))
    page.get_by_role("link", name="Elsa Lindqvist").focus()

    page.keyboard.press("ArrowDown")
    focus = page.locator(":focus")
    name = focus.inner_text()
    page.keyboard.press("m")
    page.keyboard.press("2")

    lane = page.locator(".lane").filter(has_text="Recruiter screen")
    expect(lane.get_by_role("link", name=name)).to_be_focused()


def test_a_card_is_rated_by_keys_and_kept_by_itself(world, desks):
    page = desks.of("admin@demo.example").new_page()
    page.goto(reverse("scorecards:kit", args=[world["interview_id:lindqvist"]]))
    measures = page.locator("section.measure").filter(has=page.locator("[data-rating]"))

    measures.first.get_by_role("radio").first.focus()
    page.keyboard.press("4")
    page.keyboard.press("Tab")
    page.keyboard.type("Asked what the loss would do at the border.")
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Saved \d"))
    page.reload()

    expect(measures.first.locator("[data-level='4']")).to_be_checked()
    expect(measures.first.get_by_role("textbox")).to_have_value(re.compile("at the border"))


def _tab_to(page: Page, name: str, *, most: int = 80) -> None:
    """Press the tab key until the focus is on what has this label or text, and can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.locator(":focus")
        if here.count() and name in here.evaluate(NAME_OF):
            expect(here).to_be_in_viewport()
            return
    raise AssertionError(f"the tab key does not come to {name!r}")


def _picture(page: Page, place: str, look: str) -> None:
    page.screenshot(path=Path(PICTURES or "") / f"{place}-{look}.png", full_page=True)
