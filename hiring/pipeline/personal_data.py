"""The personal data in this app."""

from typing import Any

from candidates.models import Candidate
from candidates.personal_data.registry import (
    PersonalData,
    blanked,
    columns,
    kept,
    nothing,
    register,
    repointed,
)
from hiring.activity import clock
from hiring.pipeline.models import (
    Application,
    ApplicationStatus,
    BulkItem,
    Hypothesis,
    Note,
    Participant,
    Party,
    RejectionReason,
    ReviewRequest,
    Sheet,
    SheetFile,
    SheetRow,
    Task,
    Transition,
)

DUPLICATE = "duplicate"


def register_personal_data() -> None:
    """Register them; called once, when the app is ready."""
    register(*_of_applications(), *_of_imports(), *_of_work())


def _of_applications() -> tuple[PersonalData, ...]:
    return (
        PersonalData(
            Application,
            "candidate",
            export=columns(
                "id",
                "requisition__title",
                "stage__name",
                "status",
                "applied_at",
                "ended_at",
                "other_offer_until",
                "rejection_reason__label",
            ),
            erase=blanked("source_system", "external_id"),
            merge=_merge_applications,
            moved_back=_write_reopened,
        ),
        PersonalData(
            Hypothesis,
            "application__candidate",
            export=columns("application", "competency__name", "stance", "bar_level", "why"),
            erase=blanked("why"),
        ),
        PersonalData(
            Transition,
            "application__candidate",
            export=columns("application", "to_stage__name", "to_status", "at"),
            erase=kept,
        ),
    )


def _of_imports() -> tuple[PersonalData, ...]:
    return (
        PersonalData(
            SheetRow,
            "application__candidate",
            export=columns("line", "outcome", "note"),
            erase=blanked("note"),
        ),
        # A sheet names many people; its file is deleted once its rows are imported.
        PersonalData(
            Sheet,
            "outcomes__application__candidate",
            export=nothing,
            # Names of files may be people's.
            erase=blanked("files_left"),
            files=("file", "archive"),
        ),
        # The documents themselves are registered with the candidate.
        PersonalData(SheetFile, "row__application__candidate", export=nothing, erase=kept),
    )


def _of_work() -> tuple[PersonalData, ...]:
    return (
        PersonalData(
            Task,
            "application__candidate",
            export=columns("application", "text", "due_on", "done_at"),
            erase=blanked("text"),
        ),
        PersonalData(
            ReviewRequest,
            "application__candidate",
            export=columns("application", "opinion", "reason", "answered_at"),
            erase=blanked("reason"),
        ),
        # Who interviewed says nothing of the candidate.
        PersonalData(Participant, "application__candidate", export=nothing, erase=kept),
        PersonalData(BulkItem, "application__candidate", export=nothing, erase=blanked("problem")),
        PersonalData(
            Note,
            "application__candidate",
            # What was written of a person in their assessment is theirs to read (Nowak, C-434/16).
            export=columns("application", "body", "created_at"),
            erase=blanked("body"),
        ),
    )


def _merge_applications(rows: Any, into: Candidate) -> None:
    """Point them at the other person; of two active ones for one requisition theirs stays."""
    taken = Application.objects.active().filter(candidate=into).values("requisition")
    second = Application.objects.active().filter(pk__in=rows.values("pk"), requisition__in=taken)
    reason = RejectionReason.objects.filter(key=DUPLICATE).first()
    for application in second.select_for_update(no_key=True):
        _end_as_duplicate(application, reason)
    repointed()(rows, into)


def _write_reopened(applications: list[Application]) -> None:
    """Write the step by which those that had ended as duplicates go on."""
    for application in applications:
        last = application.transitions.last()
        if application.is_active and last and last.to_status != ApplicationStatus.ACTIVE:
            Transition.objects.create(
                application=application,
                from_stage_id=application.stage_id,
                to_stage_id=application.stage_id,
                from_status=last.to_status,
                to_status=application.status,
                at=clock.now(),
            )


def _end_as_duplicate(application: Application, reason: RejectionReason | None) -> None:
    application.status = ApplicationStatus.WITHDRAWN
    application.ended_at = clock.now()
    application.rejection_reason = reason
    application.waiting_on = Party.NOBODY
    application.due_at = None
    application.save()
    Transition.objects.create(
        application=application,
        from_stage_id=application.stage_id,
        to_stage_id=application.stage_id,
        from_status=ApplicationStatus.ACTIVE,
        to_status=application.status,
        reason=reason,
        at=application.ended_at,
    )
