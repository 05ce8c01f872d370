import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from candidates.media import MAX_BYTES
from candidates.models import SourceChannel
from candidates.spreadsheet import MAX_COLUMNS, MAX_ROWS
from hiring.accounts.models import User
from hiring.pipeline.candidate_import import (
    IncomingFile,
    outcomes,
    shown_name,
)
from hiring.pipeline.import_report import ImportContext, Imported, NotImported
from hiring.requisitions.accepting import why_applications_are_closed
from hiring.requisitions.models import Requisition

# Asked for something that is not there: nothing was read.
MISUSED = 2
# How many rows are imported between two lines of progress.
ROWS_BETWEEN = 100


class Command(BaseCommand):
    help = (
        "Import candidates from résumés (PDF, DOCX, plain text, JSON Resume) and from CSV or Excel "
        "(.xlsx) files, each with an application. "
        "Prints each candidate as they are imported. A file or row that can’t be imported is "
        "reported on standard error and skipped. Limits: 5 MB per JSON file; 20 MB "
        "per other file; "
        f"{MAX_ROWS:,} rows and {MAX_COLUMNS} columns per sheet. A row’s “Source” column "
        "overrides --source. Exits 1 if a file or row was skipped, 2 if nothing was read "
        "because the command line names something that does not exist."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument(
            "--requisition", required=True, metavar="KEY", help="job ID, such as MLE-1"
        )
        parser.add_argument("--source", required=True, metavar="KEY", help="key of the source")
        parser.add_argument("--by", metavar="EMAIL", help="user to record as the importer")

    def handle(self, *args: Any, **options: Any) -> None:
        into = ImportContext(
            requisition=self._requisition(options["requisition"]),
            channel=self._channel(options["source"]),
            actor=self._user(options["by"]),
            most_rows=MAX_ROWS,
        )
        _refuse_missing(options["files"])
        refused = sum(self._take(path, into) for path in options["files"])
        if refused:
            sys.exit(1)

    def _take(self, path: Path, into: ImportContext) -> int:
        """Import one file, printing each candidate at once; return how many were refused."""
        progress = _Progress(self.stderr)
        refused = 0
        for outcome in _outcomes(path, into, progress):
            if isinstance(outcome, Imported):
                self._tell(outcome)
            else:
                self.stderr.write(str(outcome))
                refused += 1
            progress.one_more()
        return refused

    def _tell(self, person: Imported) -> None:
        what = "new application" if person.is_new else "already in the system, application"
        name = person.application.candidate.name
        told = [f"{name}, {what} {person.application.pk}, credited to {person.credited_to}"]
        self.stdout.write(f"{person.source}: {'; '.join([*told, *person.notices])}")
        self.stdout.flush()

    def _requisition(self, key: str) -> Requisition:
        found = Requisition.objects.filter(key=key).first()
        if found is None:
            raise CommandError(f"no requisition has the key {key!r}", returncode=MISUSED)
        if because := why_applications_are_closed(found):
            raise CommandError(because, returncode=MISUSED)
        return found

    def _channel(self, key: str) -> SourceChannel:
        found = SourceChannel.objects.active().filter(key=key).first()
        if found is None:
            raise CommandError(f"no sourcing channel has the key {key!r}", returncode=MISUSED)
        return found

    def _user(self, email: str | None) -> User | None:
        if not email:
            return None
        found = User.objects.active().filter(email__iexact=email).first()
        if found is None:
            raise CommandError(f"no active user has the address {email}", returncode=MISUSED)
        return found


class _Progress:
    """Says on standard error how far a long sheet is."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.name, self.rows, self.done = "", 0, 0

    def starts(self, name: str, rows: int) -> None:
        self.name, self.rows = name, rows

    def one_more(self) -> None:
        self.done += 1
        if self.rows > ROWS_BETWEEN and (not self.done % ROWS_BETWEEN or self.done == self.rows):
            self.stream.write(f"{self.name}: {self.done:,} of {self.rows:,} rows")


def _refuse_missing(paths: Sequence[Path]) -> None:
    if missing := [path for path in paths if not path.exists()]:
        named = "\n".join(f"{path}: no such file" for path in missing)
        raise CommandError(f"{named}\nNothing was imported.", returncode=MISUSED)


def _outcomes(
    path: Path, into: ImportContext, progress: _Progress
) -> Iterable[Imported | NotImported]:
    """Import one file; of a file over the limit, only enough is read to know that."""
    try:
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        return [NotImported(shown_name(path.name), reason)]
    return outcomes(IncomingFile(path.name, data), into, starts=progress.starts)
