"""Forms that keep what is typed on the device: what came back is told, and nothing else is."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from hiring.debriefs.models import Debrief
from rubrics.bank.actions.starting import start_draft
from rubrics.models import Rubric, RubricVersion
from tests.browser.conftest import Desks
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import Scene, scene

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser-drafts"),
    pytest.mark.django_db,
]
PDF = b"%PDF-1.7"
BACK = "Restored your unsaved draft"


@pytest.fixture(scope="module")
def made(catalog: None) -> Scene:
    """Give an application whose scorecards are all in."""
    recruiter = UserFactory(name="Rosa Klein", email="rosa@example.org", recruiter=True)
    manager = UserFactory(name="Margaret Hamilton", email="margaret@example.org")
    UserFactory(name="Ada Okafor", email="admin@example.org", administrator=True)
    return scene(recruiter=recruiter, manager=manager).submit_all()


@pytest.fixture(scope="module")
def debrief(made: Scene, module_printer: None) -> Debrief:
    return made.debrief()


@pytest.fixture(scope="module")
def module_printer() -> Iterator[None]:
    """Print no PDF: the page is what is looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hiring.debriefs.actions.rendering.make_pdf", lambda *_a, **_k: (PDF, 1))
        yield


@pytest.fixture(scope="module")
def written(made: Scene) -> RubricVersion:
    """Give a rubric's draft."""
    rubric = Rubric.objects.exclude(key__startswith="rubric-").first()
    return start_draft(item=rubric, actor=made.recruiter)


def opened(desks: Desks, email: str, path: str) -> Page:
    page = desks.of(email).new_page()
    page.goto(path)
    return page


def test_a_refused_decision_does_not_claim_that_anybody_had_left(debrief: Debrief, desks: Desks):
    page = opened(desks, "margaret@example.org", debrief.get_absolute_url())
    page.get_by_label("Reason", exact=True).fill("Owns what she ships.")

    page.get_by_role("button", name="Record decision").click()

    expect(page.get_by_text("Nothing you typed is lost")).to_be_visible()
    expect(page.get_by_label("Reason", exact=True)).to_have_value("Owns what she ships.")
    page.wait_for_timeout(500)
    expect(page.get_by_text(BACK)).to_be_hidden()
    page.goto(debrief.get_absolute_url())
    expect(page.get_by_label("Reason", exact=True)).to_have_value("Owns what she ships.")
    expect(page.get_by_text(BACK)).to_be_visible()


def test_a_note_survives_that_a_colleague_adds_one_and_does_not_come_back_once_added(
    made: Scene, desks: Desks
):
    path = reverse("pipeline:detail", args=[made.application.pk])
    page = opened(desks, "rosa@example.org", path)
    page.locator("#id_note").fill("Half a thought.")
    colleague = opened(desks, "admin@example.org", path)
    colleague.locator("#id_note").fill("Quick one.")
    colleague.get_by_role("button", name="Add note").click()
    expect(colleague.locator(".remark")).to_have_count(1)

    page.reload()
    expect(page.locator("#id_note")).to_have_value("Half a thought.")
    page.get_by_role("button", name="Add note").click()

    expect(page.locator(".remark")).to_have_count(2)
    expect(page.locator("#id_note")).to_have_value("")
    page.reload()
    page.wait_for_timeout(300)
    expect(page.locator("#id_note")).to_have_value("")


def test_a_rubric_that_a_colleague_saved_meanwhile_keeps_both_texts(
    written: RubricVersion, desks: Desks
):
    path = reverse("rubrics:rubric_edit", args=[written.rubric_id])
    page = opened(desks, "rosa@example.org", path)
    page.locator("[name=purpose]").fill("Rosa's ten minutes of words, kept on her laptop.")
    colleague = opened(desks, "admin@example.org", path)
    colleague.locator("[name=purpose]").fill("Ada's words, which are saved first of the two.")
    colleague.get_by_role("button", name="Save draft").click()
    expect(colleague.get_by_text("Draft saved.")).to_be_visible()
    expect(colleague.get_by_text(BACK)).to_be_hidden()

    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text(BACK)).to_be_visible()
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_text("after you opened it")).to_be_visible()
    expect(page.locator("[name=purpose]")).to_have_value(
        "Rosa's ten minutes of words, kept on her laptop."
    )
    written.refresh_from_db()
    assert written.heading["purpose"].startswith("Ada's words")
