"""The picture of page one as one SVG: a row per competency, strengths and then bars.

Coordinates are CSS pixels, 96 an inch, in a drawing 174 mm wide: weight at 0, name at 43, axis
from 280 to 541 in four columns, state from 548. No color carries meaning.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hiring.debriefs.report.metrics import shortened, width
from hiring.debriefs.report.rows import Chip, Row, clipped, counted, spoken
from hiring.ui.rating_widget import level_names

PX = 96 / 25.4
WIDTH = 657.64
NAME, AXIS, COLUMN, STATE = 43.09, 280.33, 65.2, 548.5
HEAD, GROUP, ROW, SLIM, BETWEEN, CHIPS = 32.5, 19.3, 28.72, 16.4, 5.3, 16.6
END = AXIS + 4 * COLUMN
INK, GRAY, FILL, BAND, ZONE, LINE = (
    "#1f2427", "#51575c", "#0f4a5d", "#aab6ba", "#f1f3f3", "#d3d0c9",
)  # fmt: skip
FONTS = "Noto Sans, Noto Sans Devanagari, Noto Sans Arabic, Noto Sans CJK SC, sans-serif"
TEXT, BOLD = 12.0, 12.667
# What a chip is wider than its letters; a quarter of it is between two.
LOOSE, CLOSE = 4.3, 2.8


@dataclass
class _Drawing:
    parts: list[str] = field(default_factory=list)
    y: float = 0.0

    def text(
        self, x: float, y: float, text: str, *, size: float = TEXT, fill: str = INK,
        bold: bool = False, middle: bool = False,
    ) -> None:  # fmt: skip
        weight = ' font-weight="700"' if bold else ""
        anchor = ' text-anchor="middle"' if middle else ""
        self.parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" fill="{fill}"{weight}{anchor}>'
            f"{escape(text)}</text>"
        )

    def rect(self, x: float, y: float, w: float, h: float, fill: str, more: str = "") -> None:
        self.parts.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}" fill="{fill}"{more}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str, w: float) -> None:
        self.parts.append(
            f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
            f' stroke="{color}" stroke-width="{w}"/>'
        )


def height(rows: Sequence[Row]) -> float:
    """Return the height of the picture in millimeters."""
    groups = [rows_of for rows_of in _groups(rows) if rows_of]
    used = HEAD + sum(GROUP for _ in groups) + BETWEEN * max(0, len(groups) - 1)
    used += sum(map(_tall, rows))
    return (used + 2) / PX


def _groups(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    strengths = [row for row in rows if row.hypothesis.is_strength]
    return strengths, [row for row in rows if not row.hypothesis.is_strength]


def draw(rows: Sequence[Row]) -> SafeString:
    """Return the picture; it says each row in words to who does not see it."""
    drawing = _Drawing()
    _head(drawing)
    titles = (_("Strengths to validate"), _("Minimum bars to check"))
    drawn = 0
    for title, group in zip(titles, _groups(rows), strict=True):
        if group:
            _group(drawing, title, group, first=not drawn)
            drawn += 1
    tall = height(rows)
    said = escape(
        " ".join([_("Ratings on four levels, a row per competency."), *map(spoken, rows)])
    )
    return SafeString(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" width="174mm"'
        f' height="{tall:.2f}mm" viewBox="0 0 {WIDTH} {tall * PX:.2f}" aria-label="{said}">'
        f'<g font-family="{FONTS}">{"".join(drawing.parts)}</g></svg>'
    )


def _head(drawing: _Drawing) -> None:
    drawing.text(0, 12.85, _("Weight, competency"), fill=GRAY)
    drawing.text(0, 27.21, _("Level needed, as its rubric puts it"), fill=GRAY)
    names = level_names()
    for n in (1, 2, 3, 4):
        x = AXIS + (n - 0.5) * COLUMN
        drawing.text(x, 12.85, str(n), bold=True, middle=True)
        drawing.text(x, 27.21, names[n].capitalize(), fill=GRAY, middle=True)
    drawing.text(STATE, 12.85, _("State"), fill=GRAY)
    drawing.text(STATE, 27.21, _("at or above"), fill=GRAY)
    drawing.line(0, HEAD, WIDTH, HEAD, INK, 1.13)
    drawing.y = HEAD


def _group(drawing: _Drawing, title: str, rows: list[Row], *, first: bool) -> None:
    if not first:
        drawing.y += BETWEEN
        drawing.line(0, drawing.y, WIDTH, drawing.y, INK, 1.13)
    drawing.text(0, drawing.y + 14.93, title, size=BOLD, bold=True)
    drawing.y += GROUP
    tops = _tops(drawing.y, rows)
    bottom = tops[-1] + _tall(rows[-1])
    _background(drawing, rows, tops)
    for row, top in zip(rows, tops, strict=True):
        if top != tops[0]:
            drawing.line(0, top, WIDTH, top, LINE, 0.57)
        _row(drawing, row, top, _tall(row))
    drawing.y = bottom
    drawing.line(0, bottom, WIDTH, bottom, INK if not first else LINE, 1.13 if not first else 0.57)


def _tall(row: Row) -> float:
    more = max(len(_chip_lines(row, chips)) for chips in row.chips) - 1
    return (SLIM if row.is_slim else ROW) + CHIPS * max(0, more)


def _tops(y: float, rows: Iterable[Row]) -> list[float]:
    tops = []
    for row in rows:
        tops.append(y)
        y += _tall(row)
    return tops


def _background(drawing: _Drawing, rows: list[Row], tops: list[float]) -> None:
    """Draw the tint from the level needed on, the columns, and the thick step line."""
    bottom = tops[-1] + _tall(rows[-1])
    steps = []
    for row, top in zip(rows, tops, strict=True):
        x = AXIS + (row.hypothesis.bar - 1) * COLUMN
        if row.hypothesis.rated:
            drawing.rect(x, top, END - x, _tall(row), ZONE)
        steps += [f"{x:.2f} {top:.2f}", f"{x:.2f} {top + _tall(row):.2f}"]
    for n in range(5):
        drawing.line(AXIS + n * COLUMN, tops[0], AXIS + n * COLUMN, bottom, LINE, 0.57)
    drawing.parts.append(
        f'<path d="M{"L".join(steps)}" fill="none" stroke="{INK}" stroke-width="2.08"/>'
    )


def _row(drawing: _Drawing, row: Row, top: float, tall: float) -> None:
    base = top + (12.2 if row.is_slim else 12.47)
    _weight(drawing, row.hypothesis.weight, base)
    room = (AXIS - NAME - 2) / PX
    name = shortened(row.hypothesis.name, room, BOLD * 0.75, bold=True)
    drawing.text(NAME, base, name, size=BOLD, bold=True)
    if not row.is_slim:
        need = shortened(row.need, room, TEXT * 0.75)
        drawing.text(NAME, top + 25.9, need, fill=GRAY)
    _axis(drawing, row, top, tall)
    _state(drawing, row, top, base)


def _weight(drawing: _Drawing, weight: int, base: float) -> None:
    drawing.text(0, base, str(weight))
    squares = "".join(
        f"M{9.83 + 5.48 * n:.2f} {base - 7.94:.2f}h4.35v7.94h-4.35z" for n in range(weight)
    )
    drawing.parts.append(f'<path d="{squares}" fill="{INK}"/>')


def _axis(drawing: _Drawing, row: Row, top: float, tall: float) -> None:
    if not row.hypothesis.rated:
        _hatched(drawing, row.hypothesis.untested, top, tall)
        return
    found = row.hypothesis.assessment
    if found.low is not None and found.high is not None:
        low, high = (AXIS + (clipped(x) - 0.5) * COLUMN for x in (found.low, found.high))
        drawing.rect(low, top + tall - 5.9, high - low, 3.59, BAND)
    for level, chips in enumerate(row.chips, 1):
        middle = AXIS + (level - 0.5) * COLUMN
        y = top + (0.6 if row.is_slim else 3.2)
        for n, line in enumerate(_chip_lines(row, chips)):
            _chips(drawing, line, middle, y + n * CHIPS)


def _chip_lines(row: Row, chips: Sequence[Chip]) -> list[list[Chip]]:
    """Return the chips of one level, as many on a line as its column is wide for."""
    lines: list[list[Chip]] = []
    for chip in chips:
        if lines and _wide([*lines[-1], chip], CLOSE) <= COLUMN - 2:
            lines[-1].append(chip)
        else:
            lines.append([chip])
    return [[counted(chips)]] if row.is_counted and len(lines) > 1 else lines


def _wide(chips: Sequence[Chip], padding: float) -> float:
    return sum(_chip_width(chip, padding) + padding / 4 for chip in chips)


def _chip_width(chip: Chip, padding: float) -> float:
    return width(chip.text, TEXT * 0.75, bold=True) * PX + padding


def _chips(drawing: _Drawing, chips: list[Chip], middle: float, top: float) -> None:
    padding = LOOSE if _wide(chips, LOOSE) <= COLUMN - 2 else CLOSE
    x = middle - _wide(chips, padding) / 2
    for chip in chips:
        wide = _chip_width(chip, padding)
        if chip.reached:
            drawing.rect(x, top, wide, 15.5, FILL, ' rx="3.78"')
        else:
            outline = f' rx="3.4" stroke="{INK}" stroke-width="1.51"'
            drawing.rect(x + 0.75, top + 0.75, wide - 1.5, 14, "#fff", outline)
        color = "#fff" if chip.reached else INK
        drawing.text(x + wide / 2, top + 12, chip.text, fill=color, bold=True, middle=True)
        x += wide + padding / 4


def _hatched(drawing: _Drawing, reason: str, top: float, tall: float) -> None:
    y1, y2 = top + 1.9, top + tall - 1.9
    x = AXIS - (y2 - y1)
    strokes = []
    while x < END:
        left, right = max(x, AXIS), min(x + y2 - y1, END)
        strokes.append(f"M{left:.2f} {y2 - (left - x):.2f}L{right:.2f} {y2 - (right - x):.2f}")
        x += 6.43
    hatch = 'stroke="#9a9fa3" stroke-width="0.76" fill="none"'
    drawing.parts.append(f'<path d="{"".join(strokes)}" {hatch}/>')
    text = shortened(reason, (END - AXIS - 16) / PX, TEXT * 0.75)
    wide = width(text, TEXT * 0.75) * PX + 12
    middle, center = (AXIS + END) / 2, top + tall / 2
    drawing.rect(middle - wide / 2, center - 8, wide, 16, "#fff")
    drawing.text(middle, center + 4.4, text, middle=True)


def _state(drawing: _Drawing, row: Row, top: float, base: float) -> None:
    drawing.parts.append(symbol(row.hypothesis.symbol, STATE + 5.67, base - 4.16))
    room, x = (WIDTH - STATE - 15.87) / PX, STATE + 15.87
    label = shortened(row.state, room, TEXT * 0.75, bold=True)
    drawing.text(x, base, label, bold=True)
    if not row.is_slim:
        count = shortened(row.count, room, TEXT * 0.75)
        drawing.text(x, top + 25.9, count, fill=GRAY)


def symbol(name: str, x: float, y: float) -> str:
    """Return the drawn symbol of a state, its middle at a point."""
    at = f'cx="{x:.2f}" cy="{y:.2f}"'
    ring = f'<circle {at} r="4.91" fill="#fff" stroke="{INK}" stroke-width="1.21"'
    if name == "met":
        return f'<circle {at} r="5.48" fill="{INK}"/>'
    if name == "no_strong_no":
        return f'<circle {at} r="4.91" fill="{BAND}" stroke="{INK}" stroke-width="1.21"/>'
    if name == "split":
        arc = f"M{x:.2f} {y - 5.48:.2f}A5.48 5.48 0 0 0 {x:.2f} {y + 5.48:.2f}Z"
        return f'{ring}/><path d="{arc}" fill="{INK}"/>'
    if name == "one_view":
        return f'{ring}/><circle {at} r="1.9" fill="{INK}"/>'
    return f'{ring} stroke-dasharray="2.83 2.27"/>' if name == "not_tested" else f"{ring}/>"
