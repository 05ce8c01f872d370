import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from candidates.models import SourceChannel
from candidates.spreadsheet import MOST_ROWS
from hiring.accounts.models import User
from hiring.pipeline.intake import (
    LARGEST_FILE,
    IncomingFile,
    Intake,
    IntakeReport,
    TurnedAway,
    shown_name,
    take_in,
)
from hiring.requisitions.models import Requisition
from hiring.requisitions.taking import takes_none_because

# Asked for something that is not there: nothing was read.
MISUSED = 2


class Command(BaseCommand):
    help = (
        "Bring candidates in from JSON Resume (.json) and CSV files, each with an application. "
        "A bad file or row is named with its reason on standard error and the others go in; "
        "exit code 1 if there was one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--requisition", required=True, metavar="KEY", help="such as MLE-1")
        parser.add_argument("--source", required=True, metavar="KEY", help="a sourcing channel")
        parser.add_argument("--by", metavar="EMAIL", help="who brings them, for the record")

    def handle(self, *args: Any, **options: Any) -> None:
        into = Intake(
            requisition=self._requisition(options["requisition"]),
            channel=self._channel(options["source"]),
            by=self._user(options["by"]),
            most_rows=MOST_ROWS,
        )
        refused = 0
        for path in options["files"]:
            report = _read(path, into)
            self._tell(report)
            refused += len(report.turned_away)
        if refused:
            sys.exit(1)

    def _tell(self, report: IntakeReport) -> None:
        for person in report.came_in:
            what = "new application" if person.is_new else "was there already, application"
            name = person.application.candidate.name
            self.stdout.write(f"{person.source}: {name}, {what} {person.application.pk}")
        for failure in report.turned_away:
            self.stderr.write(str(failure))

    def _requisition(self, key: str) -> Requisition:
        found = Requisition.objects.filter(key=key).first()
        if found is None:
            raise CommandError(f"no requisition has the key {key!r}", returncode=MISUSED)
        if because := takes_none_because(found):
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


def _read(path: Path, into: Intake) -> IntakeReport:
    """Take in one file; of a larger one than may go in, no more is read than shows that."""
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        return IntakeReport(turned_away=[TurnedAway(shown_name(path.name), reason)])
    return take_in([IncomingFile(path.name, data)], into)
