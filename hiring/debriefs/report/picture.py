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


# What is drawn over what, one path each: a printer's time goes by the number of elements.
LAYERS = {
    "zone": f'fill="{ZONE}"',
    "hair": f'stroke="{LINE}" stroke-width="0.57"',
    "rule": f'stroke="{INK}" stroke-width="1.13"',
    "step": f'fill="none" stroke="{INK}" stroke-width="2.08"',
    "hatch": 'fill="none" stroke="#9a9fa3" stroke-width="0.76"',
    "blank": 'fill="#fff"',
    "band": f'fill="{BAND}"',
    "above": f'fill="{FILL}"',
    "below": f'fill="#fff" stroke="{INK}" stroke-width="1.51"',
    "ring": f'fill="#fff" stroke="{INK}" stroke-width="1.21"',
    "dashed": f'fill="#fff" stroke="{INK}" stroke-width="1.21" stroke-dasharray="2.83 2.27"',
    "gray": f'fill="{BAND}" stroke="{INK}" stroke-width="1.21"',
    "ink": f'fill="{INK}"',
}


@dataclass
class _Drawing:
    paths: dict[str, list[str]] = field(default_factory=lambda: {layer: [] for layer in LAYERS})
    texts: list[str] = field(default_factory=list)
    y: float = 0.0

    def text(
        self, x: float, y: float, text: str, *, size: float = TEXT, fill: str = INK,
        bold: bool = False, middle: bool = False,
    ) -> None:  # fmt: skip
        weight = ' font-weight="700"' if bold else ""
        anchor = ' text-anchor="middle"' if middle else ""
        self.texts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" fill="{fill}"{weight}{anchor}>'
            f"{escape(text)}</text>"
        )

    def rect(self, layer: str, x: float, y: float, w: float, h: float, r: float = 0) -> None:
        if not r:
            self.paths[layer].append(f"M{x:.2f} {y:.2f}h{w:.2f}v{h:.2f}h{-w:.2f}z")
            return
        a, b, arc = w - 2 * r, h - 2 * r, f"a{r} {r} 0 0 1"
        self.paths[layer].append(
            f"M{x + r:.2f} {y:.2f}h{a:.2f}{arc} {r} {r}v{b:.2f}{arc} -{r} {r}h{-a:.2f}"
            f"{arc} -{r} -{r}v{-b:.2f}{arc} {r} -{r}z"
        )

    def line(self, layer: str, x1: float, y1: float, x2: float, y2: float) -> None:
        self.paths[layer].append(f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}")

    def disc(self, layer: str, x: float, y: float, r: float) -> None:
        arc = f"a{r} {r} 0 1 0"
        self.paths[layer].append(f"M{x - r:.2f} {y:.2f}{arc} {2 * r} 0{arc} {-2 * r} 0z")

    def __str__(self) -> str:
        drawn = ((LAYERS[layer], "".join(found)) for layer, found in self.paths.items() if found)
        paths = "".join(f'<path d="{d}" {look}/>' for look, d in drawn)
        return f'<g font-family="{FONTS}">{paths}{"".join(self.texts)}</g>'


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
        f"{drawing}</svg>"
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
    drawing.line("rule", 0, HEAD, WIDTH, HEAD)
    drawing.y = HEAD


def _group(drawing: _Drawing, title: str, rows: list[Row], *, first: bool) -> None:
    if not first:
        drawing.y += BETWEEN
        drawing.line("rule", 0, drawing.y, WIDTH, drawing.y)
    drawing.text(0, drawing.y + 14.93, title, size=BOLD, bold=True)
    drawing.y += GROUP
    tops = _tops(drawing.y, rows)
    bottom = tops[-1] + _tall(rows[-1])
    _background(drawing, rows, tops)
    for row, top in zip(rows, tops, strict=True):
        if top != tops[0]:
            drawing.line("hair", 0, top, WIDTH, top)
        _row(drawing, row, top, _tall(row))
    drawing.y = bottom
    drawing.line("hair" if first else "rule", 0, bottom, WIDTH, bottom)


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
            drawing.rect("zone", x, top, END - x, _tall(row))
        steps += [f"{x:.2f} {top:.2f}", f"{x:.2f} {top + _tall(row):.2f}"]
    for n in range(5):
        drawing.line("hair", AXIS + n * COLUMN, tops[0], AXIS + n * COLUMN, bottom)
    drawing.paths["step"].append(f"M{'L'.join(steps)}")


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
    for n in range(weight):
        drawing.rect("ink", 9.83 + 5.48 * n, base - 7.94, 4.35, 7.94)


def _axis(drawing: _Drawing, row: Row, top: float, tall: float) -> None:
    if not row.hypothesis.rated:
        _hatched(drawing, row.hypothesis.untested, top, tall)
        return
    found = row.hypothesis.assessment
    if found.low is not None and found.high is not None:
        low, high = (AXIS + (clipped(x) - 0.5) * COLUMN for x in (found.low, found.high))
        drawing.rect("band", low, top + tall - 5.9, high - low, 3.59)
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
            drawing.rect("above", x, top, wide, 15.5, r=3.78)
        else:
            drawing.rect("below", x + 0.75, top + 0.75, wide - 1.5, 14, r=3.4)
        color = "#fff" if chip.reached else INK
        drawing.text(x + wide / 2, top + 12, chip.text, fill=color, bold=True, middle=True)
        x += wide + padding / 4


def _hatched(drawing: _Drawing, reason: str, top: float, tall: float) -> None:
    y1, y2 = top + 1.9, top + tall - 1.9
    x = AXIS - (y2 - y1)
    while x < END:
        left, right = max(x, AXIS), min(x + y2 - y1, END)
        drawing.line("hatch", left, y2 - (left - x), right, y2 - (right - x))
        x += 6.43
    text = shortened(reason, (END - AXIS - 16) / PX, TEXT * 0.75)
    wide = width(text, TEXT * 0.75) * PX + 12
    middle, center = (AXIS + END) / 2, top + tall / 2
    drawing.rect("blank", middle - wide / 2, center - 8, wide, 16)
    drawing.text(middle, center + 4.4, text, middle=True)


def _state(drawing: _Drawing, row: Row, top: float, base: float) -> None:
    _symbol(drawing, row.hypothesis.symbol, STATE + 5.67, base - 4.16)
    room, x = (WIDTH - STATE - 15.87) / PX, STATE + 15.87
    label = shortened(row.state, room, TEXT * 0.75, bold=True)
    drawing.text(x, base, label, bold=True)
    if not row.is_slim:
        count = shortened(row.count, room, TEXT * 0.75)
        drawing.text(x, top + 25.9, count, fill=GRAY)


def _symbol(drawing: _Drawing, name: str, x: float, y: float) -> None:
    """Draw the symbol of a state, its middle at a point."""
    layer = {"met": "ink", "no_strong_no": "gray", "not_tested": "dashed"}.get(name, "ring")
    drawing.disc(layer, x, y, 5.48 if name == "met" else 4.91)
    if name == "split":
        half = f"M{x:.2f} {y - 5.48:.2f}A5.48 5.48 0 0 0 {x:.2f} {y + 5.48:.2f}Z"
        drawing.paths["ink"].append(half)
    elif name == "one_view":
        drawing.disc("ink", x, y, 1.9)
