"""The linter's advice in a real browser: it comes while one types, and holds nothing back."""

import pytest
from django.test import Client
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
def page(browser, live_server, requisition):
    """A phone of the requisition's recruiter; a script error or a policy breach fails the test."""
    client = Client()
    client.force_login(requisition.hiring_team.get().user)
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(8_000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


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
