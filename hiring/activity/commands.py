"""Commands that read one file and nothing else."""

import csv
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import NoReturn

from django.core.management.base import BaseCommand, CommandParser

BAD_INPUT = 2


class FileCommand(BaseCommand):
    """Reads a file; one that cannot be read is refused in one line, with exit code 2."""

    # No database, no checks.
    requires_system_checks: list = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def read(self, file: Path, most: int) -> bytes:
        """Return what the file holds, of a larger one a byte more than `most`."""
        try:
            with file.open("rb") as opened:
                return opened.read(most + 1)
        except (OSError, ValueError) as error:
            self.refuse(f"{file}: {getattr(error, 'strerror', None) or error}".replace("\0", ""))

    def read_text(self, file: Path, most: int = 1_000_000) -> str:
        """Return the UTF-8 text that the file holds."""
        data = self.read(file, most)
        if len(data) > most:
            self.refuse(f"the file is larger than {most // 1_000_000} MB")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.refuse(f"the file is not UTF-8 text (byte {error.start + 1})")

    def refuse(self, reason: str) -> NoReturn:
        """Print why on standard error, and end with the status of bad input."""
        self.stderr.write(" ".join(reason.split()))
        sys.exit(BAD_INPUT)


class TableCommand(FileCommand):
    """Reads a CSV file with a header that names exactly the columns that the command knows."""

    columns: tuple[str, ...]

    def read_rows(self, file: Path, most: int = 1_000_000) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with the number of its line, its values in the order of `columns`.

        Blank rows are left out, and so is space around values.
        """
        text = self.read_text(file, most)
        if "\0" in text:
            self.refuse("the file is not text")
        reader = csv.reader(StringIO(text, newline=""), strict=True)
        try:
            order = self._order(next(reader, []))
            for row in reader:
                values = [value.strip() for value in row]
                if any(values):
                    yield reader.line_num, self._values(values, order, reader.line_num)
        except csv.Error as error:
            self.refuse(f"line {reader.line_num}: {error}")

    def _order(self, header: list[str]) -> list[int]:
        """Return where each column stands."""
        names = [name.strip().casefold() for name in header]
        if not any(names):
            self.refuse(f"the first line must name the columns: {','.join(self.columns)}")
        if missing := [name for name in self.columns if name not in names]:
            self.refuse(f"a column is missing: {', '.join(missing)}")
        if unknown := [name for name in names if name not in self.columns]:
            self.refuse(f"unknown column: {', '.join(unknown) or 'one without a name'}")
        if len(names) > len(self.columns):
            self.refuse("a column stands twice")
        return [names.index(name) for name in self.columns]

    def _values(self, values: list[str], order: list[int], line: int) -> list[str]:
        if len(values) != len(order):
            self.refuse(f"line {line}: {len(order)} values are expected, not {len(values)}")
        return [values[at] for at in order]
