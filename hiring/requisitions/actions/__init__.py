"""The verbs of requisitions: opening, editing and closing them, and who is on the hiring team."""

from hiring.requisitions.actions.editing import (
    close_requisition,
    edit_requisition,
    fix_profile,
    reopen_requisition,
)
from hiring.requisitions.actions.opening import open_requisition
from hiring.requisitions.actions.team import circle_of, join_team, leave_team

__all__ = [
    "circle_of",
    "close_requisition",
    "edit_requisition",
    "fix_profile",
    "join_team",
    "leave_team",
    "open_requisition",
    "reopen_requisition",
]
