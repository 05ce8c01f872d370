"""A résumé's sections as text that people correct, and back.

An entry begins with a line of parts between bars, in a fixed order; points begin with a dash, and
a blank line ends it:

    Senior ML Engineer | Zalando SE | Berlin | Jan 2019 – present
    - Led ranking
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from candidates.resume.structure.dates import span_in

TIME = "time"
NOW = "present"


@dataclass(frozen=True)
class _Shape:
    """The parts of an entry's first line, by their keys in JSON Resume, and of what follows."""

    parts: tuple[str, ...]
    prose: str = ""
    points: str = ""
    date: str = ""


_SHAPES = {
    "work": _Shape(("position", "name", "location", TIME), "summary", "highlights"),
    "education": _Shape(("studyType", "area", "institution", TIME, "score"), points="courses"),
    "projects": _Shape(("name", "url", TIME), "description", "highlights"),
    "publications": _Shape(("name", "publisher", TIME, "url"), "summary", date="releaseDate"),
}


def texts_of(resume: dict[str, Any]) -> dict[str, str]:
    """Each section of a JSON Resume that can be corrected, as text."""
    texts = {"summary": _object(resume.get("basics")).get("summary", "")}
    for name, shape in _SHAPES.items():
        entries = [_entry_text(entry, shape) for entry in resume.get(name, [])]
        texts[name] = "\n\n".join(entries)
    texts["skills"] = _pairs_text(resume.get("skills", []), "name", "keywords")
    texts["languages"] = _pairs_text(resume.get("languages", []), "language", "fluency")
    return texts


def with_texts(resume: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """The JSON Resume with these sections as they were corrected; the rest stays."""
    changed = dict(resume)
    if "summary" in texts:
        changed["basics"] = {**_object(resume.get("basics")), "summary": texts["summary"].strip()}
    for name, shape in _SHAPES.items():
        if name in texts:
            changed[name] = _entries(texts[name], shape, resume.get(name, []))
    readers: dict[str, Callable[[str], Any]] = {"skills": _skill, "languages": _language}
    for name, read in readers.items():
        if name in texts:
            changed[name] = [read(line) for line in texts[name].splitlines() if line.strip()]
    return changed


def _entry_text(entry: dict[str, Any], shape: _Shape) -> str:
    parts = [_time_text(entry, shape) if key == TIME else entry.get(key, "") for key in shape.parts]
    first = " | ".join(part.replace("|", "/") for part in parts)
    prose = entry.get(shape.prose, "").splitlines()
    points = [f"- {point}" for point in entry.get(shape.points, [])]
    return "\n".join([re.sub(r"(?: \| *)+$", "", first), *filter(str.strip, prose), *points])


def _time_text(entry: dict[str, Any], shape: _Shape) -> str:
    if shape.date:
        return entry.get(shape.date, "")
    start, end = entry.get("startDate", ""), entry.get("endDate", "")
    return f"{start} – {end or NOW}" if start else end


def _entries(text: str, shape: _Shape, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of a section; what the text has no place for stays with those of one name."""
    blocks = [b for b in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if b.strip()]
    found = [_entry(block.strip().splitlines(), shape) for block in blocks]
    return [{**_unedited(entry, shape, before), **entry} for entry in found]


def _entry(lines: list[str], shape: _Shape) -> dict[str, Any]:
    parts = [part.strip() for part in lines[0].split("|")]
    entry: dict[str, Any] = {}
    for key, part in zip(shape.parts, parts, strict=False):
        entry |= _time(part, shape) if key == TIME else {key: part}
    rest = [line.strip() for line in lines[1:] if line.strip()]
    points = [line[1:].strip() for line in rest if line[0] in "-•*"]
    prose = [line for line in rest if line[0] not in "-•*" or not shape.points]
    told = {shape.points: points, shape.prose: "\n".join(prose)}
    return {k: v for k, v in (entry | told).items() if k and v}


def _time(text: str, shape: _Shape) -> dict[str, str]:
    span = span_in(text)
    if span is None:
        return {}
    if shape.date:
        return {shape.date: span.end or span.start}
    if not span.is_range:
        return {"endDate": span.start}
    return {"startDate": span.start, "endDate": span.end}


def _unedited(entry: dict[str, Any], shape: _Shape, before: list[dict[str, Any]]) -> dict[str, Any]:
    edited = {*shape.parts, shape.prose, shape.points, shape.date, "startDate", "endDate"}
    first = shape.parts[0]
    same = next((old for old in before if old.get(first) == entry.get(first)), {})
    return {key: value for key, value in same.items() if key not in edited}


def _pairs_text(entries: list[dict[str, Any]], name: str, more: str) -> str:
    lines = []
    for entry in entries:
        said = entry.get(more, "")
        listed = ", ".join(said) if isinstance(said, list) else said
        lines.append(f"{entry.get(name, '')}: {listed}" if listed else entry.get(name, ""))
    return "\n".join(lines)


def _skill(line: str) -> dict[str, Any]:
    name, _colon, listed = line.partition(":")
    words = [word.strip() for word in listed.split(",") if word.strip()]
    return {"name": name.strip(), "keywords": words} if words else {"name": name.strip()}


def _language(line: str) -> dict[str, str]:
    name, _colon, fluency = line.partition(":")
    return {"language": name.strip(), "fluency": fluency.strip()}


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
