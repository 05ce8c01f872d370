"""The personal data in this app, and what becomes of it on a merge or an erasure."""

from candidates.personal_data.registry import (
    PersonalData,
    blanked,
    columns,
    kept,
    nothing,
    register,
)
from hiring.debriefs.models import Debrief, Decision, FirstReading


def register_personal_data() -> None:
    """Register them; called once, when the app is ready.

    An erasure empties the content, the error and the reasons, and deletes the PDF. Number, dates
    and the file's SHA-256 stay: they say that there was a report, and not what it said.
    """
    register(
        PersonalData(
            Debrief,
            "application__candidate",
            export=columns("number", "state", "rendered_at", "content", "sha256"),
            erase=blanked("content", "error", "fingerprint"),
            files=("pdf",),
        ),
        PersonalData(
            Decision,
            "application__candidate",
            export=columns("outcome", "reason", "difference", "decided_at"),
            erase=blanked("difference", reason="—"),
        ),
        PersonalData(
            Decision.to_test.through,
            "decision__application__candidate",
            export=nothing,
            erase=kept,
        ),
        PersonalData(
            FirstReading,
            "debrief__application__candidate",
            export=columns("lean", "reason", "read_at"),
            erase=blanked(reason="—"),
        ),
    )
