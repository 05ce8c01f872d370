"""The verbs of requisitions: drafting, opening, editing; profile, plan and stages; the team."""

from hiring.requisitions.actions.copying import clone_requisition
from hiring.requisitions.actions.drafting import discard_draft, draft_requisition
from hiring.requisitions.actions.editing import (
    close_requisition,
    edit_requisition,
    reopen_requisition,
)
from hiring.requisitions.actions.filling import fill_opening, free_opening
from hiring.requisitions.actions.opening import open_draft, open_requisition
from hiring.requisitions.actions.planning import (
    change_planned,
    drop_planned,
    fit_plan,
    move_planned,
    plan_interview,
    seat_one_more,
)
from hiring.requisitions.actions.profile import fix_profile, set_competency
from hiring.requisitions.actions.staging import add_stage, change_stage, drop_stage, move_stage
from hiring.requisitions.actions.surroundings import Followed, set_surroundings
from hiring.requisitions.actions.team import circle_of, join_team, leave_team, set_voice

__all__ = [
    "Followed",
    "add_stage",
    "change_planned",
    "change_stage",
    "circle_of",
    "clone_requisition",
    "close_requisition",
    "discard_draft",
    "draft_requisition",
    "drop_planned",
    "drop_stage",
    "edit_requisition",
    "fill_opening",
    "fit_plan",
    "fix_profile",
    "free_opening",
    "join_team",
    "leave_team",
    "move_planned",
    "move_stage",
    "open_draft",
    "open_requisition",
    "plan_interview",
    "reopen_requisition",
    "seat_one_more",
    "set_competency",
    "set_surroundings",
    "set_voice",
]
