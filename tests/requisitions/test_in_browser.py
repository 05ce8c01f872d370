"""The linter's advice in a real browser: it comes while one types, and holds nothing back."""

import pytest
from playwright.sync_api import expect

from tests.factories.accounts import UserFactory
from tests.factories.requisitions import opening

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("requisitions-browser"),
]


@pytest.fixture
def requisition():
    return opening(actor=UserFactory(recruiter=True), title="Search engineer")


@pytest.fixture
def page(page_of, requisition):
    """A phone of the requisition's recruiter."""
    return page_of(requisition.hiring_team.get().user, viewport={"width": 360, "height": 740})


def test_advice_comes_while_typing_goes_when_mended_and_never_blocks(page, requisition):
    page.goto(f"/requisitions/{requisition.pk}/build/text/")
    field, advice = page.get_by_label("Must-haves"), page.locator("#advice")
    page.get_by_label("From").fill("80000")

    field.fill("PhD in physics")
    expect(advice).to_contain_text("Try instead:")
    expect(advice.locator("q")).to_have_text("PhD")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    field.fill("Python")
    expect(advice).not_to_contain_text("PhD")

    field.fill("ninja")
    expect(advice.locator("q")).to_have_text("ninja")
    page.get_by_label("Currency").fill("EUR")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("#advice q")).to_have_text("ninja")
    requisition.refresh_from_db()
    assert requisition.must_haves == ["ninja"]
