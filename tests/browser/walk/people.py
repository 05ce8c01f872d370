"""The people of the walk: each sits at a browser of their own and does what their work is."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Locator, Page, expect

from hiring.accounts.actions import add_user
from hiring.accounts.models import SiteRole, User

PASSWORD = "nobody guesses this one"
# Name, site role, zone.
STAFF = {
    "administrator": ("Ada Whitfield", SiteRole.ADMINISTRATOR, "Europe/London"),
    "recruiter": ("Rosa Klein", SiteRole.RECRUITER, "Europe/Berlin"),
    "coordinator": ("Kofi Mensah", SiteRole.COORDINATOR, "Africa/Accra"),
    "manager": ("Margaret Osei", SiteRole.MEMBER, "Europe/Berlin"),
    "puzzler": ("Ines Duarte", SiteRole.MEMBER, "Europe/Lisbon"),
    "reviewer": ("Tomás Vela", SiteRole.MEMBER, "Europe/Madrid"),
    "prober": ("Yuki Mori", SiteRole.MEMBER, "Asia/Tokyo"),
}
# The library says nothing of candidates, and is large.
NOT_READ = ("/rubrics/", "/static/", "/api/docs/", "/accounts/")
MAX_PAGES = 300


def hire() -> dict[str, User]:
    """Return the users of the walk by their part, made as an administrator makes them."""
    staff: dict[str, User] = {}
    for part, (name, site_role, zone) in STAFF.items():
        staff[part] = add_user(
            email=f"{part}@example.org",
            name=name,
            zone=zone,
            site_role=site_role,
            actor=staff.get("administrator"),
            password=PASSWORD,
        )
    return staff


@dataclass
class Person:
    """Somebody at a browser: what follows is done by clicks and keys alone."""

    name: str
    email: str
    page: Page

    def signs_in(self, password: str = PASSWORD) -> None:
        """Come to the product's address and be asked who one is."""
        self.page.goto("/")
        self.page.get_by_label("Email").fill(self.email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.heading).to_have_text(f"Welcome back, {self.name}")

    def goes_to(self, name: str) -> None:
        """Follow an entry of the navigation."""
        self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        expect(self.heading).to_have_text(name)

    def follows(self, name: str, *, within: Locator | None = None) -> None:
        """Click the first link whose name has these words."""
        (within or self.page.get_by_role("main")).get_by_role("link", name=name).first.click()

    def presses(self, name: str) -> None:
        """Click the button of this name."""
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()

    def is_told(self, text: str) -> None:
        """See this among the messages at the head of the page."""
        expect(self.page.locator("#messages")).to_contain_text(text)

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def panel(self, title: str) -> Locator:
        """Return the card of the page that has this title."""
        titled = self.page.get_by_role("heading", name=title, exact=True)
        return self.page.locator("section.panel").filter(has=titled)

    def finds(self, words: Iterable[str], *starts: str) -> list[tuple[str, str]]:
        """Return where words stand, of all pages one can come to from home or `starts`."""
        if not (words := list(words)):
            return []
        pages = self.reads_everything(*starts)
        return [(word, url) for word in words for url, html in pages.items() if word in html]

    def reads_everything(self, *starts: str) -> dict[str, str]:
        """Return the HTML of every page that this person can come to from home or `starts`."""
        base = urljoin(self.page.url, "/")
        waiting = [urljoin(base, path) for path in ("/", *starts)]
        read: dict[str, str] = {}
        while waiting:
            url = waiting.pop(0)
            if url not in read:
                assert len(read) < MAX_PAGES, f"there is no end to the pages: {list(read)[-9:]}"
                read[url] = unescape(self.page.request.get(url).text())
                waiting += _links(read[url], url)
        return read


class _Links(HTMLParser):
    """Gathers the addresses that a page leads to or loads parts from."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [
            url for url in (given.get("hx-get"), tag == "a" and given.get("href")) if url
        ]


def _links(html: str, url: str) -> list[str]:
    parser = _Links()
    parser.feed(html)
    targets = [urlsplit(urljoin(url, link))._replace(fragment="") for link in parser.found]
    here = [target for target in targets if target.netloc == urlsplit(url).netloc]
    return [target.geturl() for target in here if not target.path.startswith(NOT_READ)]
