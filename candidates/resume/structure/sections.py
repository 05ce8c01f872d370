"""A résumé's lines by section: which lines are headings, and what stands below each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from candidates.resume.extract.lines import Line
from candidates.resume.structure.words import plain, split, words

HEAD = "head"
MAX_HEADING_WORDS = 6
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[ivx]{1,4})[.)]\s+", re.I)
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_LABELED = re.compile(r"^\s*([^:]{3,40}):\s+(\S.*)$")


@dataclass
class Section:
    """The lines below one heading; `kind` is a key of words.yaml, "head" before the first."""

    kind: str
    title: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class _Look:
    """How a heading looks; those of one document look alike."""

    size: float
    bold: bool
    caps: bool


def sections_of(lines: Iterable[Line]) -> list[Section]:
    """The sections in the order of the document; the first one is what stands above them."""
    lines = list(lines)
    looks = {_look(line) for line in lines if kind_of(line.text) and _may_be(line)}
    return _Sections(looks).all_of(lines)


def kind_of(text: str) -> str:
    """The kind of section that has this heading; "" when it is none that is known."""
    text = _NUMBERED.sub("", _IN_BRACKETS.sub(" ", text))
    key = plain(text)
    if not key or len(key.split()) > MAX_HEADING_WORDS:
        return ""
    return _kinds().get(key) or _in_parts(key)


def _in_parts(key: str) -> str:
    """The kind of “projects and publications”, or of a heading in two languages."""
    said = key.split()
    for place in range(1, len(said)):
        before = " ".join(said[:place]).removesuffix(" and")
        after = " ".join(said[place:]).removeprefix("and ")
        if before in _kinds() and after in _kinds():
            return _kinds()[before]
    return ""


@cache
def _kinds() -> dict[str, str]:
    return {
        plain(name): kind for kind, listed in words()["sections"].items() for name in split(listed)
    }


@cache
def _titles() -> set[str]:
    return {plain(title) for title in split(words()["titles"])}


def is_title(text: str) -> bool:
    """Whether this says that it is a résumé: “Curriculum Vitae”, “Lebenslauf”."""
    said = plain(text)
    return said in _titles() or any(
        said.startswith(f"{title} ") for title in _titles() if len(title) > 6
    )


def _may_be(line: Line) -> bool:
    return len(line.cells) == 1 and not line.bullet


def _look(line: Line) -> _Look:
    return _Look(line.size, line.bold, line.text.isupper() and line.text.casefold() != line.text)


class _Sections:
    """Goes through the lines once; columns go on with their own section on the next page."""

    def __init__(self, looks: set[_Look]) -> None:
        self.looks = looks
        self.found = [Section(HEAD)]
        # The section in which each column of the page before, by its left side, ended.
        self.ends: dict[float, Section] = {}
        self.before: dict[float, Section] = {}
        self.page = 0

    def all_of(self, lines: list[Line]) -> list[Section]:
        current, last = self.found[0], None
        for line in lines:
            if line.page != self.page:
                self.page, self.before, self.ends = line.page, self.ends, {}
            if last and (line.page, line.left) != (last.page, last.left):
                current = self._resumed(line, current)
            current = self._next(line, current)
            self.ends[line.left] = current
            last = line
        return self.found

    def _resumed(self, line: Line, current: Section) -> Section:
        """The section that goes on where a column begins on a later page."""
        if line.left in self.ends:
            return self.ends[line.left]
        if not self.before:
            # A column with the name at its top goes on from nothing.
            return self.found[0] if line.size >= 1.25 and not kind_of(line.text) else current
        nearest = min(self.before, key=lambda left: abs(left - line.left))
        return self.before[nearest]

    def _next(self, line: Line, current: Section) -> Section:
        kind = self._kind(line, current)
        if kind:
            current = Section(kind, line.text)
            self.found.append(current)
        elif labeled := self._labeled(line, current):
            kind, rest = labeled
            current = Section(kind, line.text, [_with_text(line, rest)])
            self.found.append(current)
        else:
            current.lines.append(line)
        return current

    def _kind(self, line: Line, current: Section) -> str:
        if not _may_be(line):
            return ""
        kind = kind_of(line.text.rstrip(" :-–—_|"))
        if kind:
            return kind if self._stands_out(line, kind, current) else ""
        return "other" if self._looks_like_one(line, current) else ""

    def _stands_out(self, line: Line, kind: str, current: Section) -> bool:
        """Whether a word such as “Languages” is a heading here, and not one of a list."""
        if line.heading or line.size > 1.05 or line.bold or line.text.isupper():
            return True
        return (
            line.text.rstrip().endswith(":")
            or line.gap >= 0.8
            or (current.kind not in ("skills", kind))
        )

    def _looks_like_one(self, line: Line, current: Section) -> bool:
        """Whether it looks as the known headings do, and as nothing else."""
        if (
            current.kind == HEAD
            or len(line.text.split()) > 5
            or any(c.isdigit() for c in line.text)
        ):
            return False
        look = _look(line)
        return look in self.looks and (look.size > 1.1 or (look.caps and look.bold))

    def _labeled(self, line: Line, current: Section) -> tuple[str, str] | None:
        """“Skills: Python, SQL”, where no heading stands above such a list."""
        found = _LABELED.match(line.text)
        if (
            not found
            or line.bullet
            or current.kind not in (HEAD, "summary", "education", "languages")
        ):
            return None
        kind = kind_of(found[1])
        return (kind, found[2]) if kind in ("skills", "languages", "summary", "interests") else None


def _with_text(line: Line, text: str) -> Line:
    return Line(cells=(text,), page=line.page, column=line.column, left=line.left)
