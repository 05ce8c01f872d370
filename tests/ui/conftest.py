"""The interface by itself: no rooms, no access rules, only frames and components."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.template import engines
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page

TEMPLATES = Path(__file__).with_name("templates")


@pytest.fixture
def render() -> Callable[..., str]:
    """Render a template's source with the component tags loaded."""

    def rendered(source: str, **context: Any) -> str:
        return engines["django"].from_string("{% load ui %}" + source).render(context)

    return rendered


@pytest.fixture
def alone(settings: Any) -> None:
    """Serve the gallery and the login pages without the rest of the product."""
    settings.ROOT_URLCONF = "tests.ui.urls"
    settings.LOGIN_REDIRECT_URL = "/gallery/"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "hiring.accounts" not in name]
    engine = dict(settings.TEMPLATES[0])
    processors = engine["OPTIONS"]["context_processors"]
    options = {"context_processors": [name for name in processors if "hiring." not in name]}
    settings.TEMPLATES = [engine | {"DIRS": [str(TEMPLATES)], "OPTIONS": options}]


@pytest.fixture
def server(alone: None) -> Iterator[str]:
    """Address of a server of its own: pytest-django's is shared, with the settings of its start."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Open an address in a fresh browser profile; any script error or policy breach fails."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(path: str = "/gallery/", *, width: int = 1280, **options: Any) -> Page:
        size = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, has_touch=width < 500, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(complaints, message.text))
        page.set_default_timeout(8_000)
        page.goto(server + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _note(complaints: list[str], text: str) -> None:
    if "Content Security Policy" in text or "Refused to" in text:
        complaints.append(text)
