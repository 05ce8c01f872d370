"""Booking in a real browser: dates changed faster than the answers come."""

import pytest
from playwright.sync_api import expect

from hiring.accounts.models import TeamRole
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, on_day
from tests.factories.requisitions import leader

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("interviews-browser"),
]


@pytest.fixture
def page(page_of):
    """A page of a coordinator."""
    return page_of(UserFactory(coordinator=True, zone="UTC"))


def test_dates_changed_quickly_log_no_error_and_the_last_one_counts(page):
    made = candidacy()
    ada = UserFactory(name="Ada Lovelace", zone="UTC")
    leader(made.requisition, TeamRole.INTERVIEWER)
    made.requisition.hiring_team.create(user=ada, role=TeamRole.INTERVIEWER)
    booked([ada], starts_at=on_day(9, 10))
    page.goto(f"/interviews/book/{made.pk}/")
    page.locator("#id_zone").evaluate("e => { e.add(new Option('UTC', 'UTC')); e.value = 'UTC' }")
    day, start = page.locator("input[type=date]").first, page.locator("input[type=time]").first
    start.fill("10:00")

    for days in (5, 6, 7, 8, 9):
        day.fill(f"{on_day(days):%Y-%m-%d}")
        day.dispatch_event("change")

    expect(page.locator(".people").first).to_contain_text("busy")


def test_the_search_for_people_goes_on_after_an_answer(page):
    made = candidacy()
    UserFactory(name="Grace Hopper")
    UserFactory(name="Max Born")
    page.goto(f"/interviews/book/{made.pk}/")

    for typed, name in (("Grace", "Grace Hopper"), ("Max", "Max Born")):
        search = page.locator(".people-search").first
        search.fill("")
        search.press_sequentially(typed)
        expect(page.locator(".people").first).to_contain_text(name)
