"""Tests that need a browser or Java are skipped where there is none, and the summary says so.

With REQUIRE_ALL_TOOLS=1 (in CI) a missing tool is an error instead.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from hiring.accounts.models import User

JAXB = Path("/usr/share/java/jaxb-runtime.jar")


def chromium() -> str | None:
    """Return the path of the browser that the tests drive, None when there is none.

    The headless shell is Chromium without windows, profiles and sync: a page costs a quarter.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Give the one browser of a test process: Playwright cannot be started twice in it."""
    from django.contrib.staticfiles import handlers
    from django.db import connections
    from playwright.sync_api import sync_playwright

    handlers.serve = _serve_for_long

    # Playwright runs a loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield started
        # Beside a loop Django keeps other connections, which nobody closes when it has ended.
        connections.close_all()
        started.close()


@pytest.fixture
def page_of(browser: "Browser", live_server: "LiveServer") -> "Iterator[Callable[..., Page]]":
    """Give a function that opens a page of the live server, signed in as a person.

    A script error, a breach of the policy or a lost file fails the test.
    """
    from tests.browser.looking import Complaints, session_of

    complaints, contexts = Complaints(), []

    def opened(user: "User", **options: Any) -> "Page":
        context = browser.new_context(base_url=live_server.url, reduced_motion="reduce", **options)
        contexts.append(complaints.listen(context))
        context.set_default_timeout(10_000)
        context.add_cookies([session_of(user, live_server.url)])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _serve_for_long(request: "HttpRequest", path: str, **options: Any) -> "HttpResponseBase":
    """Serve a static file as the product does: a browser asks for it once."""
    from django.contrib.staticfiles.views import serve

    response = serve(request, path, **options)
    response["Cache-Control"] = "max-age=3600"
    return response


def missing() -> dict[str, str]:
    """Return for each marker whose tool is not here how to install it."""
    lacking = {}
    if not chromium():
        lacking["browser"] = "no Chromium (apt-get install chromium)"
    if not (shutil.which("javac") and JAXB.exists()):
        lacking["java"] = "no Java (apt-get install default-jdk-headless libjaxb-java)"
    return lacking


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("REQUIRE_ALL_TOOLS") == "1" and (lacking := missing()):
        raise pytest.UsageError(
            "REQUIRE_ALL_TOOLS is set, and here is " + ", ".join(lacking.values())
        )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for marker, reason in missing().items():
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"{marker} tests: {reason}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for marker, reason in missing().items():
        if count := sum(f"{marker} tests: {reason}" in found for found in reasons):
            terminalreporter.write_line(f"SKIPPED {count} {marker} tests: {reason}", yellow=True)
