"""What the words of a sheet stand for here: its jobs, stages, reasons and sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from candidates.models import SourceChannel
from candidates.spreadsheet import Row
from hiring.activity.actions import Refused
from hiring.pipeline.import_report import ImportContext
from hiring.pipeline.models import RejectionReason
from hiring.requisitions.accepting import why_applications_are_closed
from hiring.requisitions.models import Requisition, Stage
from hiring.ui.visible_text import visible


@dataclass(frozen=True)
class JobTerms:
    """A job's stages in order, the reasons for rejections, and stages that somebody chose; and
    whether the day comes first in 01/02/2024."""

    stages: Sequence[Stage]
    reasons: Sequence[RejectionReason]
    chosen: Mapping[str, Stage]
    day_first: bool = False


def term(text: str) -> str:
    """Return a value of a sheet as it is compared."""
    return visible(text).casefold()


class Terms:
    """What the rows of one batch may name; read once for all of them."""

    def __init__(self, into: ImportContext) -> None:
        self.into = into
        jobs = {into.requisition.pk, *filter(None, into.meanings.jobs.values())}
        self._requisitions = Requisition.objects.in_bulk(jobs)
        self._closed = {
            pk: why_applications_are_closed(requisition)
            for pk, requisition in self._requisitions.items()
        }
        self._of_job: dict[int, JobTerms] = {}

    def requisition_of(self, row: Row) -> Requisition:
        """Return the row's job. Raises Refused for one that somebody chose to leave out."""
        pk = self.into.meanings.jobs.get(term(row.job), self.into.requisition.pk)
        if not pk:
            told = _("The job “%(job)s” was chosen not to be imported.")
            raise Refused(told % {"job": row.job})
        return self._requisitions[pk]

    def knows_job(self, row: Row) -> bool:
        """Return whether somebody chose what the row's job is."""
        return term(row.job) in self.into.meanings.jobs

    def knows_source(self, row: Row) -> bool:
        """Return whether somebody chose what the row's source is."""
        return term(row.source) in self.into.meanings.sources

    def why_closed(self, requisition: Requisition) -> str:
        """Return why the job takes no applications, "" where it does."""
        if not self.of_job(requisition).stages:
            return _("This job has no stages, so it can’t accept applications.")
        return self._closed[requisition.pk]

    def channel_of(self, row: Row) -> SourceChannel | None:
        """Return the source that the row names, the import's where it names none; None: unknown."""
        if not row.source:
            return self.into.channel
        chosen = self.into.meanings.sources.get(term(row.source))
        by_id = {channel.pk: channel for channel in self._channels.values()}
        return by_id.get(chosen or 0) or self._channels.get(term(row.source))

    def of_job(self, requisition: Requisition) -> JobTerms:
        """Return the words that a row for this job may use."""
        if requisition.pk not in self._of_job:
            stages = list(requisition.stages.order_by("position"))
            chosen = {
                text: same_stage(own, stages)
                for text, pk in self.into.meanings.stages.items()
                for own in self._own_stages
                if own.pk == pk and stages
            }
            day_first = self.into.meanings.day_first
            self._of_job[requisition.pk] = JobTerms(stages, self._reasons, chosen, day_first)
        return self._of_job[requisition.pk]

    @cached_property
    def _own_stages(self) -> list[Stage]:
        return list(Stage.objects.filter(requisition=self.into.requisition))

    @cached_property
    def _reasons(self) -> list[RejectionReason]:
        return list(RejectionReason.objects.ours())

    @cached_property
    def _channels(self) -> dict[str, SourceChannel]:
        return SourceChannel.objects.active().by_name()


def same_stage(stage: Stage, stages: Sequence[Stage]) -> Stage:
    """Return the stage of another job's process that this one is: by name, kind, or the first."""
    named = (other for other in stages if term(other.name) == term(stage.name))
    alike = (other for other in stages if other.kind == stage.kind)
    return next(named, None) or next(alike, None) or stages[0]
