"""Pages in the browser, and what is wrong on them."""

import gzip
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, expect

from hiring.accounts.models import User

AXE = (Path(__file__).with_name("axe.min.js")).read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A theme changes nothing but colors: what the other rules say, they have said in the light.
RULES_OF_COLOR = ["color-contrast", "link-in-text-block"]
THEMES: dict[Literal["light", "dark"], list[str]] = {"light": RULES, "dark": RULES_OF_COLOR}
WIDE, NARROW = 1280, 360
# The console notes each form that is refused with a 4xx, and each request of htmx that a newer one
# overtook or that ended because its page was left.
_EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "htmx:afterRequest",
    "htmx:sendAbort",
)


class Complaints(list[str]):
    """What pages complain of that nobody sees: script errors, policy breaches, lost files."""

    def listen(self, context: BrowserContext) -> BrowserContext:
        """Hear every page of the context from now on."""
        context.on("weberror", lambda error: self.append(f"script: {error.error}"))
        context.on("console", self._console)
        context.on("response", self._response)
        return context

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_EXPECTED):
            self.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        is_page = response.request.resource_type in ("document", "xhr", "fetch")
        if response.status >= (500 if is_page else 400):
            self.append(f"{response.status}: {response.url}")


def session_of(user: User, url: str) -> dict[str, str]:
    """Return the cookie of a new session of this person."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def violations(page: Page, rules: Sequence[str] = RULES) -> dict[str, list[str]]:
    """Return what axe-core finds: each rule with the first elements that break it."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
        # The next pages bring it themselves, for a third of the time.
        page.context.add_init_script(AXE)
    # What is told is the element itself, so axe need not find a selector for each.
    options = {"runOnly": list(rules), "resultTypes": ["violations"], "selectors": False}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return {rule["id"]: [_told(node) for node in rule["nodes"][:3]] for rule in found}


def _told(node: dict[str, Any]) -> str:
    checks = node["any"] + node["all"] + node["none"]
    return f"{node['html'][:160]} {'; '.join(check['message'] for check in checks[:1])}"


def too_wide(page: Page) -> list[str]:
    """Return the elements that make the page scroll sideways, none when it fits."""
    return page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          return [...document.querySelectorAll('body *')]
            .filter((e) => e.getBoundingClientRect().right > room + 0.5)
            .slice(0, 5)
            .map((e) => e.outerHTML.slice(0, 160));
        }"""
    )


def asset_bytes(page: Page) -> int:
    """Return the size of the static files that the page loaded, compressed as they are served."""
    loaded = page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")
    paths = {urlsplit(url).path for url in loaded}
    return sum(_compressed(path) for path in paths if path.startswith(settings.STATIC_URL))


@cache
def _compressed(path: str) -> int:
    found = finders.find(path.removeprefix(settings.STATIC_URL))
    assert found, f"{path} is no static file"
    return len(gzip.compress(Path(found).read_bytes()))


def look(
    page: Page, *, audited: int = WIDE, each: Callable[[str], None] | None = None
) -> dict[str, Any]:
    """Return what is wrong: sideways wide and narrow; for axe at one width, in light and dark.

    `each` is called with the name of every look, to take a picture for instance.
    """
    amiss = {}
    # What a page fetches after it has loaded is a part of it.
    expect(page.locator(".htmx-request")).to_have_count(0)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        if wide := too_wide(page):
            amiss[f"{width} sideways"] = wide
        if width != audited and not each:
            continue
        for theme, rules in THEMES.items():
            page.emulate_media(color_scheme=theme)
            if width == audited and (found := violations(page, rules)):
                amiss[f"{width} {theme}"] = found
            if each:
                each(f"{width}-{theme}")
    page.set_viewport_size({"width": WIDE, "height": 800})
    page.emulate_media(color_scheme="light")
    return amiss
