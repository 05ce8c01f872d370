"""The debrief on paper: its content as an accessible PDF, on A4 or US Letter.

Page one is filled by counting lines (hiring/debriefs/report/page_one.py), so it is printed once.
The rest flows: nothing that a person wrote is shortened there.
"""

import logging
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from hiring.debriefs.models import Debrief
from hiring.debriefs.presenting import shown
from hiring.debriefs.report import page_one
from hiring.debriefs.report.metrics import shortened
from hiring.debriefs.report.model import Content
from hiring.ui import prose

STYLE = Path(__file__).parent / "static" / "debriefs" / "print.css"
LOG = logging.getLogger("weasyprint")
# One at a time: the log, by which WeasyPrint tells of missing glyphs, is all threads'.
_PRINTING = threading.Lock()
STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9a-fA-F]*>", re.DOTALL)
STREAM = re.compile(rb"/ObjStm.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PAGE_TREE = re.compile(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)", re.DOTALL)


PAGE_ONE, PAGE_TWO = '<section id="decide"', '<section class="db-new"'
END = "</body></html>"
NUMBERED_FROM_TWO = "<style>@page:first { counter-increment: page 2 }</style></head>"
REFERENCE = re.compile(r'(<a class="ref" href="#([^"]+)">)(?=</a>)')
# In millimeters, of the line at the foot of each page.
NAME_ROOM = 40


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"

    @property
    def label(self) -> str:
        return {Paper.A4: _("A4"), Paper.LETTER: _("US Letter")}[self]

    @property
    def height(self) -> float:
        return {Paper.A4: page_one.A4, Paper.LETTER: page_one.LETTER}[self]

    @property
    def other(self) -> "Paper":
        return Paper.LETTER if self is Paper.A4 else Paper.A4


def make_pdf(
    debrief: Debrief,
    content: Content,
    *,
    made_at: datetime,
    seal: str = "",
    paper: str = "",
) -> tuple[bytes, int]:
    """Return the PDF/UA-1 bytes of a debrief and its number of pages.

    `seal` is the SHA-256 of the content; `paper` is the installation's usual one by default.
    """
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "debrief": debrief,
            "made_at": made_at,
            "seal": " ".join(seal[at : at + 4] for at in range(0, len(seal), 4)),
            **_on_paper(content, Paper(paper or settings.DEBRIEF_PAPER)),
        }
        pdf = _print(context)
    return pdf, count_pages(pdf)


def _on_paper(content: Content, paper: Paper) -> dict[str, Any]:
    fitted = page_one.fit(content, paper.height)
    return {
        **shown(content),
        "paper": paper.value,
        "short_name": shortened(prose.excerpt(content.candidate.name, 60), NAME_ROOM),
        "page_one": fitted,
        "arguments_for": fitted.quotes_for,
        "arguments_against": fitted.quotes_against,
        "open_questions": content.open_questions[: fitted.open_questions],
    }


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has, as its page tree says; ValueError if it has none."""
    for stream in STREAM.findall(pdf):
        # Without texts, in which anything may be written.
        found = PAGE_TREE.search(STRING.sub(b"", zlib.decompress(stream)))
        if found:
            return int(found[1])
    raise ValueError("the PDF has no page tree")


def _print(context: dict[str, Any]) -> bytes:
    """Return the PDF.

    What this machine has no font for is left out or marked: a PDF that refers to a glyph that
    is not there can't be read aloud (PDF/UA-1, 7.21.8).
    """
    # It loads WeasyPrint, a quarter of what every other process would need to start.
    from hiring.ui.pdf import without_collector

    html: str = render_to_string("debriefs/document.html", context)
    name = prose.excerpt(context["report"].candidate.name, 200)
    title = _("Debrief: %(name)s") % {"name": name}
    language = translation.get_language() or settings.LANGUAGE_CODE
    for _attempt in range(3):
        with _glyphs_missed() as missed, without_collector():
            pdf = _pages(html, title=title, language=language, style=STYLE)
        if not missed:
            break
        first, start, rest = html.partition(PAGE_TWO)
        # Page one is filled by counting: words there would take room that was not counted.
        html = prose.without_glyphs(first, missed) + start
        html += prose.without_glyphs(rest, missed, named=True)
    return pdf


def _pages(html: str, **options: Any) -> bytes:
    """Return the PDF: page one refers to the pages of what follows, so that is laid out first.

    In one document WeasyPrint would lay page one out three times.
    """
    from hiring.ui.pdf import lay_out, write

    before, _two, rest = html.partition(PAGE_TWO)
    head, page_one, decide = before.partition(PAGE_ONE)
    start = head.replace("</head>", NUMBERED_FROM_TWO, 1)
    following = lay_out(start + PAGE_TWO + rest, **options)
    numbers = {
        anchor: number
        for number, page in enumerate(following.pages, start=2)
        for anchor in page.anchors
    }
    filled = REFERENCE.sub(lambda found: f"{found[1]}{numbers.get(found[2], '')}", decide)
    return write(lay_out(head + page_one + filled + END, **options), following)


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
