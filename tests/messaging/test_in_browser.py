"""A rejection in a real browser: edited, seen in the outbox as the candidate sees it, undone."""

import re

import pytest
from playwright.sync_api import expect

from hiring.accounts.actions import change_organization
from hiring.messaging.models import Message, MessageState
from hiring.messaging.template_actions import load_catalog
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import opening

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("messaging-browser"),
]


@pytest.fixture
def li():
    reason()
    load_catalog()
    recruiter = UserFactory(recruiter=True, name="Rosa Klein")
    change_organization(actor=UserFactory(administrator=True), name="Northwind")
    candidate = CandidateFactory(name="Li Wei", email="li.wei@example.org")
    return application(requisition=opening(actor=recruiter), candidate=candidate, actor=recruiter)


@pytest.fixture
def page(page_of, li):
    """A page of the recruiter."""
    return page_of(li.created_by)


def test_a_rejection_is_seen_as_the_candidate_sees_it_and_undone_in_time(page, li):
    page.goto(li.get_absolute_url())
    page.keyboard.press("r")
    page.locator("details[open] .mail-text summary").click()
    subject = page.locator("details[open] [name=email_subject]")
    subject.fill("About your application")
    subject.press("Enter")  # Ends nobody: each button of the menu does something else.
    text = page.locator("details[open] [name=email_body]")
    text.fill("Dear Li, 3 words: not this time.")
    expect(page.get_by_text("Rejected Li Wei")).to_have_count(0)
    page.locator("details[open] .reason").first.click()
    expect(page.locator("#messages")).to_contain_text("Rejected Li Wei. An email goes out at")

    page.goto("/messages/")
    expect(page.get_by_role("row", name="About your application")).to_contain_text("scheduled")
    page.get_by_role("link", name="About your application").click()
    seen = page.frame_locator("iframe").locator("body")
    expect(seen).to_contain_text("Northwind")
    expect(seen).to_contain_text("Dear Li, 3 words: not this time.")

    page.goto(li.get_absolute_url())
    page.get_by_role("button", name="Reopen").first.click()
    expect(page.locator("#messages")).to_contain_text("The email to the candidate was canceled.")
    assert Message.objects.get().state == MessageState.CANCELED


def test_the_preview_follows_what_is_typed(page, li):
    page.goto(f"/applications/{li.pk}/messages/")
    page.locator("#id_body").fill("Dear {{ candidate.name }}, see {{ job.location }}")

    preview = page.locator("#preview")
    expect(preview).to_contain_text("Dear Li Wei")


def test_the_composer_is_empty_once_the_email_is_on_its_way(page, li):
    page.goto(f"/applications/{li.pk}/messages/")
    page.locator("#id_body").fill("Dear Li, when can we call you?")
    page.get_by_role("button", name="Send email").click()
    expect(page.locator("#messages")).to_contain_text("An email goes out at")

    page.wait_for_load_state("networkidle")
    expect(page.locator("#id_body")).not_to_have_value("Dear Li, when can we call you?")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#id_body")).to_have_value("Dear Li, when can we call you?")


def test_a_refused_email_stays_with_its_template_and_never_mixes_with_another(page, li):
    page.goto(f"/applications/{li.pk}/messages/")
    template = page.get_by_label("Template")
    template.select_option(label="Take-home")
    page.get_by_role("button", name="Use template").click()
    page.get_by_role("button", name="Send email").click()
    expect(page.get_by_text("The email was not sent.").first).to_be_visible()
    expect(template.locator("option:checked")).to_have_text("Take-home")

    template.select_option(label="Blank email")
    page.get_by_role("button", name="Use template").click()
    expect(template.locator("option:checked")).to_have_text("Blank email")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#id_subject")).not_to_have_value(re.compile("take-home"))


def test_what_was_typed_comes_back_with_its_preview(page, li):
    page.goto(f"/applications/{li.pk}/messages/")
    page.locator("#id_body").fill("Dear Li, a half-written")
    page.goto(li.get_absolute_url())
    page.goto(f"/applications/{li.pk}/messages/")

    expect(page.locator("#id_body")).to_have_value("Dear Li, a half-written")
    expect(page.locator("#composer [data-draft-note]")).to_be_visible()
    expect(page.locator("#preview")).to_contain_text("Dear Li, a half-written")
