"""How page one is filled: lines are counted, so that it is printed once and is one page.

Where the page has room, quotes are longer than their excerpts. Where it has none, first quotes go,
then rows of the picture become one line, met bars first. Type never gets smaller.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from django.utils.translation import ngettext

from hiring.debriefs.report import picture
from hiring.debriefs.report.arguments import at_length
from hiring.debriefs.report.metrics import lines, shortened, width
from hiring.debriefs.report.model import Argument, Card, Content, OpenQuestion
from hiring.debriefs.report.people import grouped, votes
from hiring.debriefs.report.rows import Row, rows
from hiring.debriefs.words import level_word
from hiring.ui import prose

PT = 25.4 / 72
# Between the margins, by paper.
LETTER, A4 = 257.9, 267.0
# What counting may miss: a line or two.
SPARE = 3.0
MOST = 3
# Letters of a quote, where the page has room for more than its excerpt.
LONGER = (400, 320, 260, 210, 170, 140, 118)
WHOLE, COLUMN, PERSON, WHO = 174.0, 55.33, 45.0, 100.0
LINE = 12 * PT
# Of the initials of people.
LEGEND = LINE + 1.2
HEADING = 7.6
LONG_NAME = 30
ONE_LINE_FROM, GROUPED_FROM = 7, 16
# Below this a column holds no quote.
LEAST = 30.0


@dataclass(frozen=True)
class PageOne:
    """What stands on page one, and how."""

    rows: list[Row]
    quotes_for: list[Argument]
    quotes_against: list[Argument]
    open_questions: int = MOST
    people: str = "full"
    is_long_name: bool = False
    name: str = ""


def fit(content: Content, tall: float = LETTER) -> PageOne:
    """Return what fits on page one, of a paper that is so many millimeters high."""
    name = prose.excerpt(content.candidate.name, 110)
    above = _top(content, name) + _reading(content) + _panel(content)
    every, room = _as_rows_fit(rows(content), tall - above, _wanted(content))
    return PageOne(
        rows=every,
        quotes_for=_as_fit(content, content.arguments_for, room),
        quotes_against=_as_fit(content, content.arguments_against, room - _none_below(content)),
        open_questions=_open(content, room),
        people=people_mode(content),
        is_long_name=len(name) > LONG_NAME,
        name=name,
    )


def _as_rows_fit(every: list[Row], below: float, wanted: float) -> tuple[list[Row], float]:
    """Return the rows, as many on one line as must be, and the room that is left for columns."""
    order = [row.hypothesis.id for row in _shortest_first(every)]
    for pk in order:
        if _room(below, every) >= wanted:
            return every, _room(below, every)
        every = [replace(row, is_slim=row.is_slim or row.hypothesis.id == pk) for row in every]
    if _room(below, every) < wanted:
        every = [replace(row, is_counted=True) for row in every]
    return every, _room(below, every)


def people_mode(content: Content) -> str:
    """Return how people are shown: in full, one line each, or grouped by what they recommend."""
    n = len(content.people)
    if n >= GROUPED_FROM:
        return "grouped"
    return "lines" if n >= ONE_LINE_FROM else "full"


def _wanted(content: Content) -> float:
    """Return the room that one quote and one open question take, at least."""
    first = [_quote(a) for a in (content.arguments_for[:1] + content.arguments_against[:1])]
    asked = [_settling(content) + _question(question) for question in content.open_questions[:1]]
    return max([LEAST, *first, *asked])


def _shortest_first(every: Iterable[Row]) -> list[Row]:
    """Return the rows in which to save a line: met bars, the lightest first, strengths last."""
    return sorted(
        every,
        key=lambda row: (
            row.hypothesis.is_strength,
            row.hypothesis.state != "met",
            row.hypothesis.weight,
        ),
    )


def _room(below: float, every: list[Row]) -> float:
    """Return the height that the three columns have below their headings."""
    figure = 2.5 + picture.height(every) + 1.4 + LINE
    return below - SPARE - figure - 3.2 - HEADING


def _top(content: Content, name: str) -> float:
    size, leading = (15, 17) if len(name) > LONG_NAME else (23, 27)
    role = lines(role_line(content), WHO, 10.5) * 14 * PT
    facts = 1.6 + sum(lines(text, 48, bold=True) * LINE for text in _facts(content))
    return max(lines(name, WHO, size, bold=True) * leading * PT + role, facts, 14.5) + 3


def _facts(content: Content) -> list[str]:
    """Return about what stands in the corner, a text a row."""
    deciding = ", ".join([*deciders(content), "was due Mon, Nov 30"])
    return [deciding, "8 scorecards", *(["Expires"] if content.deadline.other_offer else [])]


def role_line(content: Content) -> str:
    """Return what the candidate is considered for."""
    return prose.excerpt(content.requisition.title, 100) + f" ({content.requisition.key})"


def deciders(content: Content) -> list[str]:
    """Return who decides: the hiring managers, two by name."""
    return content.team.get("hiring_manager", [])[:2]


def _reading(content: Content) -> float:
    wide = sum(width(f"{one.text} ", 12.5, bold=one.strong) for one in content.reading)
    # A line ends before the word that does not fit: about half a word is lost on each.
    return 5.5 + max(1, ceil(wide / (WHOLE - 8))) * 17 * PT


def _panel(content: Content) -> float:
    people, by_person = content.people, votes(content)
    if people_mode(content) == "grouped":
        said = " ".join(f"{person.initials}xx" for person in people)
        return (lines(said, 140) + 4) * (LINE + 0.9) + _notes(content)
    if people_mode(content) == "lines":
        return -(-len(people) // 3) * (LINE + 0.9) + LEGEND + _notes(content)
    heights = [LINE * (1 + _vote_lines(by_person[p.id])) for p in people]
    used = sum(max(heights[at : at + 3]) + 1.2 for at in range(0, len(heights), 3))
    return used + LEGEND + _notes(content)


def _vote_lines(cards: list[Card]) -> int:
    """Return on how many lines a person's recommendations stand, each from a new one."""
    # The level's name is bold, and so a little wider than it counts.
    return sum(lines(text, 0.96 * PERSON) for text in _vote_texts(cards))


def vote_text(cards: list[Card]) -> str:
    """Return what a person recommends after which interviews, as plain text."""
    return "; ".join(_vote_texts(cards))


def _vote_texts(cards: list[Card]) -> list[str]:
    return [
        f"{level_word(vote.level)}:"
        f" {', '.join(shortened(name, 40, bold=True) for name in vote.interviews)}"
        for vote in grouped(cards)
    ]


def _notes(content: Content) -> float:
    notes = (
        f"* {card.interviewer} recommends" + "x" * 60 for card in unquoted_contradictions(content)
    )
    return sum(lines(note, WHOLE) * LINE for note in notes)


def vote_line(name: str, cards: list[Card]) -> tuple[str, str]:
    """Return a name and what the person recommends, cut so that both fit on one line."""
    said = ", ".join(dict.fromkeys(level_word(card.level) for card in cards))
    said = shortened(said, PERSON / 2, bold=True)
    return shortened(name, PERSON - 2 - width(said, 9, bold=True), bold=True), said


def unquoted_contradictions(content: Content) -> list[Card]:
    """Return the cards whose recommendation contradicts them and that no quote shows; two."""
    quoted = {a.interviewer_id for a in content.arguments_against if a.competency_id is None}
    found = [
        card
        for card in content.recommendations
        if card.contradiction and card.interviewer_id not in quoted
    ]
    return found[:2]


def _none_below(content: Content) -> float:
    """Return the height of the sentence that no other rating is below."""
    return 2 * LINE if 0 < len(content.arguments_against) < MOST else 0.0


def _as_fit(content: Content, quotes: list[Argument], room: float) -> list[Argument]:
    """Return the quotes that fit, one at least, and as much of each as there is room for."""
    taken = _most(quotes, room)
    for letters in LONGER:
        longer = [at_length(quote, content, letters) for quote in taken]
        if sum(_quote(quote) for quote in longer) <= room:
            return longer
    return taken


def _most(quotes: list[Argument], room: float) -> list[Argument]:
    """Return the quotes that fit, one at least; a recommendation keeps the last place."""
    for n in range(min(len(quotes), MOST), 1, -1):
        taken = [*quotes[: n - 1], quotes[-1]] if _is_vote(quotes[-1]) else quotes[:n]
        if sum(_quote(quote) for quote in taken) <= room:
            return taken
    return [quote for quote in quotes if _is_vote(quote)][:1] or quotes[:1]


def _is_vote(argument: Argument) -> bool:
    return argument.competency_id is None


def _quote(argument: Argument) -> float:
    about = argument.competency or f"{argument.note} xxxxxxxxxxxxxx"
    by = lines(f"xxxx {about}, 3, page 12", COLUMN)
    return (lines(argument.text, COLUMN) * 11.6 + by * 12.5) * PT + 1.5


def settled(content: Content) -> str:
    """Return what the interview that settles most is about: three by name, the rest counted.

    "" where it is about what its own name says.
    """
    found = content.next_interview
    names = found.competencies if found else []
    if found and [name.casefold() for name in names] == [found.name.casefold()]:
        return ""
    more = len(names) - MOST
    if more <= 0:
        return ", ".join(names)
    said = {"names": ", ".join(names[:MOST]), "n": more}
    return ngettext("%(names)s, and %(n)d more", "%(names)s, and %(n)d more", more) % said


def _settling(content: Content) -> float:
    """Return the height of what stands above the open questions."""
    used = LINE + 1.2
    if found := content.next_interview:
        said = f"{found.minutes} minutes of {found.name} would tell most: {settled(content)}."
        used += lines(said, COLUMN, bold=True) * 11.8 * PT
    return used


def _question(question: OpenQuestion) -> float:
    return lines(f"{question.names}: {question.text}", COLUMN, bold=True) * 11.6 * PT + 0.7


def _open(content: Content, room: float) -> int:
    """Return how many open questions fit below the interview that would tell most."""
    used, n = _settling(content), 0
    for question in content.open_questions:
        used += _question(question)
        if used > room and n:
            break
        n += 1
    return n
