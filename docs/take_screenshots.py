"""Take pictures of a day's pages from the running demo: wide and as on a phone, light and dark.

    make run                                                 # in another terminal
    .venv/bin/python docs/take_screenshots.py                # or with another address

Writes docs/images/day/PAGE-WIDTH-SCHEME.webp.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.tools import chromium

FOLDER = Path(__file__).parent / "images" / "day"
PASSWORD = "demo-hiring"  # noqa: S105 - the demo's, in the README
SIZES = {1440: 900, 360: 780}
# Where each page is: its address, or the first link of that kind on another page.
PAGES = {
    "home": ("recruiter", "/", ""),
    "home-coordinator": ("coordinator", "/", ""),
    "home-manager": ("manager", "/", ""),
    "jobs": ("recruiter", "/requisitions/", ""),
    "board": ("recruiter", "/", "a[href*='/board/']"),
    "triage": ("recruiter", "/", "a[href*='/board/']"),
    "applications": ("recruiter", "/applications/", ""),
    "candidates": ("recruiter", "/candidates/", ""),
    "workspace": ("recruiter", "/applications/", ".applications tbody th a"),
    "hypotheses": ("recruiter", "/applications/", ".applications tbody th a"),
    "duplicates": ("recruiter", "/candidates/duplicates/", ""),
}
# What follows in the address of such a link.
TABS = {"hypotheses": "hypotheses/"}


def main() -> None:
    """Take them all."""
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for login in sorted({login for login, _path, _link in PAGES.values()}):
            _take_all(browser, address, login)
        browser.close()


def _take_all(browser: Browser, address: str, login: str) -> None:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(f"{login}@demo.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("/")
    for name, (who, path, link) in PAGES.items():
        if who == login:
            page.goto(_found(page, name, path, link))
            _take(page, name)
    context.close()


def _found(page: Page, name: str, path: str, link: str) -> str:
    if not link:
        return path
    page.goto(path)
    found = page.locator(link).first.get_attribute("href") or path
    if name == "triage":
        return found.replace("/board/", "/triage/")
    return found + TABS.get(name, "")


def _take(page: Page, name: str) -> None:
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(150)
            picture = Image.open(io.BytesIO(page.screenshot()))
            picture.save(FOLDER / f"{name}-{width}-{scheme}.webp", quality=72, method=6)


if __name__ == "__main__":
    main()
