"""Free text of people on page and paper: nothing in it may break either."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hiring.ui.formulas.delimiters import end_outside
from hiring.ui.markdown import render_formulas

# Marks that turn the direction of all that follows them.
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Controls, surrogates, private use, unassigned.
HIDDEN = {"Cc", "Cs", "Co", "Cn"}
ELLIPSIS = "…"
# Printed for what no font has; the fonts of the product do have it.
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# A picture with all that belongs to it: tones of skin, and more pictures after a joiner.
_PICTURE = "[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*"
PICTURES = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}(?:\u200d{_PICTURE})*")
# A program between two fences, as in Markdown; one that is cut off has no second fence.
FENCED = re.compile(r"^```[^\n`]*\n(?P<code>.*?)(?:\n?^```[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)


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


def without_glyphs(text: str, missed: Iterable[int], *, named: bool = False) -> str:
    """Return text without what no font has: pictures are left out whole, the rest is marked.

    `named` has pictures put into words instead, as in "[woman, personal computer]".
    """
    missing = {chr(code) for code in missed}

    def instead(found: re.Match[str]) -> str:
        if not missing & set(found[0]):
            return found[0]
        return _named(found[0]) if named else ""

    text = PICTURES.sub(instead, text)
    return text.translate(dict.fromkeys(map(ord, missing), REPLACEMENT))


def _named(picture: str) -> str:
    """Return the names of what a picture is made of, in brackets; a flag by its letters."""
    if all("\U0001f1e6" <= c <= "\U0001f1ff" for c in picture):
        return f"[{''.join(chr(ord(c) - 0x1F1E6 + ord('A')) for c in picture)}]"
    parts = [unicodedata.name(c, "") for c in picture if unicodedata.category(c) == "So"]
    return f"[{', '.join(part.lower() for part in parts if part)}]" if any(parts) else ""


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Give the parts of a text in their order, each with whether it is a program."""
    end = 0
    for found in FENCED.finditer(text):
        if words := text[end : found.start()].strip():
            yield False, words
        yield True, found["code"]
        end = found.end()
    if words := text[end:].strip():
        yield False, words


def render(
    parts: Iterable[tuple[bool, str]], *, for_print: bool = False, keep_lines: bool = False
) -> SafeString:
    """Return the parts of a text as HTML: programs and formulas are shown as such."""
    shown = []
    for is_code, part in parts:
        if is_code:
            shown.append(format_html('<code class="quote-code">{}</code>', part))
        else:
            words = render_formulas(part, for_print=for_print)
            shown.append(linebreaksbr(words) if keep_lines else words)
    return SafeString("".join(shown))
