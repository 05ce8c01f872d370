"""A text as the rules read it: folded, and cut into lines, sentences and sections.

Folding takes case, accents, kinds of dash, quote and blank, and invisible characters away, and
remembers where each character came from, so that findings point into the text as written.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

# How far a rule looks around a place; keeps the time per place constant.
WINDOW = 160
_MAX_HEADING_LENGTH = 60
_WRAPPED_FROM = 40

_BLANK_LINE = ["\n", "\n"]

_BULLET = re.compile(r"(?:[-*+•·‣◦▪●○–] ?|\(?\d{1,2}[.)] )")
_MARKED_HEADING = re.compile(r"#{1,6} ?|\*\*|__")
_INLINE_HEADING = re.compile(r"[^:.\n]{3,50}:(?= )")
_SOFT_HEADING = re.compile(
    r"nice[ -]to[ -]have|bonus|preferred|preferably|\bplus(?:es)?\b|\bideally\b|desirable|desired"
    r"|good to have|optional|\bhelps\b|welcome|\bextras?\b|also like|even better|stand out"
    r"|(?:\bnot?\b|n't) (?:\w{1,12} ){0,2}(?:require|need|must|look|expect|ask|mind)"
)
_DEMAND_HEADING = re.compile(
    r"require|\bmust\b|must-have|qualification|you (?:have|bring|need|are|offer)\b|your profile"
    r"|your (?:background|skills|experience)|looking for|\bexpect|about you|skills|who you are"
    r"|we need|criteria|prerequisite|essential|what you(?:'ll| will) (?:need|bring)"
)
_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bph\.d)(?<!\bph)(?<!\bsr)(?<!\bjr)(?<!\bincl)(?<!\bmin)(?<!\bno)"
    r"[.!?;](?=[ )\"'])"
)


class Section(Enum):
    """What the lines under a heading are."""

    PLAIN = auto()
    DEMANDS = auto()
    WISHES = auto()


@dataclass(slots=True)
class Line:
    start: int
    end: int
    section: Section
    bullet: bool
    heading: bool


@dataclass
class Reading:
    """The folded text; all places are in it, and `span` turns them into places as written."""

    text: str
    plain: str
    at: list[int]
    must_have: int | None
    lines: list[Line] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the folded `[start:end]` is in the text as written."""
        return self.at[start], self.at[end - 1] + 1

    def line(self, place: int) -> Line:
        """Return the line that holds the place."""
        return self.lines[bisect_right(self.lines, place, key=lambda line: line.start) - 1]

    def sentence(self, start: int, end: int) -> tuple[str, str]:
        """Return what stands before and after `[start:end]` in its sentence, at most WINDOW "
        "each."""
        n = bisect_right(self.sentences, start)
        begins = max(self.sentences[n - 1], start - WINDOW)
        ends = self.sentences[n] if n < len(self.sentences) else len(self.plain)
        return self.plain[begins:start], self.plain[end : min(max(ends, end), end + WINDOW)]

    def begins(self, place: int) -> int:
        """Return where the sentence of the place begins."""
        return self.sentences[bisect_right(self.sentences, place) - 1]


def read(text: str, *, must_have: int | None = None) -> Reading:
    """Return the text as the rules read it; a must-have is a demand as a whole."""
    plain, at = _fold(text)
    plain = _unwrapped(plain, text, at)
    reading = Reading(text, plain, at, must_have)
    reading.lines = _lines(plain, Section.PLAIN if must_have is None else Section.DEMANDS)
    ends = (end.end() for end in _END.finditer(plain))
    reading.sentences = sorted({0, *(line.start for line in reading.lines), *ends})
    return reading


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the folded text, blanks and blank lines in a row as one, and each letter's place."""
    folded: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        if character == "\n" and text[place - 1 : place] == "\r":
            continue
        for letter in _folded(character):
            if letter == " " and (not folded or folded[-1] in " \n"):
                continue
            if letter == "\n" and folded[-2:] == _BLANK_LINE:
                continue
            if letter == "\n" and folded and folded[-1] == " ":
                folded.pop()
                at.pop()
            folded.append(letter)
            at.append(place)
    return "".join(folded), at


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return "\n"
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Pd" or character == "\u2212":
        return "-"
    if character in "\u2018\u2019\u201b\u02bc\u00b4`":
        return "'"
    apart = unicodedata.normalize("NFKD", character).casefold()
    kept = (c for c in apart if unicodedata.category(c) not in ("Mn", "Cf", "Cc", "Cs"))
    return "".join(" " if c.isspace() else c for c in kept)


def _unwrapped(plain: str, text: str, at: list[int]) -> str:
    """Return `plain` with lines that were only broken for their width as one, length unchanged."""
    lines = plain.split("\n")
    joined, start = [lines[0]], len(lines[0]) + 1
    for before, line in pairwise(lines):
        broken = len(before) >= _WRAPPED_FROM and before[-1] not in ".:;!?"
        goes_on = bool(line) and text[at[start]].islower() and line[1:2] not in (".", ")")
        joined += [" " if broken and goes_on else "\n", line]
        start += len(line) + 1
    return "".join(joined)


def _lines(plain: str, section: Section) -> list[Line]:
    lines, start = [], 0
    texts = plain.split("\n")
    after_list = False
    for n, text in enumerate(texts):
        bullet = bool(_BULLET.match(text)) and not text.startswith("**")
        if bullet or not text:
            after_list = bullet or after_list
            lines.append(Line(start, start + len(text), section, bullet, heading=False))
            start += len(text) + 1
            continue
        follows = next((t for t in texts[n + 1 : n + 3] if t), "")
        heading = _is_heading(text, follows)
        inline = _INLINE_HEADING.match(text)
        here = section
        if heading:
            here = section = _section_of(text)
        elif inline and _section_of(inline[0]) != Section.PLAIN:
            here = _section_of(inline[0])
            section = here if _BULLET.match(follows) else Section.PLAIN
        elif after_list and len(text) > _MAX_HEADING_LENGTH:
            here = section = Section.PLAIN
        after_list = False
        lines.append(Line(start, start + len(text), here, bullet, heading))
        start += len(text) + 1
    return lines


def _is_heading(text: str, follows: str) -> bool:
    if len(text) > _MAX_HEADING_LENGTH:
        return False
    bare = text.rstrip("*_ ")
    listed = bare[-1:] not in ".!?," and bool(_BULLET.match(follows))
    return bare.endswith(":") or bool(_MARKED_HEADING.match(text)) or listed


def _section_of(heading: str) -> Section:
    if _SOFT_HEADING.search(heading):
        return Section.WISHES
    return Section.DEMANDS if _DEMAND_HEADING.search(heading) else Section.PLAIN
