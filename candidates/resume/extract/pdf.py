"""The text of a PDF with the places of its letters, by PDFium; and pictures of its pages."""

import ctypes
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from candidates.resume.extract.columns import MAX_PIECES, Piece, lines_of
from candidates.resume.extract.lines import Extracted, Line
from candidates.resume.loading import ResumeRefused, Unreadable

MAX_PAGES = 60
MAX_LETTERS = 300_000
MAX_LINKS = 200
# A gap between letters, in heights of the letters, after which other text begins.
WIDE_GAP = 1.3
# Pixels of a picture of a page.
MAX_WIDTH, MAX_HEIGHT = 2_000, 4_000
_NO_TEXT = "the PDF has no text: it may be a scan"
# Letters of fonts of symbols, and characters that no text has.
_JUNK = re.compile("[\ue000-\uf8ff\x00-\x08\x0e-\x1f\ufffe\uffff\u200b\u00ad]")
_BULLET = "\u2022"
# What symbol fonts draw for a bullet.
_SYMBOL_BULLETS = {"\uf0b7", "\uf0a7", "\uf0d8", "\uf076", "\uf0fc"}


@dataclass
class _Letter:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    baseline: float


def opened(data: bytes) -> pdfium.PdfDocument:
    """The document; raises ResumeRefused with the reason."""
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("the PDF is protected by a password") from None
        raise Unreadable("the PDF is damaged or truncated") from None
    if not pages:
        raise Unreadable("the PDF is damaged or has no pages")
    return document


def read_pdf(data: bytes) -> Extracted:
    """What the PDF says, column by column; raises ResumeRefused."""
    document = opened(data)
    pages = len(document)
    if pages > MAX_PAGES:
        raise ResumeRefused(f"the PDF has {pages:,} pages; a résumé can have at most {MAX_PAGES}")
    lines: list[Line] = []
    links: dict[str, None] = {}
    left = MAX_LETTERS
    damaged = 0
    for number in range(pages):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            damaged += 1
            continue
        letters = list(_letters(page, left))
        left -= len(letters)
        links.update(dict.fromkeys(_links(document, page)))
        lines += _page_lines(letters, number)
    if not any(line.text.strip() for line in lines):
        if damaged == pages:
            raise Unreadable("the PDF is damaged or truncated")
        raise Unreadable(_NO_TEXT, pages=pages)
    warnings = [f"{damaged} of {pages} pages could not be read"] if damaged else []
    if left <= 0:
        warnings.append("the PDF is very long; its end was not read")
    return Extracted(
        lines=tuple(_relative(lines)),
        pages=pages,
        links=tuple(links)[:MAX_LINKS],
        warnings=tuple(warnings),
    )


def picture(data: bytes, *, page: int, width: int) -> bytes:
    """The page, counted from 1, as a WebP picture of at most this width in pixels."""
    document = opened(data)
    if not 1 <= page <= len(document):
        raise ResumeRefused(f"the PDF has no page {page}")
    try:
        leaf = document[page - 1]
        wide, high = leaf.get_size()
        scale = min(min(width, MAX_WIDTH) / max(wide, 1), MAX_HEIGHT / max(high, 1))
        drawn = leaf.render(scale=scale, may_draw_forms=False).to_pil()
    except pdfium.PdfiumError:
        raise ResumeRefused(f"page {page} of the PDF is damaged") from None
    out = io.BytesIO()
    drawn.convert("RGB").save(out, "WEBP", quality=82, method=2)
    return out.getvalue()


def _letters(page: pdfium.PdfPage, most: int) -> Iterator[_Letter]:
    """The page's letters in the order of the file; a space where words end."""
    text_page = page.get_textpage()
    handle = text_page.raw
    box = [ctypes.c_double() for _ in range(4)]
    height = page.get_height()
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(256)
    high = 0
    for index in range(min(text_page.count_chars(), most)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            # The first half of a letter that PDFium gives in two.
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code == 0:
            continue
        text = chr(code) if code < 0x110000 else "\ufffd"
        loose = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(handle, index, loose)
        if not raw.FPDFText_GetCharBox(handle, index, *box):
            continue
        x_left, x_right, *_ = (value.value for value in box)
        if loose.right > loose.left:
            x_left, x_right = loose.left, loose.right
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(handle, index, matrix)
        size = raw.FPDFText_GetFontSize(handle, index) * (abs(matrix.d) or abs(matrix.b) or 1.0)
        if not 0 < size < 400:
            size = max(abs(loose.top - loose.bottom), 1.0)
        origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(handle, index, origin_x, origin_y)
        raw.FPDFText_GetFontInfo(handle, index, name, 256, flags)
        bold = raw.FPDFText_GetFontWeight(handle, index) >= 600 or any(
            word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"-semi")
        )
        base = height - origin_y.value
        yield _Letter(text, x_left, x_right, base - 0.8 * size, base + 0.2 * size, size, bold, base)


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[str]:
    """The addresses that the page's links lead to."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if 1 < length <= 2_000:
            found = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(document.raw, action, found, length)
            yield found.value.decode("utf-8", "replace")


def _page_lines(letters: list[_Letter], page: int) -> list[Line]:
    pieces = [piece for run in _runs(letters) if (piece := _piece(run))]
    written = "".join(piece.text for piece in pieces)
    strong = sum(unicodedata.bidirectional(c) in ("R", "AL") for c in written)
    is_rtl = strong > 0.3 * max(1, sum(c.isalpha() for c in written))
    return lines_of(pieces[:MAX_PIECES], page=page, rightmost_first=is_rtl)


def _in_order(letters: list[_Letter]) -> Iterator[_Letter]:
    """PDFium turns lines of right-to-left scripts around, and with them the letters of a
    ligature, which stand at one place; this turns those back."""
    for _place, same in groupby(letters, key=lambda letter: (letter.left, letter.baseline)):
        together = list(same)
        is_rtl = all(unicodedata.bidirectional(c.text) in ("R", "AL") for c in together)
        yield from reversed(together) if is_rtl else together


def _runs(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    """Letters that follow each other on one line without a wide gap."""
    run: list[_Letter] = []
    last: _Letter | None = None
    for letter in _in_order(letters):
        if letter.text in "\r\n":
            if run:
                yield run
            run, last = [], None
            continue
        if last and letter.text.strip() and _is_apart(last, letter):
            yield run
            run = []
        run.append(letter)
        if letter.text.strip():
            last = letter
    if run:
        yield run


def _is_apart(last: _Letter, letter: _Letter) -> bool:
    size = max(last.size, letter.size)
    if letter.text.isdigit() and unicodedata.bidirectional(last.text) in ("R", "AL"):
        return abs(last.baseline - letter.baseline) > 0.5 * size
    if abs(last.baseline - letter.baseline) > 0.5 * size:
        return True
    gap = max(letter.left - last.right, last.left - letter.right)
    return gap > WIDE_GAP * size


def _piece(run: list[_Letter]) -> Piece | None:
    text = _text(run)
    drawn = [letter for letter in run if letter.text.strip()]
    if not text or not drawn:
        return None
    size = median(letter.size for letter in drawn)
    return Piece(
        text=text,
        left=min(letter.left for letter in drawn),
        right=max(letter.right for letter in drawn),
        top=min(letter.top for letter in drawn),
        bottom=max(letter.bottom for letter in drawn),
        size=size,
        bold=all(letter.bold for letter in drawn),
        lead=_text(list(takewhile(lambda letter: letter.bold or not letter.text.strip(), run))),
    )


def _text(run: list[_Letter]) -> str:
    texts = [_BULLET if letter.text in _SYMBOL_BULLETS else letter.text for letter in run]
    if _is_spaced_out(run):
        texts = list(_closed_up(run))
    text = unicodedata.normalize("NFKC", "".join(texts)) if texts else ""
    return " ".join(_JUNK.sub("", text).split())


def _is_spaced_out(run: list[_Letter]) -> bool:
    """Whether letters stand apart for looks, “L I K E  T H I S”."""
    words = "".join(letter.text for letter in run).split()
    return len(words) >= 4 and sum(len(word) == 1 for word in words) >= 0.8 * len(words)


def _closed_up(run: list[_Letter]) -> Iterator[str]:
    """The letters without the spaces between them, but for those that are wider than most."""
    drawn = [letter for letter in run if letter.text.strip()]
    pairs = list(pairwise(drawn))
    gaps = [after.left - before.right for before, after in pairs]
    usual = median(gaps)
    yield drawn[0].text
    for (_before, after), gap in zip(pairs, gaps, strict=True):
        if gap > usual + 0.2 * after.size:
            yield " "
        yield after.text


def _relative(lines: list[Line]) -> Iterator[Line]:
    """The lines with their sizes as multiples of that of most of the text."""
    weighted = sorted((line.size, len(line.text)) for line in lines)
    half, body = sum(length for _size, length in weighted) / 2, 1.0
    for size, length in weighted:
        half -= length
        if half <= 0:
            body = size
            break
    for line in lines:
        yield replace(line, size=round(line.size / body, 2))
