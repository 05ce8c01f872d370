"""The evidence of one competency as a block: the level needed, and quotes on both its sides."""

from dataclasses import dataclass, field

from hiring.debriefs.report.metrics import lines
from hiring.debriefs.report.model import Content, Hypothesis, Observation
from hiring.debriefs.report.page_one import LETTER, LINE, PT

COLUMN, BODY = 55.33, 114.67
# From this height on a block may break over pages, and then has one column.
LONG = 150.0


@dataclass(frozen=True)
class Need:
    """What one criterion's rubric says of the level needed."""

    criterion: str
    text: str


@dataclass(frozen=True)
class Quote:
    seen: Observation
    reached: bool
    # What the rubric says of the level that was chosen, where it is not the one needed.
    chosen: str = ""

    @property
    def is_wide(self) -> bool:
        """Return whether it holds a program or a formula that wants the full width."""
        return "```" in self.seen.evidence or "$$" in self.seen.evidence


@dataclass(frozen=True)
class Column:
    """`side` is above or below; empty where the column goes on with its neighbor's."""

    side: str
    quotes: list[Quote]


@dataclass
class Block:
    hypothesis: Hypothesis
    needs: list[Need]
    wide: list[Quote] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)

    @property
    def quotes(self) -> list[Quote]:
        return [*self.wide, *(quote for column in self.columns for quote in column.quotes)]

    @property
    def wide_side(self) -> str:
        """Return which side the quotes of full width are on, for their label."""
        sides = {quote.reached for quote in self.wide}
        return "" if len(sides) != 1 else "above" if sides.pop() else "below"

    @property
    def is_long(self) -> bool:
        return self.height > LONG

    @property
    def height(self) -> float:
        """Return about how high it is on paper, in millimeters."""
        needs = sum(lines(need.text, BODY) * LINE + 1 for need in self.needs)
        wide = sum(_tall(quote, BODY) for quote in self.wide)
        sides = max((sum(_tall(q, COLUMN) for q in c.quotes) for c in self.columns), default=0)
        meta = (5 + lines(self.hypothesis.why, COLUMN)) * LINE
        return max(meta, needs + wide + sides + LINE * 2) + 5


def _tall(quote: Quote, room: float) -> float:
    text = quote.seen.evidence
    count = sum(lines(line, room) for line in text.splitlines() or [""])
    about = lines(f"xxxx 4 Strong yes, {quote.seen.interview}", room)
    about += lines(quote.seen.criterion, room)
    return (count * 11.8 + (about + lines(quote.chosen, room)) * 12) * PT + 1.6


def block(one: Hypothesis, content: Content) -> Block:
    """Return the evidence of a competency, each quote once."""
    criteria = {criterion.id: criterion for criterion in content.criteria}
    asked = dict.fromkeys(seen.criterion_id for seen in one.observations)
    needs = [
        Need(criteria[pk].name if len(asked) > 1 else "", criteria[pk].anchors.get(one.bar, ""))
        for pk in asked
        if pk in criteria
    ]
    quotes = [_quote(seen, one, content) for seen in one.rated]
    found = Block(one, [need for need in needs if need.text])
    found.wide = [quote for quote in quotes if quote.is_wide]
    found.columns = _columns([quote for quote in quotes if not quote.is_wide])
    return found


def _quote(seen: Observation, one: Hypothesis, content: Content) -> Quote:
    chosen = ""
    if one.is_open and seen.level and seen.level != one.bar:
        anchors = (c.anchors for c in content.criteria if c.id == seen.criterion_id)
        chosen = next(anchors, {}).get(seen.level, "")
    return Quote(seen, one.reaches(seen.level), chosen)


def _columns(quotes: list[Quote]) -> list[Column]:
    above = [quote for quote in quotes if quote.reached]
    below = [quote for quote in quotes if not quote.reached]
    if above and below:
        return [Column("above", above), Column("below", below)]
    side = "above" if above else "below"
    halves = [quotes[0::2], quotes[1::2]]
    return [Column(side if n == 0 else "", half) for n, half in enumerate(halves) if half]


@dataclass(frozen=True)
class Evidence:
    """What stands on page two, and what in the appendix."""

    # By why they were not.
    untested: dict[str, list[Hypothesis]]
    first: list[Block]
    rest: list[Block]


def evidence(content: Content) -> Evidence:
    """Return the evidence: what is open first; what is met follows as far as the page goes."""
    rated = [one for one in content.hypotheses if one.rated]
    first = [block(one, content) for one in rated if one.is_open]
    rest = [block(one, content) for one in rated if not one.is_open]
    used = 26.0 + 8 * len(content.levels) + sum(one.height for one in first)
    room = LETTER - used % LETTER
    while rest and rest[0].height < room:
        room -= rest[0].height
        first.append(rest.pop(0))
    untested: dict[str, list[Hypothesis]] = {}
    for one in content.hypotheses:
        if not one.rated:
            untested.setdefault(one.untested, []).append(one)
    return Evidence(untested, first, rest)
