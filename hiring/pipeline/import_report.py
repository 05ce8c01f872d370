"""What an import is told, and what it tells of each file and row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from candidates.models import SourceChannel
from candidates.spreadsheet import Row
from hiring.accounts.models import User
from hiring.pipeline.models import Application
from hiring.requisitions.models import Requisition

# A sheet of the page; a command may take more.
MAX_ROWS = 500


@dataclass(frozen=True)
class Imported:
    """One person who is in now; `is_new` says whether this file made the application."""

    source: str
    application: Application
    is_new: bool
    is_new_candidate: bool
    warnings: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def credited_to(self) -> str:
        """The name of the source that gets the credit for the application."""
        touch = self.application.touch
        return touch.channel.name if touch else ""


@dataclass(frozen=True)
class NotImported:
    """A file or row that did not go in; `source` names it, `reason` says why."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass
class ImportReport:
    imported: list[Imported] = field(default_factory=list)
    not_imported: list[NotImported] = field(default_factory=list)

    @property
    def added(self) -> list[Imported]:
        return [person for person in self.imported if person.is_new]

    @property
    def there_already(self) -> list[Imported]:
        return [person for person in self.imported if not person.is_new]


@dataclass(frozen=True)
class Meanings:
    """What somebody chose for values of a sheet that we don't know, by their text.

    A job by its id, 0 for rows to leave out; a stage by its id, of the import's own job; a source
    by its id, 0 for the import's own. `day_first` says that of 01/02/2024 the day comes first.
    """

    jobs: Mapping[str, int] = field(default_factory=dict)
    stages: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    day_first: bool = False


@dataclass(frozen=True)
class ImportContext:
    """Where the files' people go, and who brings them."""

    requisition: Requisition
    channel: SourceChannel
    actor: User | None
    most_rows: int = MAX_ROWS
    # The system whose ids the rows have, such as "greenhouse".
    source_system: str = ""
    meanings: Meanings = field(default_factory=Meanings)
    # Whether somebody chose what each column is: then those that become notes are no news.
    columns_are_matched: bool = False
    # Names of files that rows give and that did not come, by line; None where no files came.
    missing_files: Mapping[int, Sequence[str]] | None = None

    def files_not_here(self, row: Row) -> list[str]:
        """Return the names of files that the row gives and that did not come."""
        if self.missing_files is None:
            return [*row.resumes, *row.files]
        return list(self.missing_files.get(row.line, ()))
