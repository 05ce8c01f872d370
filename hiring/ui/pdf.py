"""Printed documents: HTML to an accessible PDF (PDF/UA-1), with nothing fetched from anywhere."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.svg import Node
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
    document = _parsed(html)
    _declare(document.etree_element, title=title, language=language)
    _prepare_figures(document.etree_element)
    sheets = [_stylesheet(path) for path in (PRINT_CSS, style) if path]
    return document.render(font_config=_fonts(), stylesheets=sheets, pdf_variant="pdf/ua-1")


def _parsed(html: str) -> HTML:
    """Read a document: as XML, ten times faster, where it is that too."""
    try:
        return _FromXml(html)
    except ParseError:
        return HTML(string=html, base_url=SCHEME, url_fetcher=PackagedFiles())


class _FromXml(HTML):
    """A document that is read as XML; ParseError for one that is none."""

    def __init__(self, html: str) -> None:
        # Without its doctype: no entity can be declared, which could grow without end.
        root = fromstring(html.strip().removeprefix("<!DOCTYPE html>"))  # noqa: S314
        self.base_url, self.url_fetcher, self.media_type = SCHEME, PackagedFiles(), "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_browser_style()]


@cache
def _browser_style() -> CSS:
    """Return the usual style of HTML without notes, of which there are none.

    They would have five styles computed for each element, a tenth of the time of a document.
    """
    (usual,) = HTML(string="<p>")._ua_stylesheets()
    style = copy(usual)
    style.matcher = copy(usual.matcher)
    style.matcher.other_selectors = [
        entry for entry in usual.matcher.other_selectors if "note" not in (entry[3] or "")
    ]
    return style


def write(first: Document, *others: Document) -> bytes:
    """Return the pages of one document, and of others after it, as PDF/UA-1."""
    pages = [page for document in (first, *others) for page in document.pages]
    pdf: bytes = first.copy(pages).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


class _Whole(str):
    """A text that gives itself when its letters are asked for."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return iter((str(self),))


def _text_of(node: Node) -> str | None:
    """Return a drawn text, at once unless its letters have places of their own.

    WeasyPrint lays each letter out by itself: in Arabic none is joined then, and a drawing takes as
    long as a page of text.
    """
    text: str | None = node._etree_node.text
    return _Whole(text) if text and " " not in (node.get("x") or "").strip() else text


Node.text = property(_text_of)


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
    for parent in list(root.iter()):
        for drawing in [child for child in parent if child.tag == f"{SVG}svg"]:
            text = _spoken(drawing)
            if not text:
                _remove(parent, drawing)
                continue
            for old in drawing.findall(f"{SVG}title"):
                drawing.remove(old)
            spoken = Element(f"{SVG}title")
            spoken.text = text
            drawing[:0] = [spoken, *_style(drawing)]


def _style(drawing: Element) -> list[Element]:
    """Return the style of a drawing, where a part of it has a class."""
    if drawing.get("class") != "icon" and not any(part.get("class") for part in drawing[:]):
        return []
    style = Element(f"{SVG}style")
    style.text = FIGURE_CSS.read_text()
    return [style]


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
