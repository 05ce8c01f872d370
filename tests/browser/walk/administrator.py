"""What the administrator does: people and teams, on pages of the product."""

import re

from playwright.sync_api import expect

from tests.browser.walk.people import Person

NAME, EMAIL = "Noor Haddad", "noor.haddad@example.org"
CHOSEN = "chosen by Noor alone"


def invites_a_person(administrator: Person) -> None:
    """A recruiter more, who is in the list until the invitation is accepted."""
    page = administrator.page
    administrator.goes_to("People")
    administrator.follows("Invite people")
    page.get_by_label("Email addresses").fill(f"{NAME} <{EMAIL}>")
    page.get_by_label("Site role").select_option("recruiter")
    administrator.presses("Send invitations")
    row = page.get_by_role("row", name=NAME)
    expect(row).to_contain_text("recruiter")
    expect(row).to_contain_text("pending")


def makes_a_team(administrator: Person) -> None:
    """With the new person in it."""
    page = administrator.page
    administrator.goes_to("Teams")
    administrator.follows("Add team")
    page.get_by_label("Name").fill("Demand")
    page.get_by_label(NAME).check()
    administrator.presses("Save")
    expect(page.get_by_role("main")).to_contain_text("Demand")


def accepts_by_mail(newcomer: Person, mail: str) -> None:
    """The mail's link leads to where a password is chosen; then one is signed in."""
    page = newcomer.page
    link = re.search(r"https?://\S+", mail)
    assert link, mail
    page.goto(link.group())
    expect(page.get_by_label("Name")).to_have_value(NAME)
    for label in ("Password", "Password (again)"):
        page.get_by_label(label, exact=True).fill(CHOSEN)
    newcomer.presses("Accept invitation")
    expect(newcomer.heading).to_have_text(f"Welcome back, {NAME}")
    page.goto(link.group())
    expect(newcomer.heading).to_have_text(f"Welcome back, {NAME}")
