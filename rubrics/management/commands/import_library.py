import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hiring.accounts.models import User
from rubrics.documents.parsing import Incoming, read_items
from rubrics.exchange.importing import import_library
from rubrics.exchange.planning import Outcome
from rubrics.exchange.unpacking import UnusableFile, unpacked

# Higher than on the page: a bank of many thousand questions with their history.
MAX_BYTES = 200 * 1024 * 1024
MAX_ITEMS = 50_000
MISUSED = 2


class Command(BaseCommand):
    help = (
        "Import library files (YAML or zip) in one transaction. New items are published; items "
        "that differ become drafts. Items that can’t be imported are reported with the reason "
        "and skipped. Exits 1 if any item was skipped, 2 if a file can’t be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument(
            "--by", dest="actor", metavar="EMAIL", help="user to record as the importer"
        )

    def handle(self, *, files: list[Path], actor: str | None, **options: Any) -> None:
        plan = import_library(items=_items(files), actor=_user(actor))
        for step in plan.of(Outcome.REFUSED):
            place = f"{step.incoming.file}:{step.incoming.line}"
            self.stderr.write(f"{place}: {step.incoming.key}: {' '.join(step.reasons)}")
        counts = ", ".join(f"{len(plan.of(outcome))} {outcome.value}" for outcome in Outcome)
        self.stdout.write(f"Library: {counts}.")
        if plan.of(Outcome.REFUSED):
            sys.exit(1)


def _items(files: list[Path]) -> list[Incoming]:
    items: list[Incoming] = []
    for path in files:
        try:
            with path.open("rb") as opened:
                texts = unpacked([(path.name, opened)], most=MAX_BYTES)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}", returncode=MISUSED) from error
        except UnusableFile as refusal:
            raise CommandError(str(refusal), returncode=MISUSED) from refusal
        for name, text in texts:
            items += read_items(text, file=name, most=MAX_ITEMS)
    return items


def _user(email: str | None) -> User | None:
    if email is None:
        return None
    user: User | None = User.objects.active().filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"there is no active user with the address {email}", returncode=MISUSED)
    return user
