"""The verbs of debriefs: ask for one, make it, read it, decide on it."""

from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.actions.reading import note_reading, rate_debrief
from hiring.debriefs.actions.rendering import TASK, render
from hiring.debriefs.actions.requesting import request_debrief, request_due

__all__ = [
    "TASK",
    "decide",
    "note_reading",
    "rate_debrief",
    "render",
    "request_debrief",
    "request_due",
]
