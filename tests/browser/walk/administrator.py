"""What the administrator does: people and teams, on pages of the product."""

import re

from playwright.sync_api import expect

from tests.browser.walk.people import Person

NAME, EMAIL = "Noor Haddad", "noor.haddad@example.org"
CHOSEN = "chosen by Noor alone"


def adds_a_person(administrator: Person) -> None:
    """A recruiter more."""
    page = administrator.page
    administrator.goes_to("People")
    administrator.follows("Add person")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Site role").select_option("recruiter")
    administrator.presses("Save")
    row = page.get_by_role("row", name=NAME)
    expect(row).to_contain_text("recruiter")


def makes_a_team(administrator: Person) -> None:
    """With the new person in it."""
    page = administrator.page
    administrator.goes_to("Teams")
    administrator.follows("Add team")
    page.get_by_label("Name").fill("Demand")
    page.get_by_label(NAME).check()
    administrator.presses("Save")
    expect(page.get_by_role("main")).to_contain_text("Demand")


def asks_for_a_password(newcomer: Person) -> None:
    """Nobody gave them one: they ask for a link by mail."""
    page = newcomer.page
    page.goto("/")
    newcomer.follows("Forgot your password?")
    page.get_by_label("Email").fill(newcomer.email)
    newcomer.presses("Send link")
    expect(newcomer.heading).to_have_text("Check your email")


def chooses_one_by_mail(newcomer: Person, mail: str) -> None:
    """The mail's link leads to where a password is chosen."""
    page = newcomer.page
    link = re.search(r"https?://\S+", mail)
    assert link, mail
    page.goto(link.group())
    for label in ("New Password", "New Password (again)"):
        page.get_by_label(label, exact=True).fill(CHOSEN)
    newcomer.presses("Save password")
    expect(newcomer.heading).to_have_text("Password changed")
