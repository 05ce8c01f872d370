"""The grid of page three: a row per criterion, a narrow column per person, digits in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _

from hiring.debriefs.report.facts import Interview, Person
from hiring.debriefs.report.model import Content

# As many columns as leave room for the criteria.
MAX_COLUMNS = 12


@dataclass(frozen=True)
class Cell:
    """What stands in a row for one person: a digit, a dash for not observed, or nothing.

    Nothing may stand for several people beside each other.
    """

    text: str = ""
    is_low: bool = False
    is_gap: bool = False
    marks: str = ""
    span: int = 1


@dataclass(frozen=True)
class Line:
    name: str
    cells: list[Cell]
    competency: str = ""
    bar: int | None = None


@dataclass
class Group:
    interview: str
    overall: list[Cell]
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Grid:
    people: list[Person]
    groups: list[Group]
    # How many of each person's own ratings are at or above the level needed.
    sums: list[str]

    @property
    def is_small(self) -> bool:
        """Return whether there is room for long names of criteria."""
        return len(self.people) <= MAX_COLUMNS // 2


def grids(content: Content) -> list[Grid]:
    """Return one grid, or several where there are too many people for one."""
    people = content.people
    parts = [people[at : at + MAX_COLUMNS] for at in range(0, len(people), MAX_COLUMNS)]
    return [_grid(content, part) for part in parts]


def legend(tables: Iterable[Grid]) -> list[str]:
    """Return what the marks mean that there are, in sentences."""
    groups = [group for table in tables for group in table.groups]
    rows = [row for g in groups for row in (g.overall, *(line.cells for line in g.lines))]
    cells = [cell for row in rows for cell in row]
    marks = {mark for cell in cells for mark in (cell.marks + cell.text[:1])}
    said = [
        (any(cell.is_low for cell in cells), _("Gray: below the level needed.")),
        (any(cell.is_gap for cell in cells), _("Boxed: two levels apart or more.")),
        ("–" in marks, _("–: not observed.")),
        ("†" in marks, _("†: amended.")),
        ("‡" in marks, _("‡: late.")),
        ("(" in marks, _("(3): rated after reading, not counted.")),
        ("*" in marks, _("*: contradicts its card.")),
    ]
    return [sentence for is_there, sentence in said if is_there]


def _grid(content: Content, people: list[Person]) -> Grid:
    ids = {person.id for person in people}
    groups = [
        _group(content, one, people) for one in content.interviews if _rated(content, one, ids)
    ]
    return Grid(people, groups, [_sum(content, person) for person in people])


def _rated(content: Content, interview: Interview, ids: set[int]) -> bool:
    return any(
        card.interview_id == interview.id and card.interviewer_id in ids
        for card in content.recommendations
    )


def _group(content: Content, interview: Interview, people: list[Person]) -> Group:
    cards = {
        card.interviewer_id: card
        for card in content.recommendations
        if card.interview_id == interview.id
    }
    overall = []
    for person in people:
        card = cards.get(person.id)
        if card is None:
            overall.append(Cell())
            continue
        marks = ("*" if card.contradiction else "") + ("†" if card.amended else "")
        marks += "‡" if card.late or card.hours_overdue else ""
        overall.append(Cell(str(card.level), marks=marks))
    return Group(interview.name, _joined(overall), list(_lines(content, interview, people)))


def _lines(content: Content, interview: Interview, people: list[Person]) -> Iterator[Line]:
    bars = {one.id: one.bar for one in content.hypotheses}
    seen = {
        (o.criterion_id, o.interviewer_id): o
        for o in [*(o for h in content.hypotheses for o in h.observations), *content.beside]
        if o.interview_id == interview.id
    }
    gaps = {(gap.criterion_id, one.interviewer_id) for gap in content.gaps for one in gap.ratings}
    for criterion in content.criteria:
        if interview.id not in criterion.interviews:
            continue
        bar = bars.get(criterion.competency_id)
        cells = []
        for person in people:
            rating = seen.get((criterion.id, person.id))
            if rating is None:
                cells.append(Cell())
                continue
            level = rating.level
            is_later = level is None and rating.after_reading is not None
            cells.append(
                Cell(
                    text=str(level) if level else f"({rating.after_reading})" if is_later else "–",
                    is_low=bool(level and bar and level < bar),
                    is_gap=(criterion.id, person.id) in gaps and level is not None,
                    marks="†" if rating.amended else "",
                )
            )
        if any(cell.text for cell in cells):
            yield Line(criterion.name, _joined(cells), criterion.competency, bar)


def _joined(cells: list[Cell]) -> list[Cell]:
    """Return cells with empty ones beside each other as one: most are, where many people met."""
    runs = [list(run) for _is_empty, run in groupby(cells, lambda cell: not cell.text)]
    return [cell for run in runs for cell in (run if run[0].text else [Cell(span=len(run))])]


def _sum(content: Content, person: Person) -> str:
    own = [
        one.reaches(seen.level)
        for one in content.hypotheses
        for seen in one.rated
        if seen.interviewer_id == person.id
    ]
    return f"{own.count(True)}/{len(own)}" if own else ""
