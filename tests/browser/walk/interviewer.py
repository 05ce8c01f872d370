"""What an interviewer does: prepare by the kit, rate with evidence, submit."""

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.browser.walk.people import Person


@dataclass(frozen=True)
class Said:
    """What one interviewer rates and writes; `words` begins every text of theirs."""

    words: str
    levels: tuple[str, ...]
    overall: str


def prepares(person: Person, interview: str, why: str) -> None:
    """Find the seat under "My interviews" and read in the kit what is to be tested, and why."""
    person.goes_to("My interviews")
    seat = person.page.get_by_role("listitem").filter(has_text=interview)
    person.follows("Open interview kit", within=seat)
    expect(person.panel("Purpose of this interview")).to_contain_text(why)
    expect(person.page.locator("#questions")).to_contain_text("what good looks like")
    expect(person.page.locator("#resume")).to_contain_text("Dr. Lena Vasquez")
    expect(person.page.get_by_text("You can submit once the interview starts")).to_be_visible()


def opens_the_card(person: Person, interview: str) -> None:
    """The seat waits at home; one click leads to the kit."""
    person.page.goto("/")
    person.follows(f"{interview} with")
    expect(person.heading).to_contain_text(interview)


def is_told_what_is_missing(person: Person) -> None:
    """An empty card is sent back, each gap at its field, and the focus is there."""
    person.presses("Submit scorecard")
    problems = person.page.get_by_role("alert").first
    expect(problems).to_be_focused()


def rates_and_submits(person: Person, said: Said) -> None:
    """Each criterion by a key, evidence in words, all in all; then it is in."""
    measures = person.page.locator("section.measure:not(.measure-whole)").all()
    assert len(measures) <= 4
    for measure, level in zip(measures, said.levels, strict=True):
        _rate(measure, level)
        measure.get_by_label("Evidence for").fill(f"{said.words} at this point.")
    whole = person.page.locator("section.measure-whole")
    _rate(whole, said.overall)
    whole.get_by_role("textbox").fill(f"{said.words} all in all.")
    person.presses("Submit scorecard")
    expect(person.page.get_by_text("Thank you. Your scorecard is submitted.")).to_be_visible()


def _rate(measure: Locator, level: str) -> None:
    measure.get_by_role("radio").first.focus()
    measure.page.keyboard.press(level)
    expect(measure.locator(f"[data-level='{level}']")).to_be_checked()
