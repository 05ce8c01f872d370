"""What happens to applications, in the words of the activity record."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs

if TYPE_CHECKING:
    from hiring.pipeline.models import Application


def concerning(application: "Application") -> dict[str, Any]:
    """Return whom and what an event of this application is about, for `record`."""
    return {
        "candidate": application.candidate_id,
        "application": application,
        "requisition": application.requisition_id,
    }


class Verb(verbs.Verb):
    APPLIED = "application.applied", "plus", _("added the application in %(stage)s")
    ADVANCED = (
        "application.advanced",
        "arrow-right",
        _("moved the application from %(from_stage)s to %(to_stage)s"),
    )
    REJECTED = "application.rejected", "x", _("rejected the application: %(reason)s")
    IMPORT_UNDONE = (
        "application.import_undone",
        "arrow-back-up",
        _("undid the import of the application"),
    )
    WITHDRAWN = "application.withdrawn", _("marked the application as withdrawn")
    REOPENED = "application.reopened", _("reopened the application")
    HIRED = "application.hired", _("marked the candidate as hired")
    HYPOTHESIS_CHANGED = (
        "application.hypothesis_changed",
        "target",
        _("changed a hypothesis: %(competency)s"),
    )
    OTHER_OFFER = "application.other_offer", _("changed until when the candidate has another offer")
    ASSIGNED = (
        "application.assigned",
        "user-check",
        _("made %(person)s the %(role)s of the application"),
    )
    UNASSIGNED = (
        "application.unassigned",
        "user-x",
        _("left the %(role)s of the application to the job"),
    )
    MOVED_TO_JOB = (
        "application.moved_to_job",
        "switch-horizontal",
        _("moved the application to %(job)s"),
    )
    MOVE_UNDONE = (
        "application.move_undone",
        "arrow-back-up",
        _("undid the move of the application"),
    )
    REVIEW_REQUESTED = (
        "application.review_requested",
        "file-search",
        _("asked %(person)s to review the résumé"),
    )
    REVIEW_ANSWERED = "application.review_answered", "file-search", _("reviewed the résumé")
    TASK_ADDED = "application.task_added", "checklist", _("gave %(person)s a task")
    TASK_DONE = "application.task_done", "check", _("finished a task")
    TASK_REOPENED = "application.task_reopened", "refresh", _("reopened a task")
    NOTE_ADDED = "application.note_added", _("added a note")
    NOTE_IMPORTED = "application.note_imported", _("imported a note")
