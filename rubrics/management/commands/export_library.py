import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rubrics.documents.yaml import to_yaml
from rubrics.exchange.gathering import library_documents


class Command(BaseCommand):
    help = (
        "Export the competencies, rubrics and questions that were created or edited here, as YAML, "
        "to standard output or a file. --all exports the whole library, --history every version."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path)
        parser.add_argument("--all", action="store_true", dest="everything")
        parser.add_argument("--history", action="store_true")

    def handle(
        self, *, output: Path | None, everything: bool, history: bool, **options: Any
    ) -> None:
        documents = list(library_documents(everything=everything, history=history))
        text = to_yaml(documents)
        if output is None:
            sys.stdout.write(text)
        else:
            _write(output, text)
        if options["verbosity"]:
            self.stderr.write(f"{len(documents)} items written to {output or 'standard output'}.")


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise CommandError(f"{output}: {error.strerror}", returncode=2) from error
