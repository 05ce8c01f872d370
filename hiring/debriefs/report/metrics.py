"""How wide a text is and how many lines it takes, from the widths of the printed font.

So page one is filled by counting, and printed once. What the font lacks counts one em, which is
what the fonts beside it give at most.
"""

import json
import unicodedata
from functools import cache
from pathlib import Path

FONT = Path(__file__).with_name("noto_sans.json")
MM = 72 / 25.4
EM = 1000


@cache
def _widths() -> dict[bool, dict[str, int]]:
    """Return the width of each letter in thousandths of an em, in bold and not."""
    found: dict[bool, dict[str, int]] = {}
    for name, ranges in json.loads(FONT.read_text()).items():
        pairs = ((chr(first + n), w) for first, widths in ranges for n, w in enumerate(widths))
        found[name == "bold"] = dict(pairs)
    return found


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in millimeters of a text on one line, at `size` points."""
    widths = _widths()[bold]
    return sum(widths.get(letter, EM) for letter in text) / EM * size / MM


def lines(text: str, room: float, size: float = 9, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column of `room` millimeters; one at least."""
    count, used = 1, 0.0
    space = width(" ", size, bold=bold)
    for word in _words(text):
        long = width(word, size, bold=bold)
        if used and used + space + long > room:
            count, used = count + 1, 0.0
        used += long + (space if used else 0)
        while used > room:
            count, used = count + 1, used - room
    return count


def _words(text: str) -> list[str]:
    """Return what is not broken: words, and each character of scripts without spaces."""
    apart = (f" {c} " if unicodedata.east_asian_width(c) in "WF" else c for c in text)
    return "".join(apart).split()


def shortened(text: str, room: float, size: float = 9, *, bold: bool = False) -> str:
    """Return the text, cut with "…" where it is wider than `room` millimeters."""
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(f"{text}…", size, bold=bold) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
