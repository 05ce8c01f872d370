import json
import sys
from pathlib import Path
from typing import NoReturn

from django.core.management.base import BaseCommand

from hiring.requisitions.job_text import lint

BAD_INPUT = 2
MAX_BYTES = 1_000_000


class Command(BaseCommand):
    help = (
        "Prints what keeps people from applying in the text of a job (a UTF-8 file), as JSON; "
        "exits 2 with the reason when it cannot be read."
    )
    # Reads a file and nothing else: no database, no checks.
    requires_system_checks: list = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        findings = [
            {"rule": f.rule, "text": f.text, "cost": f.cost, "instead": f.instead}
            for f in lint(self._text(file))
        ]
        self.stdout.write(json.dumps({"findings": findings}, ensure_ascii=False, indent=2))

    def _text(self, file: Path) -> str:
        try:
            with file.open("rb") as opened:
                data = opened.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            self._refuse(f"{file}: {getattr(error, 'strerror', None) or error}")
        if len(data) > MAX_BYTES:
            self._refuse("the file is larger than 1 MB")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._refuse(f"the file is not UTF-8 text (byte {error.start + 1})")
        if "\0" in text:
            self._refuse("the file is not text")
        if not text.strip():
            self._refuse("the file is empty")
        return text

    def _refuse(self, reason: str) -> NoReturn:
        self.stderr.write(" ".join(reason.split()))
        sys.exit(BAD_INPUT)
