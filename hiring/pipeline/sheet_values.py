"""Values of a sheet that mean nothing here, to be asked before its rows go in."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from candidates.models import SourceChannel
from candidates.sheet_dates import has_days_first
from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.pipeline.import_report import Meanings
from hiring.pipeline.models import Sheet
from hiring.pipeline.placing import guessed_stage, stage_named
from hiring.pipeline.sheet_files import readable_rows
from hiring.pipeline.sheet_terms import term
from hiring.requisitions.models import Requisition, Stage

# Of each kind; what is beyond goes in as it would have without being asked.
MAX_ASKED = 60


@dataclass
class SheetValues:
    """The jobs, stages and sources to ask for, as the sheet writes them, and the jobs we know.

    `guesses` are stages that the words of theirs may mean, to be looked at before they count.
    """

    jobs: list[str] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    known_jobs: dict[str, int] = field(default_factory=dict)
    guesses: dict[str, Stage] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.jobs or self.stages or self.sources)


def jobs_to_choose(sheet: Sheet, user: User) -> list[Requisition]:
    """Return the open jobs that the person may add candidates to, the sheet's own first."""
    ours = Requisition.objects.open().buildable_by(user).exclude(pk=sheet.requisition_id)
    return [sheet.requisition, *ours.order_by("key")]


def values_to_ask(sheet: Sheet, user: User) -> SheetValues:
    """Return what must be asked of the sheet, whose columns are matched.

    Reads all of its rows. Raises Refused for one with too many different jobs.
    """
    jobs = _by_name(jobs_to_choose(sheet, user))
    stages = list(sheet.requisition.stages.order_by("position"))
    sources = SourceChannel.objects.active().by_name()
    found = SheetValues()
    for column, text in _texts(sheet):
        if column == "job" and (job := jobs.get(term(text))):
            found.known_jobs[term(text)] = job
        elif column == "job":
            found.jobs.append(text)
        elif column == "stage" and not stage_named(text, stages):
            found.stages.append(text)
            if guess := guessed_stage(text, stages):
                found.guesses[text] = guess
        elif column == "source" and term(text) not in sources:
            found.sources.append(text)
    if len(found.jobs) > MAX_ASKED:
        raise Refused(
            _("The column for the job has more than %(n)s unknown values. Save it as a note.")
            % {"n": MAX_ASKED}
        )
    del found.stages[MAX_ASKED:], found.sources[MAX_ASKED:]
    return found


def checked(meanings: Meanings, *, sheet: Sheet, user: User) -> dict[str, Any]:
    """Return the meanings as they are kept, with how the sheet writes dates, for which all of its
    rows are read. Raises Refused for what the person may not choose."""
    jobs = {0, *(job.pk for job in jobs_to_choose(sheet, user))}
    stages = set(sheet.requisition.stages.values_list("pk", flat=True))
    sources = {0, *SourceChannel.objects.active().values_list("pk", flat=True)}
    allowed = ((meanings.jobs, jobs), (meanings.stages, stages), (meanings.sources, sources))
    if any(not set(chosen.values()) <= there for chosen, there in allowed):
        raise Refused(_("A value was matched with something that doesn’t exist."))
    columns = [column for column in ("applied_at", "stage_since") if column in sheet.fields]
    dates = (getattr(row, column) for row in readable_rows(sheet) for column in columns)
    return asdict(replace(meanings, day_first=bool(columns) and has_days_first(dates)))


def _by_name(jobs: Sequence[Requisition]) -> dict[str, int]:
    found: dict[str, int] = {}
    for job in jobs:
        found.setdefault(term(job.key), job.pk)
        found.setdefault(term(job.title), job.pk)
    return found


def _texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Each value of the three columns once, in the order in which they come."""
    seen: set[tuple[str, str]] = set()
    asked = [column for column in ("job", "stage", "source") if column in sheet.fields]
    if not asked:
        return
    for row in readable_rows(sheet):
        for column in asked:
            text = getattr(row, column)
            if text and (column, term(text)) not in seen:
                seen.add((column, term(text)))
                yield column, text
