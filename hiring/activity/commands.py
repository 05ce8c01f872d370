"""Commands that read one file and nothing else."""

import sys
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
            self.refuse("the file is larger than 1 MB")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.refuse(f"the file is not UTF-8 text (byte {error.start + 1})")

    def refuse(self, reason: str) -> NoReturn:
        self.stderr.write(" ".join(reason.split()))
        sys.exit(BAD_INPUT)
