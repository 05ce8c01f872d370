"""Editing a role in a browser: a sum while typing, rows that move by keyboard, a history."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.demo import make_world
from tests.browser.looking import look

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser-library"),
    pytest.mark.django_db,
    pytest.mark.usefixtures("world"),
]


@pytest.fixture(scope="module")
def world(catalog: None) -> dict[str, Any]:
    """Give the demo organization, as ids."""
    return make_world()


def test_the_shares_of_a_week_add_up_while_they_are_typed(world, desks):
    page = desks.of("recruiter@demo.example").new_page()
    page.goto(reverse("rubrics:role_edit", args=[world["role_id"]]))
    expect(page.locator("[data-sum]")).to_have_text("100 %")

    page.get_by_label("Serving").fill("20")

    expect(page.locator("[data-sum]")).to_have_text("90 %")


def test_a_stage_moves_by_keyboard_and_the_history_tells_it(world, desks):
    page = desks.of("recruiter@demo.example").new_page()
    page.goto(reverse("rubrics:role_stages", args=[world["role_id"]]))
    names = page.get_by_label("Name")

    page.get_by_role("button", name="Move row 2 down").press("Enter")
    expect(names.nth(2)).to_have_value("Recruiter screen")
    expect(page.get_by_role("button", name="Move row 3 up")).to_be_focused()
    names.nth(2).press("Enter")
    expect(page.locator("#messages")).to_contain_text("Saved")

    page.goto(reverse("rubrics:role_detail", args=[world["role_id"]]))
    history = page.locator("#history")
    expect(history).to_contain_text("changed the stages")
    history.get_by_text("1 change").click()
    expect(history.locator("ins")).to_contain_text("Take-home")
    assert look(page) == {}
