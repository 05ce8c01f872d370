"""Where a row of another system's export puts an application: its stage, standing and dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from candidates.keys import name_key
from candidates.sheet_dates import instant_in
from candidates.spreadsheet import Row
from hiring.activity import clock
from hiring.pipeline.models import ApplicationStatus, RejectionReason
from hiring.pipeline.sheet_terms import JobTerms, term
from hiring.requisitions.models import Stage
from rubrics.models import StageKind

# Words in other systems' names of stages, by the kind of stage that they mean; the first that is
# found counts.
_KINDS = (
    (StageKind.HIRED, ("hired", "started", "onboarding")),
    (StageKind.OFFER, ("offer",)),
    (StageKind.DECISION, ("decision", "debrief", "reference", "background check", "final review")),
    (StageKind.ONSITE, ("onsite", "on site", "face to face", "final", "panel", "team interview")),
    (
        StageKind.SCREEN,
        ("screen", "phone", "take home", "assessment", "assignment", "interview", "test", "call"),
    ),
    (StageKind.APPLIED, ("appl", "new", "lead", "inbox", "review", "prospect", "sourced")),
)
_STATUSES = (
    (ApplicationStatus.WITHDRAWN, ("withdr", "declined by candidate", "candidate declined")),
    (
        ApplicationStatus.REJECTED,
        (
            *("reject", "archiv", "declin", "disqualif", "not selected", "not hired", "inactive"),
            *("closed", "unsuccessful"),
        ),
    ),
    (ApplicationStatus.HIRED, ("hired", "converted")),
    (
        ApplicationStatus.ACTIVE,
        (
            *("active", "open", "new", "lead", "prospect", "process", "progress", "review"),
            *("screen", "submitted", "interview", "offer", "pending", "current"),
        ),
    ),
)
# What a column “Archived” says; it may also say since when.
_NOT_ARCHIVED, _IS_ARCHIVED = {"no", "false", "n", "f", "0"}, {"yes", "true", "y", "t", "x", "1"}
# Of a rejection for whose reason there is none of ours.
OTHER_REASON = "experience-elsewhere"


@dataclass(frozen=True)
class Placement:
    """How an application stands that began in another system."""

    stage: Stage
    status: ApplicationStatus
    applied_at: datetime
    stage_since: datetime
    reason: RejectionReason | None = None
    source_system: str = ""
    external_id: str = ""


def placement_of(row: Row, job: JobTerms, source_system: str) -> tuple[Placement | None, list[str]]:
    """Return where the row puts its application, and what could not be understood.

    None when the row says nothing of it.
    """
    notices: list[str] = []
    if not (row.stage or row.status or row.applied_at or source_system):
        return None, notices
    stages = job.stages
    if not stages:
        return None, notices
    status = _status(row, notices)
    stage = (
        stage_named(row.stage, stages)
        or job.chosen.get(term(row.stage))
        or _stage(row.stage, stages, notices)
    )
    if status == ApplicationStatus.HIRED or stage.kind == StageKind.HIRED:
        status = ApplicationStatus.HIRED
        stage = next((s for s in stages if s.kind == StageKind.HIRED), stage)
    applied_at = _past(row.applied_at, job, notices) or clock.now()
    moved_at = _past(row.stage_since, job, notices) or applied_at
    # A date as the status is when it was archived.
    since = max(moved_at, applied_at, _archived_at(row, job, notices) or applied_at)
    reason = _reason(row.reason, job.reasons) if status == ApplicationStatus.REJECTED else None
    if status == ApplicationStatus.REJECTED and reason is None:
        # Every reason of ours is archived; a rejection needs one.
        status = ApplicationStatus.WITHDRAWN
    external_id = row.external_id if source_system else ""
    placement = Placement(stage, status, applied_at, since, reason, source_system, external_id)
    return placement, notices


def _stage(text: str, stages: Sequence[Stage], notices: list[str]) -> Stage:
    """The first stage of the kind that the words mean, else the first of all."""
    if not text:
        return stages[0]
    if found := guessed_stage(text, stages):
        return found
    unknown = _("Unknown stage “%(text)s”. Added to %(stage)s.")
    notices.append(unknown % {"text": text, "stage": stages[0].name})
    return stages[0]


def stage_named(text: str, stages: Sequence[Stage]) -> Stage | None:
    """Return the stage of that name, or None."""
    wanted = _words(text)
    return next((stage for stage in stages if _words(stage.name) == wanted), None)


def guessed_stage(text: str, stages: Sequence[Stage]) -> Stage | None:
    """Return the first stage of the kind that the words mean, or None."""
    wanted = _words(text)
    for kind, words in _KINDS:
        of_kind = next((stage for stage in stages if stage.kind == kind), None)
        if of_kind and any(word in wanted for word in words):
            return of_kind
    return None


def _status(row: Row, notices: list[str]) -> ApplicationStatus:
    """Active, unless the row says that it ended; a reason alone says so, too."""
    found = _status_named(row.status)
    if found is None and row.status and not row.reason:
        told = _("Unknown status “%(text)s”. Added as active.")
        notices.append(told % {"text": row.status[:40]})
    if found is None:
        found = ApplicationStatus.REJECTED if row.reason else ApplicationStatus.ACTIVE
    # Lever's “Archived” is a reason and not a rejection when it says so.
    if found == ApplicationStatus.REJECTED and "withdr" in _words(row.reason):
        return ApplicationStatus.WITHDRAWN
    if found == ApplicationStatus.REJECTED and _words(row.reason) == "hired":
        return ApplicationStatus.HIRED
    return found


def _status_named(text: str) -> ApplicationStatus | None:
    """The status that the text means; None for none."""
    wanted = _words(text)
    if wanted in _NOT_ARCHIVED:
        return ApplicationStatus.ACTIVE
    if wanted in _IS_ARCHIVED or instant_in(text):
        return ApplicationStatus.REJECTED
    named = (status for status, words in _STATUSES if any(word in wanted for word in words))
    return next(named, None)


def _archived_at(row: Row, job: JobTerms, notices: list[str]) -> datetime | None:
    return _past(row.status, job, notices) if instant_in(row.status) else None


def _reason(text: str, ours: Sequence[RejectionReason]) -> RejectionReason | None:
    """Our reason of that name or key, else one that says least."""
    wanted = _words(text)
    same = (r for r in ours if wanted in (_words(r.label), _words(r.key)))
    least = (r for r in ours if r.key == OTHER_REASON)
    return next(same, None) or next(least, None) or next(iter(ours), None)


def _past(text: str, job: JobTerms, notices: list[str]) -> datetime | None:
    """The instant that the text names; one that is none, or is still to come, is named."""
    if not text:
        return None
    found = instant_in(text, day_first=job.day_first)
    if found is None or found > clock.now():
        notices.append(_("“%(text)s” is not a date in the past. Left out.") % {"text": text[:40]})
        return None
    return found


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", name_key(text)).split())
