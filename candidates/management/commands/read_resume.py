import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from candidates.resume.loading import MAX_BYTES, ResumeRefused
from candidates.resume.reading import read_resume

BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Prints a JSON Resume file as JSON Resume 1.0 with meta.warnings; "
        "exits 2 with the reason when it cannot be read."
    )
    # Reads a file and nothing else: no database, no checks.
    requires_system_checks: list = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        try:
            with file.open("rb") as opened:
                resume = read_resume(opened.read(MAX_BYTES + 1), name=file.name)
        except ResumeRefused as refused:
            self._refuse(refused.reason)
        except (OSError, ValueError) as error:
            self._refuse(f"{file}: {getattr(error, 'strerror', None) or error}".replace("\0", ""))
        self.stdout.write(json.dumps(resume.as_json_resume(), ensure_ascii=False, indent=2))

    def _refuse(self, reason: str) -> None:
        self.stderr.write(" ".join(reason.split()))
        sys.exit(BAD_INPUT)
