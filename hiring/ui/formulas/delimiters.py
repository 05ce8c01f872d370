"""Where formulas lie in a text, so that nothing cuts one in two."""

import re

# As Markdown reads them: no space after the first dollar or before the last, no digit beside.
# Nor a capital before: "US$5", "A$10".
DOLLARS = re.compile(
    r"(?<![\\$])\$\$(?P<block>[^$]+)\$\$|(?<![\\$\dA-Z])\$(?P<inline>(?![\s$])[^$]*[^\s$\\])\$(?![\d$])"
)

_MONEY = re.compile(r"\d[\d.,]*[^\\^_{}=+<>]* [^\\^_{}=+<>]*")


def is_money(tex: str) -> bool:
    """Whether what lies between two dollars is a sum and words: "from $5k to 10k$"."""
    return _MONEY.fullmatch(tex) is not None


def end_outside(text: str, end: int) -> int:
    """Return `end`, or the start of the formula that a cut there would go through."""
    for found in DOLLARS.finditer(text):
        if found.start() < end < found.end():
            return found.start()
        if found.start() >= end:
            break
    return end
