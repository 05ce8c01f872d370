"""The verbs of scorecards: draw the questions' numbers, draft, submit, amend."""

from hiring.scorecards.actions.content import MISSING, Content, Ratings, Unfinished
from hiring.scorecards.actions.drawing import redraw, use_questions
from hiring.scorecards.actions.linking import make_exercise_link, revoke_exercise_link
from hiring.scorecards.actions.writing import (
    AlreadySubmitted,
    Contradiction,
    amend,
    open_card,
    save_draft,
    submit,
)

__all__ = [
    "MISSING",
    "AlreadySubmitted",
    "Content",
    "Contradiction",
    "Ratings",
    "Unfinished",
    "amend",
    "make_exercise_link",
    "open_card",
    "redraw",
    "revoke_exercise_link",
    "save_draft",
    "submit",
    "use_questions",
]
