"""The pieces of text on a page, put into the order in which they are read.

A page is cut along the widest strip of white that has text on both sides over several lines;
what stands above and below the two columns is read before and after them, and each column is cut
again (a recursive X-Y cut: Nagy, Seth & Viswanathan, IEEE Computer 25(7), 1992). Dates that
stand right or left of the lines that they belong to are no column.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from candidates.resume.extract.lines import Line

# Lines that a column has at least; white between columns, in heights of the letters.
MIN_LINES = 3
MIN_GUTTER = 0.9
# White between the cells of one line.
WIDE_GAP = 1.15
MAX_DEPTH = 4
MAX_PIECES = 3_000
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Piece:
    """Letters that stand together on one line; `bottom` is larger than `top`, as on a screen."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    lead: str = ""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class _Cut:
    x: float
    top: float
    bottom: float


def lines_of(pieces: list[Piece], *, page: int, rightmost_first: bool = False) -> list[Line]:
    """The lines of a page, column by column; sizes are in points."""
    found: list[Line] = []
    for column, region in _regions(pieces[:MAX_PIECES], rightmost_first, 0):
        found += _rows(region, page=page, column=column, reverse=rightmost_first)
    return found


def _regions(
    pieces: list[Piece], rightmost_first: bool, depth: int, column: int = 0
) -> Iterator[tuple[int, list[Piece]]]:
    cut = _cut(pieces) if depth < MAX_DEPTH else None
    if cut is None:
        if pieces:
            yield column, pieces
        return
    above = [piece for piece in pieces if piece.middle < cut.top]
    below = [piece for piece in pieces if piece.middle > cut.bottom]
    beside = [piece for piece in pieces if cut.top <= piece.middle <= cut.bottom]
    left = [piece for piece in beside if piece.left < cut.x]
    right = [piece for piece in beside if piece.left >= cut.x]
    yield from _regions(above, rightmost_first, depth + 1, column)
    columns = [(1, left), (2, right)]
    for number, part in reversed(columns) if rightmost_first else columns:
        yield from _regions(part, rightmost_first, depth + 1, column * 2 + number)
    yield from _regions(below, rightmost_first, depth + 1, column)


def _cut(pieces: list[Piece]) -> _Cut | None:
    """The strip of white that most lines stand beside; None when there is none."""
    if len(pieces) < 2 * MIN_LINES:
        return None
    height = median(piece.size for piece in pieces)
    edges = sorted({round(piece.left) for piece in pieces})[1:]
    best, best_score = None, 0.0
    for edge in edges:
        for cut, score in _cuts_at(edge - 0.5, pieces, height):
            if score > best_score:
                best, best_score = cut, score
    return best


def _cuts_at(x: float, pieces: list[Piece], height: float) -> Iterator[tuple[_Cut, float]]:
    """Between the pieces that lie across `x`, the stretches with columns on both sides."""
    gutter = height * MIN_GUTTER
    across = sorted(p.middle for p in pieces if p.left < x - 0.5 and p.right > x - gutter)
    bounds = [float("-inf"), *across, float("inf")]
    for top, bottom in pairwise(bounds):
        beside = [p for p in pieces if top < p.middle < bottom]
        left = [p for p in beside if p.right <= x]
        right = [p for p in beside if p.left >= x - 0.5]
        if len(left) < MIN_LINES or len(right) < MIN_LINES:
            continue
        rows = _rows_beside(left, right)
        if rows < MIN_LINES or _belong_together(left, right) or _is_shared(left, right):
            continue
        white = min(p.left for p in right) - max(p.right for p in left)
        # What stands above the first row of both belongs to no column yet.
        both = max(min(p.middle for p in left), min(p.middle for p in right))
        start = min(p.middle for p in beside if p.middle > both - 2 * height)
        cut = _Cut(x, start, max(p.middle for p in beside))
        yield cut, len(beside) + min(white / height, 20) / 20


def _rows_beside(left: list[Piece], right: list[Piece]) -> int:
    """How many lines the side with fewer has where both stand beside each other."""
    top = max(min(p.top for p in left), min(p.top for p in right))
    bottom = min(max(p.bottom for p in left), max(p.bottom for p in right))
    sides = ([p for p in side if top <= p.middle <= bottom] for side in (left, right))
    return min(map(_row_count, sides))


def _row_count(pieces: list[Piece]) -> int:
    rows = 0
    last = float("-inf")
    for piece in sorted(pieces, key=lambda p: p.middle):
        if piece.middle - last > piece.size * 0.6:
            rows += 1
            last = piece.middle
    return rows


def _belong_together(left: list[Piece], right: list[Piece]) -> bool:
    """Whether one side is but the dates, places or marks of the lines on the other."""
    fewer, more = sorted((left, right), key=len)
    return _is_margin(fewer, more) or _is_margin(more, fewer)


def _is_margin(side: list[Piece], other: list[Piece]) -> bool:
    usual = 1.15 * median(p.size for p in [*side, *other])
    # Headings may stand on that side, too.
    side = [p for p in side if p.size < usual]
    if len(side) < MIN_LINES - 1:
        return False
    beside = [p for p in side if any(abs(p.middle - o.middle) < p.size * 0.6 for o in other)]
    if len(beside) < 0.8 * len(side):
        return False
    if _is_set_right(side):
        return True
    notes = [p for p in side if len(p.text) <= 2 or (_DIGIT.search(p.text) and len(p.text) <= 32)]
    return len(notes) >= 0.6 * len(side)


def _is_set_right(side: list[Piece]) -> bool:
    """Whether the pieces end at one height of the line, and do not begin at one."""
    edge = median(p.right for p in side)
    start = median(p.left for p in side)
    ends = sum(abs(p.right - edge) < 3 for p in side)
    begins = sum(abs(p.left - start) < 3 for p in side)
    return ends >= 0.8 * len(side) and begins <= 0.6 * len(side)


def _is_shared(left: list[Piece], right: list[Piece]) -> bool:
    """Whether each line of the shorter side has its own on the other, as in a table."""
    fewer, more = sorted((left, right), key=_row_count)
    if _row_count(fewer) >= 8:
        return False
    beside = [p for p in fewer if any(abs(p.middle - o.middle) < p.size * 0.3 for o in more)]
    words = sum(len(p.text.split()) for p in fewer) / len(fewer)
    return len(beside) == len(fewer) and words <= 3 and _row_count(fewer) >= 0.5 * _row_count(more)


def _rows(pieces: Iterable[Piece], *, page: int, column: int, reverse: bool) -> Iterator[Line]:
    """The pieces of one region as lines; those on one height are one line."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        if rows and _on_one_line(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    margin = min((piece.left for row in rows for piece in row), default=0.0)
    margin = round(margin, 1)
    before: list[Piece] | None = None
    for row in rows:
        row.sort(key=lambda p: p.left, reverse=reverse)
        line = _line(row, margin, page=page, column=column, reverse=reverse)
        if before:
            white = min(p.top for p in row) - max(p.bottom for p in before)
            line = replace(line, gap=max(0.0, white / line.size))
        yield line
        before = row


def _on_one_line(row: list[Piece], piece: Piece) -> bool:
    return any(abs(p.middle - piece.middle) < 0.45 * min(p.size, piece.size) for p in row)


def _line(row: list[Piece], margin: float, *, page: int, column: int, reverse: bool) -> Line:
    size = max(row, key=lambda p: len(p.text)).size
    first = row[1] if len(row) > 1 and len(row[0].text) == 1 else row[0]
    is_bold = all(p.bold for p in row if len(p.text) > 1)
    return Line(
        cells=tuple(_joined(row, reverse=reverse)),
        size=size,
        bold=is_bold,
        lead="" if is_bold else first.lead or (first.text if first.bold else ""),
        left=margin,
        page=page,
        column=column,
        indent=max(0.0, (min(p.left for p in row) - margin) / size),
    )


def _joined(row: list[Piece], *, reverse: bool) -> Iterator[str]:
    """The texts of a row; what stands close is one."""
    text, before = "", row[0]
    for piece in row:
        white = before.left - piece.right if reverse else piece.left - before.right
        if text and white > WIDE_GAP * piece.size and len(text) > 1:
            yield text
            text = ""
        text = f"{text} {piece.text}" if text else piece.text
        before = piece
    yield text
