"""What happens to jobs, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    REQUISITION_DRAFTED = "requisition.drafted", _("created a draft job")
    REQUISITION_COPIED = "requisition.copied", _("created a draft job as a copy of %(source)s")
    DRAFT_DISCARDED = "requisition.discarded", _("discarded the draft %(key)s")
    REQUISITION_OPENED = "requisition.opened", _("opened the job")
    REQUISITION_EDITED = "requisition.edited", _("edited the job")
    REQUISITION_CLOSED = "requisition.closed", _("closed the job")
    REQUISITION_REOPENED = "requisition.reopened", _("reopened the job")
    TEAM_JOINED = "requisition.team_joined", _("added %(person)s to the hiring team as %(role)s")
    TEAM_LEFT = "requisition.team_left", _("removed %(person)s (%(role)s) from the hiring team")
    OWNER_SET = "requisition.owner_set", "user-check", _("made %(person)s the %(role)s of the job")
    OWNER_REMOVED = (
        "requisition.owner_removed",
        "user-x",
        _("removed %(person)s as %(role)s of the job"),
    )
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
