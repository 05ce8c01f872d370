"""The text of a Word document (.docx), and the same as clean HTML, by mammoth."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import mammoth

from candidates.resume.clean_html import clean_html
from candidates.resume.extract.lines import Extracted, Line
from candidates.resume.loading import ResumeRefused, Unreadable

MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 2_000
# Paragraphs in one cell of a table from which on the table is there for its columns.
COLUMN_PARAGRAPHS = 3
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h3:fresh
"""
_SIZES = {"h1": 2.0, "h2": 1.4, "h3": 1.2, "h4": 1.1, "h5": 1.1, "h6": 1.1}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADER = re.compile(r"word/header\d*\.xml")
_WIDE = re.compile(r"\t+|\s{4,}|\u2003+")


def read_word(data: bytes) -> Extracted:
    """What the document says; raises ResumeRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(archive)
            above = list(_header_lines(archive))
        html = _clean(data)
    except (ResumeRefused, MemoryError):
        raise
    except Exception:
        # mammoth and the archive raise whatever they meet in a broken file.
        raise Unreadable("the Word document is damaged or truncated") from None
    body = _Lines.of(html)
    if not body.lines and not above:
        raise Unreadable("the Word document has no text")
    said = {line.text for line in body.lines}
    lines = [*(line for line in above if line.text not in said), *body.lines]
    return Extracted(lines=tuple(lines), links=tuple(body.links), html=html)


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise ResumeRefused("the Word document unpacks to more than 100 MB")
    if any(part.flag_bits & 1 for part in parts):
        raise ResumeRefused("the Word document is protected by a password")


def _clean(data: bytes) -> str:
    """The document as HTML without pictures, scripts, styles and anything active."""
    converted = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
    )
    return clean_html(converted.value)


def _header_lines(archive: zipfile.ZipFile) -> Iterator[Line]:
    """What stands in the page's header, where many put their name and address."""
    told: set[str] = set()
    for part in filter(_HEADER.fullmatch, archive.namelist()):
        for paragraph in ElementTree.fromstring(archive.read(part)).iter(f"{_WORD}p"):  # noqa: S314
            text = "".join(
                "\t" if node.tag == f"{_WORD}tab" else node.text or ""
                for node in paragraph.iter()
                if node.tag in (f"{_WORD}t", f"{_WORD}tab")
            )
            if text.strip() and text not in told:
                told.add(text)
                yield _line(text, size=1.3 if len(told) == 1 else 1.0)


def _line(text: str, *, size: float = 1.0, bold: bool = False, lead: str = "", **said: Any) -> Line:
    text = unicodedata.normalize("NFKC", text)
    cells = tuple(" ".join(cell.split()) for cell in _WIDE.split(text.strip()) if cell.strip())
    return Line(cells=cells, size=size, bold=bold, lead=" ".join(lead.split()), **said)


class _Lines(HTMLParser):
    """Goes through the clean HTML and keeps its paragraphs as lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.links: list[str] = []
        # The paragraph so far: its pieces, each with whether it is bold.
        self.pieces: list[tuple[str, bool]] = []
        self.tag = "p"
        self.strong = 0
        self.items = 0
        self.gap = 0.0
        # Lines of the cells of the row, where a table is open.
        self.rows: list[list[list[Line]]] = []

    @classmethod
    def of(cls, html: str) -> "_Lines":
        reader = cls()
        reader.feed(html)
        reader.close()
        reader.ends()
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", *_SIZES):
            self.ends()
            self.tag = tag if tag in _SIZES else "p"
        if tag == "br":
            self.ends(keep_tag=True)
        if tag == "strong":
            self.strong += 1
        if tag in ("ul", "ol"):
            self.ends()
            self.items += 1
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.ends()
            self.rows[-1].append([])
        if tag == "a" and (link := dict(attrs).get("href")):
            self.links.append(link)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", *_SIZES):
            self.ends()
        if tag == "strong":
            self.strong = max(0, self.strong - 1)
        if tag in ("ul", "ol"):
            self.items = max(0, self.items - 1)
        if tag in ("td", "th"):
            self.ends()
        if tag == "tr" and self.rows:
            self._end_row(self.rows.pop())

    def handle_data(self, data: str) -> None:
        self.pieces.append((data, self.strong > 0))

    def ends(self, *, keep_tag: bool = False) -> None:
        """Keep the paragraph that was open; an empty one is white above the next."""
        text = "".join(piece for piece, _bold in self.pieces)
        if not text.strip():
            self.gap = 1.0 if self.tag == "p" and self.pieces else self.gap
        else:
            self._keep(self._paragraph(text))
        self.pieces = []
        if not keep_tag:
            self.tag = "p"

    def _paragraph(self, text: str) -> Line:
        lead = ""
        for piece, is_bold in self.pieces:
            if not is_bold and piece.strip():
                break
            lead += piece
        is_bold = len(lead.strip()) >= len(text.strip())
        heading = self.tag in _SIZES
        gap = 1.0 if heading else self.gap
        self.gap = 0.0
        return _line(
            text,
            size=_SIZES.get(self.tag, 1.0),
            bold=is_bold or heading,
            lead="" if is_bold else lead,
            heading=heading,
            bullet=self.items > 0,
            gap=gap,
            indent=2.0 * self.items,
        )

    def _keep(self, line: Line) -> None:
        if not line.cells:
            return
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(line)
        elif not self.rows:
            self.lines.append(line)

    def _end_row(self, cells: list[list[Line]]) -> None:
        """A row of short cells is a line; one of long ones has columns."""
        if any(len(lines) >= COLUMN_PARAGRAPHS for lines in cells):
            found = [line for lines in cells for line in lines]
        else:
            found = list(_side_by_side(cells))
        for line in found:
            self._keep(line)


def _side_by_side(cells: list[list[Line]]) -> Iterator[Line]:
    for place in range(max(map(len, cells), default=0)):
        row = [lines[place] for lines in cells if place < len(lines)]
        first = row[0]
        yield Line(
            cells=tuple(cell for line in row for cell in line.cells),
            bold=all(line.bold for line in row),
            lead=first.lead or (first.text if first.bold and len(row) > 1 else ""),
            bullet=first.bullet and len(row) == 1,
            gap=first.gap,
        )
