"""The product's verbs, as the record of activity names them.

A label completes the sentence "<person> …"; its placeholders are filled from the event's
`choices`, which hold no personal values. `%(person)s` is the user whom an event is about, kept
as an id and named when it is shown.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    # people and rights
    USER_ADDED = "user.added", _("added a user as %(site_role)s")
    USER_CHANGED = "user.changed", _("changed a user")
    USER_DEACTIVATED = "user.deactivated", _("deactivated a user")
    USER_REACTIVATED = "user.reactivated", _("reactivated a user")
    PASSWORD_RESET = "user.password_reset", _("reset their password")
    TEAM_SAVED = "team.saved", _("saved the team %(team)s")
    TOKEN_CREATED = "token.created", _("created an API token")
    TOKEN_REVOKED = "token.revoked", _("revoked an API token")
    # what good looks like
    LIBRARY_ADDED = "library.added", _("added the %(item)s")
    LIBRARY_EDITED = "library.edited", _("edited the %(item)s")
    ROLE_PROFILE_SET = "role.profile_set", _("changed the profile at the level %(level)s")
    ROLE_STAGES_SET = "role.stages_set", _("changed the stages")
    ROLE_LOOP_SET = "role.loop_set", _("changed the default loop")
    CATALOG_TAKEN = "catalog.taken", _("reset to catalog")
    RUBRIC_PUBLISHED = "rubric.published", _("published version %(version)s of the rubric")
    QUESTION_PUBLISHED = "question.published", _("published version %(version)s of the question")
    LIBRARY_CREATED = "library.created", _("created a new %(item)s")
    LIBRARY_COPIED = "library.copied", _("copied a %(item)s")
    LIBRARY_RETIRED = "library.retired", _("archived the %(item)s")
    LIBRARY_RESTORED = "library.restored", _("restored the %(item)s")
    VERSION_DRAFTED = "version.drafted", _("started a draft of the %(item)s")
    VERSION_SAVED = "version.saved", _("saved the draft of the %(item)s")
    VERSION_DISCARDED = "version.discarded", _("discarded the draft of the %(item)s")
    # candidates
    CANDIDATE_ADDED = "candidate.added", _("added the candidate")
    CANDIDATE_EDITED = "candidate.edited", _("edited the candidate's details")
    CONTACT_ADDED = "candidate.contact_added", _("added a contact (%(kind)s)")
    CONTACT_REMOVED = "candidate.contact_removed", _("removed a contact (%(kind)s)")
    RESUME_IMPORTED = "candidate.resume_imported", _("imported a résumé")
    RESUME_CHOSEN = "candidate.resume_chosen", _("chose which résumé is current")
    DOCUMENT_ADDED = "candidate.document_added", _("added a document (%(kind)s)")
    TOUCHED = "candidate.touched", _("added the source %(channel)s")
    CHANNEL_ADDED = "channel.added", _("added the source channel %(channel)s")
    CHANNEL_EDITED = "channel.edited", _("changed the source channel %(channel)s")
    # requisitions
    REQUISITION_DRAFTED = "requisition.drafted", _("created a draft job")
    REQUISITION_COPIED = "requisition.copied", _("created a draft job as a copy of %(source)s")
    DRAFT_DISCARDED = "requisition.discarded", _("discarded the draft %(key)s")
    REQUISITION_OPENED = "requisition.opened", _("opened the job")
    REQUISITION_EDITED = "requisition.edited", _("edited the job")
    REQUISITION_CLOSED = "requisition.closed", _("closed the job")
    REQUISITION_REOPENED = "requisition.reopened", _("reopened the job")
    TEAM_JOINED = "requisition.team_joined", _("added %(person)s to the hiring team as %(role)s")
    TEAM_LEFT = "requisition.team_left", _("removed %(person)s (%(role)s) from the hiring team")
    PERSPECTIVE_SET = (
        "requisition.perspective_set",
        _("set the perspective of %(person)s: %(perspective)s"),
    )
    ROLE_CONTEXT_SET = "requisition.role_context_set", _("changed team setup or strategy")
    PROFILE_CHANGED = "requisition.profile_changed", _("changed the profile: %(competency)s")
    PROFILE_FIXED = "requisition.profile_fixed", _("customized the competency profile")
    PLAN_FITTED = "requisition.plan_fitted", _("rebuilt the loop from the profile")
    INTERVIEW_PLANNED = (
        "requisition.interview_planned",
        _("added the interview %(interview)s to the plan"),
    )
    PLANNED_CHANGED = (
        "requisition.planned_changed",
        _("changed the planned interview %(interview)s"),
    )
    PLANNED_DROPPED = (
        "requisition.planned_dropped",
        _("removed the interview %(interview)s from the plan"),
    )
    PLANNED_MOVED = "requisition.planned_moved", _("moved %(interview)s in the plan")
    STAGE_ADDED = "requisition.stage_added", _("added the stage %(stage)s")
    STAGE_CHANGED = "requisition.stage_changed", _("changed the stage %(stage)s")
    STAGE_DROPPED = "requisition.stage_dropped", _("removed the stage %(stage)s")
    STAGE_MOVED = "requisition.stage_moved", _("moved the stage %(stage)s")
    # applications
    APPLIED = "application.applied", _("added the application in %(stage)s")
    ADVANCED = (
        "application.advanced",
        _("moved the application from %(from_stage)s to %(to_stage)s"),
    )
    REJECTED = "application.rejected", _("rejected the application: %(reason)s")
    WITHDRAWN = "application.withdrawn", _("marked the application as withdrawn")
    REOPENED = "application.reopened", _("reopened the application")
    HIRED = "application.hired", _("marked the candidate as hired")
    HYPOTHESIS_CHANGED = "application.hypothesis_changed", _("changed a hypothesis: %(competency)s")
    NOTE_ADDED = "application.note_added", _("added a note")
    # interviews
    LOOP_BOOKED = "loop.booked", _("booked a loop of %(interviews)s interviews")
    LOOP_CANCELED = "loop.canceled", _("canceled the loop")
    INTERVIEW_BOOKED = "interview.booked", _("booked the interview %(interview)s")
    INTERVIEW_MOVED = "interview.moved", _("moved the interview %(interview)s")
    INTERVIEW_CANCELED = "interview.canceled", _("canceled the interview %(interview)s")
    SEAT_CHANGED = "interview.seat_changed", _("changed the interviewers of %(interview)s")
    NO_SHOW = "interview.no_show", _("recorded a no-show in %(interview)s")
    # scorecards
    QUESTION_INSTANTIATED = (
        "question.drawn",
        _("generated the data of a question for %(interview)s"),
    )
    QUESTION_REGENERATED = (
        "question.redrawn",
        _("regenerated the data of a question for %(interview)s"),
    )
    TAKE_HOME_LINK_CREATED = (
        "exercise.link_made",
        _("created the candidate’s take-home link for %(interview)s"),
    )
    TAKE_HOME_LINK_REVOKED = (
        "exercise.link_revoked",
        _("revoked the candidate’s take-home link for %(interview)s"),
    )
    SCORECARD_SUBMITTED = "scorecard.submitted", _("submitted the scorecard for %(interview)s")
    SCORECARD_AMENDED = "scorecard.amended", _("amended the scorecard for %(interview)s")
    # debriefs
    DEBRIEF_REQUESTED = "debrief.requested", _("requested the debrief report")
    DEBRIEF_RENDERED = "debrief.rendered", _("created debrief version %(version)s")
    DEBRIEF_READ = "debrief.read", _("opened the debrief, version %(version)s")
    DEBRIEF_RATED = "debrief.rated", _("gave feedback on the debrief")
    DECIDED = "debrief.decided", _("decided: %(outcome)s")
    # messages
    MESSAGE_SENT = "message.sent", _("sent a message: %(kind)s")
    MESSAGE_FAILED = "message.failed", _("could not send a message: %(kind)s")
    MESSAGE_AGAIN = "message.again", _("resent a message: %(kind)s")
