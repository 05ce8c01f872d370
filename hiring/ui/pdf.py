"""Printed documents: HTML to an accessible PDF (PDF/UA-1), with nothing fetched from anywhere."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "packaged:"
ROOT = Path(__file__).resolve().parent / "static" / "ui"
PRINT_CSS = ROOT / "pdf" / "print.css"
FIGURE_CSS = ROOT / "pdf" / "figures.css"
SVG = "{http://www.w3.org/2000/svg}"


class RefusedAddress(ValueError):
    """A document referred to something that is not packaged with the product."""


class PackagedFiles(URLFetcher):
    """Reads `packaged:` addresses below hiring/ui/static/ui and refuses all others.

    Printed pages hold text of candidates: no address in it may reach a file or a network.
    """

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The file's bytes. RefusedAddress for another scheme or a path that leads outside."""
        path = (ROOT / url.removeprefix(SCHEME).lstrip("/")).resolve()
        if not url.startswith(SCHEME) or not path.is_relative_to(ROOT) or not path.is_file():
            raise RefusedAddress(f"Not a packaged file: {url[:80]}")
        kind = guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def render_pdf(html: str, *, title: str, language: str, style: Path | None = None) -> bytes:
    """PDF/UA-1 bytes of a document made from `ui/pdf/base.html`.

    `style` is a style sheet beside the usual one, which it may overrule. `title` and `language`
    (a BCP 47 tag) go into the file's metadata, where readers announce them.
    The same input gives the same bytes.
    """
    with without_collector():
        return write(lay_out(html, title=title, language=language, style=style))


def lay_out(html: str, *, title: str, language: str, style: Path | None = None) -> Document:
    """Lay out the pages of a document, as `render_pdf` does, to be written later."""
    document = HTML(string=html, base_url=SCHEME, url_fetcher=PackagedFiles())
    _declare(document.etree_element, title=title, language=language)
    _prepare_figures(document.etree_element)
    sheets = [_stylesheet(path) for path in (PRINT_CSS, style) if path]
    return document.render(font_config=_fonts(), stylesheets=sheets, pdf_variant="pdf/ua-1")


def write(first: Document, *others: Document) -> bytes:
    """Return the pages of one document, and of others after it, as PDF/UA-1."""
    pages = [page for document in (first, *others) for page in document.pages]
    pdf: bytes = first.copy(pages).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


@contextmanager
def without_collector() -> Iterator[None]:
    """Put Python's search for cycles off: of a document nothing is garbage before its end.

    Half a million objects made at once would be searched again and again, a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def _fonts() -> FontConfiguration:
    """Find the machine's fonts once a process; documents bring none of their own."""
    return FontConfiguration()


@cache
def _stylesheet(path: Path) -> CSS:
    """Read once a process: parsing takes longer than a page of text."""
    return CSS(string=path.read_text(), base_url=SCHEME, url_fetcher=PackagedFiles())


def _declare(root: Element, *, title: str, language: str) -> None:
    """Set language and title, without which a reader cannot announce the document."""
    root.set("lang", language)
    head = root.find("head")
    if head is None:
        head = Element("head")
        root.insert(0, head)
    element = head.find("title")
    if element is None:
        element = SubElement(head, "title")
    element.text = title


def _prepare_figures(root: Element) -> None:
    """Give each drawing its style and spoken text; ornaments without any leave the page.

    WeasyPrint draws an inline SVG without the page's stylesheet, and takes its text from <title>.
    """
    rules = FIGURE_CSS.read_text()
    for parent in list(root.iter()):
        for drawing in [child for child in parent if child.tag == f"{SVG}svg"]:
            text = _spoken(drawing)
            if not text:
                _remove(parent, drawing)
                continue
            for old in drawing.findall(f"{SVG}title"):
                drawing.remove(old)
            spoken, style = Element(f"{SVG}title"), Element(f"{SVG}style")
            spoken.text, style.text = text, rules
            drawing[:0] = [spoken, style]


def _spoken(drawing: Element) -> str:
    """What a drawing says: its label, its title or, if hidden on screens, its text for paper."""
    if drawing.get("aria-hidden") == "true":
        return drawing.get("data-alt", "").strip()
    title = drawing.findtext(f"{SVG}title") or ""
    return (drawing.get("aria-label") or title).strip()


def _remove(parent: Element, child: Element) -> None:
    """Remove an element and keep the text after it."""
    index, tail = list(parent).index(child), child.tail or ""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)
