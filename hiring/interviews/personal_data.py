"""The personal data in this app, and what becomes of it on a merge or an erasure."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from candidates.models import Candidate
from candidates.personal_data.registry import (
    PersonalData,
    blanked,
    columns,
    kept,
    nothing,
    register,
)
from hiring.activity.actions import Refused
from hiring.interviews.models import (
    DebriefMeeting,
    HeldTime,
    Hold,
    Interview,
    Loop,
    MeetingAnswer,
    Proposal,
    Seat,
)


def register_personal_data() -> None:
    """Register them; called once, when the app is ready."""
    register(
        PersonalData(
            Loop,
            "application__candidate",
            export=columns("stage__name", "status", "created_at"),
            erase=kept,
        ),
        PersonalData(
            Interview,
            "candidate",
            export=_interviews,
            # A room or a link may name the person who was met there.
            erase=blanked("place"),
            merge=_repoint_interviews,
        ),
        PersonalData(
            Interview.questions.through, "interview__candidate", export=nothing, erase=kept
        ),
        # Times that were thought of, and ids of interviewers.
        PersonalData(Proposal, "application__candidate", export=nothing, erase=kept),
        PersonalData(
            DebriefMeeting,
            "loop__application__candidate",
            export=columns("during", "zone"),
            erase=blanked("place"),
        ),
        PersonalData(
            DebriefMeeting.people.through,
            "debriefmeeting__loop__application__candidate",
            export=nothing,
            erase=kept,
        ),
        PersonalData(
            MeetingAnswer, "meeting__loop__application__candidate", export=nothing, erase=kept
        ),
        # What is kept for a while, by ids.
        PersonalData(Hold, "application__candidate", export=nothing, erase=_delete),
        PersonalData(HeldTime, "hold__application__candidate", export=nothing, erase=kept),
        PersonalData(
            Seat,
            "interview__candidate",
            export=columns("interview__name", "user__name", "status", "submitted_at"),
            erase=kept,
        ),
    )


def _interviews(rows: QuerySet) -> list[dict]:
    return [
        {
            "name": interview.name,
            "kind": interview.kind,
            "starts_at": interview.starts_at.isoformat(),
            "ends_at": interview.ends_at.isoformat(),
            "zone": interview.zone,
            "place": interview.place,
            "status": interview.status,
        }
        for interview in rows.order_by("pk")
    ]


def _delete(rows: QuerySet) -> None:
    rows.delete()


def _repoint_interviews(rows: QuerySet, into: Candidate) -> None:
    """Point the interviews at the other person, who cannot be in two of them at once either."""
    for interview in rows.select_for_update():
        if _is_elsewhere(into, interview):
            raise Refused(
                _(
                    "Both have an interview at the same time as “%(interview)s”. Move one of them "
                    "first."
                )
                % {"interview": interview.name}
            )
        Interview.objects.filter(pk=interview.pk).update(candidate=into)


def _is_elsewhere(candidate: Candidate, interview: Interview) -> bool:
    booked = Interview.objects.booked().filter(candidate=candidate)
    return interview.is_booked and booked.filter(during__overlap=interview.during).exists()
