"""The entries of a section: jobs, degrees, projects, each with its heading, time and points."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from candidates.resume.extract.lines import Line
from candidates.resume.structure.dates import Span, span_in, spans_in, without_span

MAX_HEADING_LENGTH = 120
MAX_LINES_ABOVE = 3
_MARKS = "•●▪◦‣∙■□➢➤►▶✓✔❖◆◇○\u2043*§»"
_BULLET = re.compile(rf"^\s*(?:[{_MARKS}]|[-–—](?=\s)|o(?=\s)|·(?=\s))\s*")
_ONLY_BULLET = re.compile(rf"^[{_MARKS}·–—-]$")
_SEPARATOR = re.compile(r"\t|\s[|•·]\s|\s[-\u2013\u2014]\s|\s*\|\s*")
_DASH_AT_END = re.compile(r"[-\u2013\u2014]\s*$")


@dataclass
class Item:
    """A line of a section with those that go on from it."""

    cells: list[str]
    bullet: bool
    lead: str
    bold: bool
    gap: float
    indent: float
    span: Span | None = None

    @property
    def text(self) -> str:
        return " ".join(self.cells)

    @property
    def joined(self) -> str:
        return "\t".join(self.cells)


@dataclass
class Entry:
    """What belongs to one job or degree: the lines that name it, its time, and the rest."""

    heading: list[Item] = field(default_factory=list)
    span: Span | None = None
    body: list[Item] = field(default_factory=list)

    @property
    def points(self) -> list[str]:
        return [item.text for item in self.body if item.bullet]

    @property
    def prose(self) -> str:
        return "\n".join(item.text for item in self.body if not item.bullet)


def items_of(lines: Iterable[Line]) -> list[Item]:
    """The lines, those that go on from the one before joined to it."""
    lines = list(_without_lone_bullets(lines))
    widest = max((len(line.text) for line in lines), default=0)
    items: list[Item] = []
    for line in lines:
        item = _item(line)
        if items and _goes_on(items[-1], item, widest):
            items[-1].cells = [_together(items[-1].text, item.text)]
        else:
            items.append(item)
    return list(_with_whole_dates(items))


def entries_of(
    items: list[Item], *, dates: bool = False, starts: Callable | None = None
) -> list[Entry]:
    """The entries of a section, told apart by their times, or by what `starts` says of a line.

    `dates` lets single dates begin an entry, as those of degrees do.
    """
    for item in items:
        item.span = _time_of(item, dates)
    anchors = [place for place, item in enumerate(items) if item.span]
    if anchors:
        return list(_by_anchors(items, anchors))
    return list(_by_looks(items, starts or _looks_like_a_heading))


def parts_of(items: Iterable[Item]) -> list[str]:
    """The parts of heading lines without their times: by tabs, bars, dots and wide dashes."""
    parts: list[str] = []
    for item in items:
        text = item.joined
        if item.span and (span := span_in(text)):
            text = without_span(text, span)
        if item.lead and text.startswith(item.lead) and len(item.lead) > 1:
            text = f"{item.lead}\t{text[len(item.lead) :]}"
        parts += _SEPARATOR.split(text)
    cleaned = (part.strip(" \t,;:|•·()[]-\u2013\u2014،") for part in parts)
    return [part for part in cleaned if any(c.isalnum() for c in part)]


def _without_lone_bullets(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines, with a bullet that stands on one of its own put before the next."""
    bullet = False
    for line in lines:
        if _ONLY_BULLET.match(line.text.strip()):
            bullet = True
            continue
        yield replace(line, bullet=True) if bullet else line
        bullet = False


def _item(line: Line) -> Item:
    cells = list(line.cells)
    found = _BULLET.match(cells[0])
    if found:
        cells[0] = cells[0][found.end() :]
    cells = [cell for cell in cells if cell.strip()] or [""]
    lead = _BULLET.sub("", line.lead)
    return Item(cells, bool(found) or line.bullet, lead, line.bold, line.gap, line.indent)


def _goes_on(before: Item, item: Item, widest: int) -> bool:
    """Whether a line is the rest of a point that did not fit on one."""
    if item.bullet or item.gap >= 1.2 or len(item.cells) > 1 or item.bold or item.lead:
        return False
    first = item.text[:1]
    if before.bullet:
        is_full = len(before.text) > 0.7 * widest
        deeper = item.indent > before.indent + 0.2
        return (
            (deeper and not _starts_heading(item))
            or first.islower()
            or (is_full and not before.text.endswith(".") and not _has_range(item))
        )
    if _starts_heading(item) or len(before.cells) > 1:
        return False
    return first.islower() and len(before.text) > 0.6 * widest


def _starts_heading(item: Item) -> bool:
    return _has_range(item) and len(item.text) < MAX_HEADING_LENGTH


def _has_range(item: Item) -> bool:
    return any(span.is_range for span in spans_in(item.joined))


def _together(before: str, after: str) -> str:
    if re.search(r"[a-z]-$", before) and after[:1].islower():
        return before[:-1] + after
    return f"{before} {after}"


def _with_whole_dates(items: list[Item]) -> Iterator[Item]:
    """Items, a time that is broken over two lines of a narrow column put together."""
    for place, item in enumerate(items):
        after = items[place + 1] if place + 1 < len(items) else None
        if after and len(item.cells) > 1 and _DASH_AT_END.search(item.cells[0]):
            whole = f"{item.cells[0]} {after.cells[0]}"
            found = span_in(whole)
            if found and found.is_range and found.end and found.stop >= len(whole) - 1:
                item.cells[0] = whole
                after.cells = after.cells[1:] or [""]
        if item.text.strip():
            yield item


def _time_of(item: Item, dates: bool) -> Span | None:
    """The time that makes a line name an entry: a range in a short line that is no point."""
    if not (text := item.joined) or len(text) > 200:
        return None
    span = span_in(text)
    if span is None or not (span.is_range or dates):
        return None
    rest = without_span(text, span)
    is_prose = len(rest) > MAX_HEADING_LENGTH or (
        rest.rstrip().endswith(".") and len(rest.split()) > 12
    )
    at_edge = span.begin <= 3 or span.stop >= len(text) - 28 or len(item.cells) > 1
    if item.bullet and not (at_edge and span.is_range and len(rest.split()) <= 14):
        return None
    return None if is_prose or not at_edge else span


def _by_anchors(items: list[Item], anchors: list[int]) -> Iterator[Entry]:
    """Entries around lines with times; as many lines stand above each as above the first."""
    above = 0 if items[anchors[0]].bullet else min(_lines_above(items, anchors[0]), MAX_LINES_ABOVE)
    starts = [
        _start(items, anchor, anchors[place - 1] + 1 if place else 0, above)
        for place, anchor in enumerate(anchors)
    ]
    if anchors and starts[0] > 0:
        yield from _by_looks(items[: starts[0]], _looks_like_a_heading)
    for start, anchor, stop in zip(starts, anchors, [*starts[1:], len(items)], strict=True):
        yield Entry(items[start : anchor + 1], items[anchor].span, items[anchor + 1 : stop])


def _lines_above(items: list[Item], anchor: int) -> int:
    lines = 0
    for item in reversed(items[:anchor]):
        if item.bullet or len(item.text) > MAX_HEADING_LENGTH:
            break
        lines += 1
    return lines


def _start(items: list[Item], anchor: int, first: int, above: int) -> int:
    start = anchor
    while start > first and anchor - start < above and _may_head(items[start - 1]):
        start -= 1
    return start


def _may_head(item: Item) -> bool:
    text = item.text.strip()
    if item.bullet or len(text) > MAX_HEADING_LENGTH or text[:1].islower():
        return False
    return not text.endswith((".", ";")) or len(text.split()) < 5


def _by_looks(items: list[Item], starts: Callable[[Item, Item | None], bool]) -> Iterator[Entry]:
    """Entries that have no times: each begins with a line that looks like a heading."""
    entry: Entry | None = None
    before: Item | None = None
    for item in items:
        if entry is None or starts(item, before):
            if entry:
                yield entry
            entry = Entry([item])
        else:
            entry.body.append(item)
        before = item
    if entry:
        yield entry


def _looks_like_a_heading(item: Item, before: Item | None) -> bool:
    if item.bullet or not _may_head(item):
        return False
    return bool(item.bold or item.lead or (before and before.bullet) or item.gap > 0.9)
