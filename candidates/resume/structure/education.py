"""Degrees out of the section on education."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from candidates.resume.structure.dates import span_in
from candidates.resume.structure.entries import Entry, Item, entries_of, items_of, parts_of
from candidates.resume.structure.jobs import times
from candidates.resume.structure.places import place_in
from candidates.resume.structure.sections import Section
from candidates.resume.structure.words import alternatives, fold, has, without_label, words

_OF = re.compile(
    r"^\s*(?:degree)?\s*(?:\([^)]*\))?\s*"
    r"(?:,|:|\||\bin\b|\bof\b|\bder\b|\ben\b|\bde\b|\bem\b|-|–|—)?\s*",
    re.I,
)
_HAS_CAMPUSES = re.compile(
    r"(?:university of (?:california|wisconsin|illinois|texas|north carolina)"
    r"|institute of technology)$"
)
_COMMA = re.compile(r"\s*[,،、;]\s*")


def education_in(section: Section) -> list[dict[str, Any]]:
    """The section's degrees as JSON Resume's `education` has them."""
    items = items_of(section.lines)
    entries = entries_of(items, dates=True, starts=_starts)
    found = [degree for entry in entries if (degree := _degree(entry))]
    return list(_with_places(found))


def _with_places(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Degrees; one without a place to learn at that follows another was earned there."""
    last = ""
    for degree in found:
        last = degree.setdefault("institution", last) or last
        yield {key: value for key, value in degree.items() if value}


def _starts(item: Item, before: Item | None) -> bool:
    if item.bullet:
        return has("institutions", item.text) or bool(_find_degree(item.text))
    return bool(
        (before and before.bullet and without_label("courses", item.text) is None)
        or (item.gap > 0.9 and not _score().match(item.text))
        or (item.bold and has("institutions", item.text))
    )


def _degree(entry: Entry) -> dict[str, Any]:
    lines = [*entry.heading, *entry.body]
    named = [
        item
        for item in lines
        if without_label("courses", item.text) is None and len(item.text) < 160
    ]
    text = " ".join(item.text for item in lines)
    parts = [p for p in parts_of(named) if not place_in(p)]
    degree: dict[str, Any] = {"institution": _institution(parts).strip(" .")}
    degree |= _study(parts, degree["institution"])
    if not degree["institution"] and not degree.get("studyType"):
        return {}
    if score := _score().search(text):
        degree["score"] = score[1].strip(" .,")
    degree["courses"] = [
        course.strip(" .")
        for item in lines
        if (listed := without_label("courses", item.text)) is not None
        for course in _COMMA.split(listed)
        if course.strip(" .")
    ]
    degree |= _times(entry)
    if not degree["institution"]:
        del degree["institution"]
    return degree


def _times(entry: Entry) -> dict[str, str]:
    """A single date of a degree is when it was earned."""
    span = entry.span or span_in(" ".join(item.text for item in entry.heading))
    if span and not span.is_range:
        return {"endDate": span.start}
    return times(Entry(span=span))


def _institution(parts: list[str]) -> str:
    """The part, or the piece of one between commas, that names a place to learn at."""
    for part in parts:
        if not has("institutions", part):
            continue
        pieces = [piece for piece in _COMMA.split(part) if piece]
        named = [piece for piece in pieces if has("institutions", piece)]
        if _find_degree(named[0]) and (
            at := re.split(r"\s+(?:at|from|bei|an der|à|,)\s+", named[0])
        ):
            named = [piece for piece in at if has("institutions", piece)] or named
        return _joined_school(pieces, named[0])
    return _other_school(parts)


def _joined_school(pieces: list[str], school: str) -> str:
    """“University of California, Berkeley” is one name."""
    place = next((i for i, piece in enumerate(pieces) if piece == school), None)
    if place is None:
        return _without_degree(school)
    after = pieces[place + 1] if place + 1 < len(pieces) else ""
    is_campus = _HAS_CAMPUSES.search(fold(school))
    return f"{school}, {after}" if is_campus and after else _without_degree(school)


def _without_degree(text: str) -> str:
    """“清华大学 计算机科学 硕士” is the school, the field and the degree, told apart by spaces."""
    if not any("\u3040" <= c <= "\ud7a3" for c in text):
        return text
    return next((word for word in text.split() if has("institutions", word)), text)


def _other_school(parts: list[str]) -> str:
    """A part that is no degree and no grade, when another one is."""
    if not any(_find_degree(part) for part in parts):
        return ""
    others = [p for p in parts if not _find_degree(p) and not _score().search(p) and len(p) < 80]
    if others:
        return others[0]
    pieces = [piece for piece in _COMMA.split(parts[0]) if piece]
    if len(pieces) < 2:
        return ""
    return pieces[-1] if _find_degree(pieces[0]) else pieces[0]


def _study(parts: list[str], school: str) -> dict[str, str]:
    for place, part in enumerate(parts):
        found = _find_degree(part)
        if not found:
            continue
        begin, stop = found
        area = _area(part[stop:], school) or _area(part[:begin], school)
        if not area and place + 1 < len(parts) and not has("institutions", parts[place + 1]):
            area = _area(parts[place + 1], school)
        return {"studyType": part[begin:stop].strip(" ,("), "area": area}
    others = [p for p in parts if not has("institutions", p) and not _score().search(p)]
    return {"area": others[0][:120]} if others and school else {}


def _area(text: str, school: str) -> str:
    text = _score().sub("", text.replace(school, "") if school else text)
    text = _OF.sub("", text)
    pieces = [p.strip(" .()-–—") for p in re.split(r"[,;،、|\t(]|\s+at\s+|\s[–—-]\s", text)]
    kept = [p for p in pieces if p and not has("institutions", p) and not place_in(p)]
    kept = [p for p in kept if _find_degree(p) != (0, len(p))]
    return kept[0][:120] if kept and any(c.isalpha() for c in kept[0]) else ""


@cache
def _degrees() -> re.Pattern[str]:
    listed = "|".join(words()["degrees"])
    cjk = r"[\u3040-\u9fff\uac00-\ud7a3]"
    return re.compile(
        rf"(?<![^\W_])(?:{listed})(?:/(?:{listed}))?(?![^\W\d_]|['’])|{cjk}*?(?:博士|硕士|碩士|修士|学士|本科)(?:研究生)?"
    )


def _find_degree(text: str) -> tuple[int, int] | None:
    """Where a degree stands in the text."""
    for found in _degrees().finditer(fold(text)):
        written = text[found.start() : found.end()]
        if _is_written_as_one(written, text):
            return found.start(), found.end()
    return None


def _is_written_as_one(written: str, text: str) -> bool:
    """“MA”, “BE”, “ME”, “MS” are degrees when they are written as such."""
    letters = re.sub(r"\W", "", written)
    if len(letters) > 2 or not written.isascii() or letters.isupper():
        return True
    return letters[:1].isupper() and ("." in written or text.strip() == written)


@cache
def _score() -> re.Pattern[str]:
    """Finds a grade: “GPA: 3.9/4.0”, “Note 1,3”."""
    listed = alternatives(words()["scores"])
    number = r"[\d.,]+(?:\s*(?:/|out of|von)\s*[\d.,]+)?|[A-D][+-]?(?=\W|$)"
    return re.compile(rf"(?<!\w)(?:{listed})\s*[:=]?\s*(?:of\s+)?({number})", re.I)
