"""The lines of a plain text."""

import re
import unicodedata
from collections.abc import Iterator

from candidates.resume.extract.lines import Extracted, Line
from candidates.resume.loading import ResumeRefused

MAX_BYTES = 1024 * 1024
MAX_LINES = 5_000
MAX_LINE_LENGTH = 2_000
_WIDE = re.compile(r"\t+|(?<=\S) {3,}(?=\S)")
_RULE = re.compile(r"[\s=\-_*~#─━═·.]{3,}")
_MARKDOWN = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read_plain(data: bytes) -> Extracted:
    """What the text says; raises ResumeRefused when it is none, or is another format's source."""
    if len(data) > MAX_BYTES:
        raise ResumeRefused("the text is larger than 1 MB")
    text = _decoded(data)
    start = text.lstrip()[:200].casefold()
    if start.startswith("{\\rtf"):
        raise ResumeRefused("the file is Rich Text (.rtf): save it as PDF, DOCX or plain text")
    if start.startswith(("<!doctype", "<html", "<?xml", "<script", "<?php", "<svg")):
        raise ResumeRefused("the file is a web page or XML, not plain text")
    if start.startswith("#!"):
        raise ResumeRefused("the file is a program, not a résumé")
    if not text.strip():
        raise ResumeRefused("the file is empty")
    return Extracted(lines=tuple(_lines(text)))


def _decoded(data: bytes) -> str:
    encodings = [e for mark, e in _MARKS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(text):
            return text
    raise ResumeRefused("the file is binary, not text")


def _lines(text: str) -> Iterator[Line]:
    gap = 0.0
    for number, written in enumerate(unicodedata.normalize("NFKC", text).splitlines()):
        if number >= MAX_LINES:
            raise ResumeRefused(f"the text has more than {MAX_LINES:,} lines")
        line = _line(written[:MAX_LINE_LENGTH], gap)
        gap = 0.0 if line else 1.0
        if line:
            yield line


def _line(written: str, gap: float) -> Line | None:
    if not written.strip() or _RULE.fullmatch(written):
        return None
    written = written.expandtabs(8) if written.startswith("\t") else written
    indent = float(len(written) - len(written.lstrip()))
    heading = _MARKDOWN.match(written)
    text = heading[2] if heading else written.strip()
    lead = found[1] or found[2] if (found := _BOLD.match(text)) else ""
    text = _BOLD.sub(lambda bold: bold[1] or bold[2], text)
    cells = tuple(" ".join(cell.split()) for cell in _WIDE.split(text) if cell.strip())
    return Line(
        cells=cells,
        size={1: 1.6, 2: 1.3}.get(len(heading[1]), 1.1) if heading else 1.0,
        bold=bool(heading) or bool(lead and lead == text),
        lead="" if lead == text else lead,
        heading=bool(heading),
        gap=gap,
        indent=indent,
    )
