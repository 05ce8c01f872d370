"""An Excel workbook's first sheet with rows, as CSV, row by row."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

import openpyxl

from candidates.resume.loading import ResumeRefused

MAX_UNPACKED = 500 * 1024 * 1024
MAX_ROWS = 100_001
MAX_COLUMNS = 200
_DAMAGED = "the workbook is damaged, protected by a password or not an Excel file"


def write_csv(data: bytes, out: BinaryIO) -> None:
    """Write the sheet as UTF-8 CSV; raises ResumeRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > MAX_UNPACKED:
            raise ResumeRefused("the workbook unpacks to more than 500 MB")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        _write(_rows(book), out)
    except (ResumeRefused, MemoryError):
        raise
    except Exception:
        # openpyxl raises whatever it meets in a broken file.
        raise ResumeRefused(_DAMAGED) from None


def _write(rows: Iterator[list[str]], out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise ResumeRefused("the workbook has more than 100,000 rows: split it")
        writer.writerow(row)
    if not number:
        raise ResumeRefused("the workbook has no rows")
    text.detach()


def _rows(book: Any) -> Iterator[list[str]]:
    for sheet in book.worksheets:
        # What the file says of its size may be wrong.
        sheet.reset_dimensions()
        is_empty = True
        for cells in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS):
            row = [_text(cell) for cell in cells]
            while row and not row[-1]:
                row.pop()
            is_empty = is_empty and not row
            if row:
                yield row
        if not is_empty:
            return


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        day = value.time() == time(0)
        return value.date().isoformat() if day else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
