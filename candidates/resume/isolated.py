"""Reading the résumés that strangers sent in a process of its own (extract/__main__.py)."""

import json
from typing import Any

from candidates.resume.loading import ResumeRefused, Unreadable
from hiring.activity.isolated import TooLong, run_isolated

REFUSED = 3
ROWS_TIMEOUT = 150
MAX_ROWS_OUTPUT = 64 * 1024 * 1024
_TOO_LONG = "the file takes too long to read"
_DAMAGED = "the file is damaged or needs too much memory to be read"


def read_isolated(data: bytes, *, name: str) -> dict[str, Any]:
    """The file’s `resume` (JSON Resume), `text`, `html` and `pages`; raises ResumeRefused."""
    return json.loads(_output(data, "read", _argument(name)))


def draw_page(data: bytes, *, page: int, width: int) -> bytes:
    """A page of a PDF, counted from 1, as a WebP picture; raises ResumeRefused."""
    return _output(data, "picture", str(page), str(width))


def workbook_as_csv(data: bytes) -> bytes:
    """An Excel workbook's first sheet with rows as UTF-8 CSV; raises ResumeRefused."""
    return _output(data, "rows", timeout=ROWS_TIMEOUT, most=MAX_ROWS_OUTPUT)


def _argument(name: str) -> str:
    """A file's name as one that every system takes as an argument."""
    return name.encode("utf-8", "replace").decode().replace("\0", "")[-200:]


def _output(data: bytes, *arguments: str, **limits: int) -> bytes:
    try:
        status, found = run_isolated("candidates.resume.extract", *arguments, data=data, **limits)
    except TooLong:
        raise ResumeRefused(_TOO_LONG) from None
    if status == REFUSED:
        raise _refusal(json.loads(found))
    if status:
        raise ResumeRefused(_DAMAGED)
    return found


def _refusal(told: dict[str, Any]) -> ResumeRefused:
    if told.get("unreadable"):
        return Unreadable(told["refused"], pages=told["pages"])
    return ResumeRefused(told["refused"])
