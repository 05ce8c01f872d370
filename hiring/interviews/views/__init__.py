"""Pages of interviews: one's own, booking a loop, looking after it."""

from hiring.interviews.views.booking import add, book, book_people, book_questions, zones
from hiring.interviews.views.changing import (
    cancel,
    cancel_loop,
    move,
    no_show,
    replace,
    seat_add,
    seat_cancel,
    seat_no_show,
)
from hiring.interviews.views.reading import loop, mine, of_application, to_schedule

__all__ = [
    "add",
    "book",
    "book_people",
    "book_questions",
    "cancel",
    "cancel_loop",
    "loop",
    "mine",
    "move",
    "no_show",
    "of_application",
    "replace",
    "seat_add",
    "seat_cancel",
    "seat_no_show",
    "to_schedule",
    "zones",
]
