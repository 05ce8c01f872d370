"""The verbs of interviews: book, move, replace, cancel, note who did not come."""

from hiring.interviews.actions.booking import PlannedSlot, add_interview, book_loop
from hiring.interviews.actions.cancelling import (
    cancel_interview,
    cancel_loop,
    cancel_upcoming,
    count_upcoming,
    record_no_show,
)
from hiring.interviews.actions.clashes import Clash, Problem, busy_in
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.actions.seating import add_seat, cancel_seat, replace_interviewer
from hiring.interviews.actions.settling import (
    locked_interview,
    locked_seat,
    seat_submitted,
    settle_stage,
)

__all__ = [
    "Clash",
    "PlannedSlot",
    "Problem",
    "add_interview",
    "add_seat",
    "book_loop",
    "busy_in",
    "cancel_interview",
    "cancel_loop",
    "cancel_seat",
    "cancel_upcoming",
    "count_upcoming",
    "locked_interview",
    "locked_seat",
    "move_interview",
    "record_no_show",
    "replace_interviewer",
    "seat_submitted",
    "settle_stage",
]
