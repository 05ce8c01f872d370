"""What the recruiter does: open the requisition, take candidates in, state what is to be tested."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.walk.people import Person

RESUMES = Path(__file__).parents[2] / "data" / "jsonresume"
CAME_IN = {
    "sample.resume.json": "Richard Hendriks",
    "senior-engineer.resume.json": "Dr. Lena Vasquez",
    "new-grad.resume.json": "Maya Okonkwo",
    "career-changer.resume.json": "Daniel Reyes",
}
# What is wrong with each file, and a part of the reason that must be told.
TURNED_AWAY = {
    "truncated.json": (b'{"basics": {"name": "Ann', "truncated"),
    "an-array.json": (b'[{"basics": {"name": "Ann"}}]', "a list, not one résumé"),
    "empty.json": (b"", "empty"),
    "binary.json": (bytes(range(256)) * 8, "binary"),
    "too-deep.json": (b"[" * 200_000, "nested"),
    "nobody.json": (b'{"basics": {"label": "Engineer"}}', "has no name"),
}
TITLE = "Senior ML engineer, demand"
WHY = "Led storage teams for years; the question is whether the models are hers, too."


def opens_a_requisition(recruiter: Person) -> None:
    """From a role archetype at a level, which brings what it needs."""
    page = recruiter.page
    recruiter.goes_to("Jobs")
    recruiter.follows("Create job")
    page.get_by_role("radio", name="ML engineer").check()
    page.get_by_role("radio", name="Senior").check()
    brought = page.locator("#preview")
    expect(brought).to_contain_text("Strengths to validate")
    expect(brought).to_contain_text("Project deep dive")
    recruiter.presses("Continue")
    expect(recruiter.heading).to_contain_text("draft")
    recruiter.follows("Pay and description")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Location").fill("Berlin")
    recruiter.presses("Save")
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    page.get_by_role("navigation", name="Sections").get_by_role(
        "link", name="Open", exact=True
    ).click()
    recruiter.presses("Open MLE-1")
    recruiter.is_told("MLE-1 is open")
    expect(recruiter.heading).to_have_text(TITLE)


def builds_the_team(recruiter: Person, team: dict[str, str]) -> None:
    """Add each person by name in the role."""
    page = recruiter.page
    recruiter.follows("Change", within=recruiter.panel("Hiring team"))
    crew = recruiter.panel("Hiring team")
    for name, role in team.items():
        page.get_by_label("Person").select_option(name)
        page.get_by_label("Role", exact=True).select_option(role)
        recruiter.presses("Add to team")
        expect(crew.get_by_role("listitem").filter(has_text=name)).to_contain_text(role)
    recruiter.follows("MLE-1")


def takes_in_resumes(recruiter: Person) -> None:
    """Four résumés go in; each bad file is refused by name, with the reason."""
    page = recruiter.page
    recruiter.follows("Import candidates")
    bad = [
        {"name": name, "mimeType": "application/json", "buffer": data}
        for name, (data, _) in TURNED_AWAY.items()
    ]
    good = [
        {"name": name, "mimeType": "application/json", "buffer": (RESUMES / name).read_bytes()}
        for name in CAME_IN
    ]
    page.get_by_label("Files").set_input_files([*good, *bad])
    page.get_by_label("Source").select_option("LinkedIn")
    recruiter.presses("Import candidates")
    results = page.get_by_role("table", name="Result of each file")
    for name, (_, reason) in TURNED_AWAY.items():
        expect(results.get_by_role("row", name=name)).to_contain_text(reason)
    for name, person in CAME_IN.items():
        expect(results.get_by_role("row", name=name)).to_contain_text(person)
        expect(results.get_by_role("row", name=name)).to_contain_text("new application")


def sees_them_in_the_first_stage(recruiter: Person) -> None:
    """On the board, each where all begin."""
    recruiter.follows("Board")
    for person in CAME_IN.values():
        card = recruiter.page.get_by_role("listitem").filter(has_text=person)
        expect(card.last).to_be_visible()


def reads_the_candidate(recruiter: Person, candidate: str) -> None:
    """The résumé, and a hypothesis for each competency with its reason."""
    page = recruiter.page
    recruiter.follows(candidate)
    recruiter.follows("Open")
    expect(recruiter.heading).to_contain_text(candidate)
    expect(recruiter.panel("Résumé")).to_contain_text("Staff Software Engineer")
    recruiter.follows("Hypotheses")
    stated = page.locator("#hypotheses")
    expect(stated.get_by_text("Strength to validate").first).to_be_visible()
    expect(stated.get_by_text("Minimum bar to check").first).to_be_visible()


def edits_a_hypothesis(recruiter: Person) -> None:
    """A bar becomes a strength, with why; it is kept and says who changed it."""
    page = recruiter.page
    page.get_by_role("link", name="Edit Mathematics").click()
    page.get_by_role("radio", name="Strength to validate").check()
    page.get_by_label("Why").fill(WHY)
    page.locator("#hypotheses").get_by_role("button", name="Save", exact=True).click()
    changed = page.get_by_role("listitem").filter(has=page.get_by_text("Mathematics", exact=True))
    expect(changed).to_contain_text(WHY)
    page.reload()
    expect(changed).to_contain_text(f"by {recruiter.name}")


def advances_to_onsite(recruiter: Person) -> None:
    """One stage by its button, then straight to the onsite."""
    page = recruiter.page
    recruiter.presses("Advance to Recruiter screen")
    recruiter.is_told("Recruiter screen")
    page.get_by_text("Move to", exact=True).click()
    recruiter.presses("Onsite")
    recruiter.is_told("Onsite")
    expect(page.locator("[aria-current=step]")).to_have_text("Onsite")
