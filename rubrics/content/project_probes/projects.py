"""The projects that a résumé tells of, as texts to probe. Takes JSON Resume as a plain dict."""

from dataclasses import dataclass
from typing import Any

_MAX_ROWS = 50


@dataclass(frozen=True)
class ProjectText:
    """One project of a résumé: what `probe` takes."""

    name: str
    text: str
    technologies: tuple[str, ...]


def projects_of(resume_document: dict[str, Any]) -> list[ProjectText]:
    """Return the projects of a JSON Resume in its order; at most fifty.

    A post is no project. What has no words in it is left out, and so is what is of another form
    than the standard's.
    """
    given = resume_document.get("projects") if isinstance(resume_document, dict) else None
    rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
    found = [_project(row) for row in rows]
    return [one for one in found if one.text or one.technologies][:_MAX_ROWS]


def _project(row: dict[str, Any]) -> ProjectText:
    text = "\n".join(filter(None, [_line(row.get("description")), *_lines(row, "highlights")]))
    return ProjectText(_line(row.get("name")), text, tuple(_lines(row, "keywords")))


def _line(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _lines(row: dict[str, Any], key: str) -> list[str]:
    given = row.get(key)
    return [line for line in map(_line, given) if line] if isinstance(given, list) else []
