"""The projects that a résumé tells of, as texts to probe. Takes JSON Resume as a plain dict."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MOST = 50


@dataclass(frozen=True)
class ProjectText:
    """One project or post: what `probe` takes, and where in the résumé it stands."""

    name: str
    text: str
    technologies: tuple[str, ...]
    source: str


def projects_of(resume_document: dict[str, Any]) -> list[ProjectText]:
    """Return the projects of a JSON Resume, then its posts, in its order; at most fifty.

    What has no words in it is left out, and so is what is of another form than the standard's.
    """
    found = [*_projects(resume_document), *_posts(resume_document)]
    return [one for one in found if one.text or one.technologies][:_MOST]


def _projects(document: dict[str, Any]) -> Iterator[ProjectText]:
    for row in _rows(document, "projects"):
        text = _joined(_line(row, "description"), *_lines(row, "highlights"))
        yield ProjectText(_line(row, "name"), text, tuple(_lines(row, "keywords")), "projects")


def _posts(document: dict[str, Any]) -> Iterator[ProjectText]:
    for row in _rows(document, "work"):
        # Older files call the employer "company".
        parts = (_line(row, "position"), _line(row, "name") or _line(row, "company"))
        text = _joined(_line(row, "summary"), *_lines(row, "highlights"))
        yield ProjectText(", ".join(filter(None, parts)), text, (), "work")


def _rows(document: dict[str, Any], key: str) -> list[dict[str, Any]]:
    given = document.get(key) if isinstance(document, dict) else None
    return [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []


def _line(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""


def _lines(row: dict[str, Any], key: str) -> list[str]:
    given = row.get(key)
    values = given if isinstance(given, list) else []
    return [value.strip() for value in values if isinstance(value, str) and value.strip()]


def _joined(*lines: str) -> str:
    return "\n".join(filter(None, lines))
