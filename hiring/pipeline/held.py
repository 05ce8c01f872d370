"""What this room holds on a person."""

from candidates.holdings import Holding, blanked, columns, kept, nothing, register, repointed
from candidates.models import Candidate
from hiring.activity import clock
from hiring.pipeline.models import (
    Application,
    ApplicationStatus,
    Hypothesis,
    Note,
    Participant,
    Party,
    RejectionReason,
    Transition,
)

DUPLICATE = "duplicate"


def register_holdings() -> None:
    """Register them; called once, when the app is ready."""
    register(
        Holding(
            Application,
            "candidate",
            export=columns(
                "id",
                "requisition__title",
                "stage__name",
                "status",
                "applied_at",
                "ended_at",
                "rejection_reason__label",
            ),
            erase=blanked("source_system", "external_id"),
            merge=_merge_applications,
        ),
        Holding(
            Hypothesis,
            "application__candidate",
            export=columns("application", "competency__name", "stance", "bar_level", "why"),
            erase=blanked("why"),
        ),
        Holding(
            Transition,
            "application__candidate",
            export=columns("application", "to_stage__name", "to_status", "at"),
            erase=kept,
        ),
        # Who interviewed says nothing of the candidate.
        Holding(Participant, "application__candidate", export=nothing, erase=kept),
        Holding(
            Note,
            "application__candidate",
            # What was written of a person in their assessment is theirs to read (Nowak, C-434/16).
            export=columns("application", "body", "created_at"),
            erase=blanked("body"),
        ),
    )


def _merge_applications(rows, into: Candidate) -> None:
    """Point them at the other person; of two active ones for one requisition the newer ends."""
    taken = Application.objects.active().filter(candidate=into).values("requisition")
    reason = RejectionReason.objects.filter(key=DUPLICATE).first()
    rows.active().filter(requisition__in=taken).update(
        status=ApplicationStatus.WITHDRAWN,
        ended_at=clock.now(),
        rejection_reason=reason,
        waiting_on=Party.NOBODY,
        due_at=None,
    )
    repointed()(rows, into)
