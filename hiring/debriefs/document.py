"""The debrief on paper: content to an accessible PDF of at most four pages where they suffice.

The content is never shortened; on paper long texts are. How much room each gets is found by
trying, so that a usual debrief prints its evidence whole, and a very long one still ends on
page four and says that the page in the product holds the rest.
"""

import logging
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from hiring.debriefs.models import Debrief
from hiring.ui import prose
from hiring.ui.pdf import render_pdf

MAX_PAGES = 4
STYLE = Path(__file__).parent / "static" / "debriefs" / "print.css"


@dataclass(frozen=True)
class Fit:
    """How much goes on paper: characters of one piece of evidence, gaps shown on page one."""

    room: int
    gaps: int = 1
    # Smaller type, and no page of its own for the answer.
    dense: bool = False
    # Levels by number instead of by name, and no table of ratings: they stand by the evidence.
    brief: bool = False


# Tried in this order until the pages suffice.
FITS = (
    Fit(room=700),
    Fit(room=360),
    Fit(room=220),
    Fit(room=220, dense=True),
    Fit(room=120, dense=True, brief=True),
    Fit(room=40, gaps=0, dense=True, brief=True),
)
# From so many ratings on there is no need to try the roomier ones.
DENSE_FROM, BRIEF_FROM = 32, 48
LOG = logging.getLogger("weasyprint")
# One at a time: the log, by which WeasyPrint tells of missing glyphs, is all threads'.
_PRINTING = threading.Lock()
STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9a-fA-F]*>", re.DOTALL)
STREAM = re.compile(rb"/ObjStm.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PAGE_TREE = re.compile(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)", re.DOTALL)


def make_pdf(debrief: Debrief, content: dict[str, Any], *, made_at: datetime) -> tuple[bytes, int]:
    """Return the PDF/UA-1 bytes of a debrief and its number of pages."""
    with translation.override(settings.LANGUAGE_CODE):
        for fit in _worth_trying(content):
            pdf = _print(debrief, content, made_at=made_at, fit=fit)
            pages = count_pages(pdf)
            if pages <= MAX_PAGES:
                break
    return pdf, pages


def _worth_trying(content: dict[str, Any]) -> list[Fit]:
    ratings = sum(len(row["levels"]) for row in content["matrix"]["rows"])
    if ratings >= BRIEF_FROM:
        return [fit for fit in FITS if fit.brief]
    return [fit for fit in FITS if fit.dense or ratings < DENSE_FROM]


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has, as its page tree says; ValueError if it has none."""
    for stream in STREAM.findall(pdf):
        # Without texts, in which anything may be written.
        found = PAGE_TREE.search(STRING.sub(b"", zlib.decompress(stream)))
        if found:
            return int(found[1])
    raise ValueError("the PDF has no page tree")


def _print(debrief: Debrief, content: dict[str, Any], *, made_at: datetime, fit: Fit) -> bytes:
    """Return the PDF with as much text as `fit` says.

    What this machine has no font for is left out or marked: a PDF that refers to a glyph that
    is not there can't be read aloud (PDF/UA-1, 7.21.8).
    """
    context = {
        "debrief": debrief,
        "content": content,
        "made_at": made_at,
        "short_name": prose.excerpt(content["candidate"]["name"], 40),
        "paper": True,
        "excerpt": fit.room,
        "gaps": f":{fit.gaps}",
        "other_gaps": f"{fit.gaps}:",
        "dense": fit.dense,
        "brief": fit.brief,
    }
    page: str = render_to_string("debriefs/document.html", context)
    html = page.replace("</head>", f"<style>{_style()}</style></head>", 1)
    title = _("Debrief: %(name)s") % {"name": prose.excerpt(content["candidate"]["name"], 200)}
    language = translation.get_language() or settings.LANGUAGE_CODE
    for _attempt in range(3):
        with _glyphs_missed() as missed:
            pdf = render_pdf(html, title=title, language=language)
        if not missed:
            break
        html = prose.without_glyphs(html, missed)
    return pdf


@cache
def _style() -> str:
    return STYLE.read_text()


@contextmanager
def _glyphs_missed() -> Iterator[set[int]]:
    """Give the code points that WeasyPrint found no font for; it only tells its log."""
    missed: set[int] = set()

    def note(record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(".notdef glyph") and isinstance(record.args, tuple):
            missed.add(int(str(record.args[1])))
        return record.levelno >= logging.ERROR

    with _PRINTING:
        level = LOG.level
        LOG.setLevel(logging.WARNING)
        LOG.addFilter(note)
        try:
            yield missed
        finally:
            LOG.removeFilter(note)
            LOG.setLevel(level)
