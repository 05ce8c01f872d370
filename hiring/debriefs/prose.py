"""Free text of people on page and paper: nothing in it may break either."""

import re
import unicodedata

from hiring.ui.formulas import end_outside

# Marks that turn the direction of all that follows them.
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Controls, surrogates, private use, unassigned.
HIDDEN = {"Cc", "Cs", "Co", "Cn"}
ELLIPSIS = "…"


def clean(text: str) -> str:
    """Return text without what no font can draw and without marks that turn its direction.

    Control characters, private-use and unassigned code points go; line separators become
    line ends.
    """
    text = re.sub("\r\n?|[\u2028\u2029\u0085]", "\n", text)
    text = DIRECTION_MARKS.sub("", text)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in HIDDEN).strip()


def excerpt(text: str, length: int) -> str:
    """Return the text on one line, cut at the end of a word to at most `length` characters.

    A formula that does not fit is left out whole: half of one cannot be read.
    """
    text = " ".join(clean(text).split())
    if len(text) <= length:
        return text
    head = text[: end_outside(text, length - 1)]
    words = head.rsplit(" ", 1)[0]
    # A word longer than a third of the room is cut in its middle.
    return (words if len(words) > length * 2 // 3 else head).rstrip(
        " ,.;:-\N{EN DASH}\N{EM DASH}"
    ) + ELLIPSIS
