"""A served product, a browser that looks at it, and pictures of what it saw when a test fails."""

from collections.abc import Generator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from hiring.accounts.models import User
from tests.browser.looking import Complaints, session_of
from tests.browser.serving import Served, serve
from tests.catalog import Catalog
from tests.postgres import empty_tables

ARTIFACTS = Path(__file__).resolve().parents[2] / "test-artifacts" / "browser"
FAILED = pytest.StashKey[bool]()
PATIENCE_MS = 10_000
EMPTY = "about:blank"
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def catalog(catalog: Catalog, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Copy the catalog in for server and worker to see, not only for a transaction of the test.

    So it is once for the module, and all is emptied after it. Tests are marked `django_db` all
    the same: to have a database made, and to read.
    """
    with django_db_blocker.unblock():
        catalog.copy_in()
        try:
            yield
        finally:
            empty_tables()
            cache.clear()


@pytest.fixture(scope="module")
def served(catalog: None) -> Iterator[Served]:
    """Give the served product."""
    with serve() as server:
        yield server


class Desks:
    """Browsers of one's own: each person's cookies and storage apart from the others'."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.complaints = Complaints()
        self._signed_in: dict[str, BrowserContext] = {}
        self._kept: dict[str, Page] = {}
        # Now, since the server does not see what a test writes into its own transaction.
        self._sessions = {user.email: session_of(user, url) for user in User.objects.all()}

    def new(self) -> BrowserContext:
        """Return a browser that was never used."""
        context = self.browser.new_context(base_url=self.url, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        return self.complaints.listen(context)

    def of(self, email: str) -> BrowserContext:
        """Return this person's browser, the same one for all tests of the module.

        They are signed in; with "" it is a browser where nobody is.
        """
        if email not in self._signed_in:
            context = self.new()
            if email:
                context.add_cookies([self._sessions[email]])
            self._signed_in[email] = context
        return self._signed_in[email]

    def page_of(self, email: str) -> Page:
        """Return this person's page; one that is kept costs half of a new one.

        It shows what it showed last; what others left open is closed.
        """
        for other, page in self._kept.items():
            if other != email and page.url != EMPTY:
                page.goto(EMPTY)
        if email not in self._kept:
            self._kept[email] = self.of(email).new_page()
        return self._kept[email]

    def tidy(self) -> None:
        """Close all pages but those that are kept, and the browsers that nobody comes back to."""
        for context in self.browser.contexts:
            if context not in self._signed_in.values():
                context.close()
        for page in self.pages():
            if page not in self._kept.values():
                page.close()

    def pages(self) -> list[Page]:
        """Return the pages that show something."""
        found = [page for context in self.browser.contexts for page in context.pages]
        return [page for page in found if page.url != EMPTY]


@pytest.fixture(scope="module")
def everybodys_desks(browser: Browser, served: Served) -> Iterator[Desks]:
    """Keep each person's browser for the module."""
    yield Desks(browser, served.url)
    for context in browser.contexts:
        context.close()


@pytest.fixture
def desks(
    request: pytest.FixtureRequest, served: Served, everybodys_desks: Desks
) -> Iterator[Desks]:
    """Give browsers; a page that complains fails the test, and a failed test leaves pictures."""
    served.shift = timedelta()
    everybodys_desks.complaints.clear()
    yield everybodys_desks
    if request.node.stash.get(FAILED, False):
        _keep_pictures(request.node.name, everybodys_desks.pages())
    everybodys_desks.tidy()
    assert everybodys_desks.complaints == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


def _keep_pictures(test: str, pages: list[Page]) -> None:
    """Leave what the pages show in test-artifacts, for anyone who asks why it failed."""
    for number, page in enumerate(pages):
        page.screenshot(path=ARTIFACTS / f"{test}-{number}.png", full_page=True)
