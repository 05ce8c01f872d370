"""The verbs of this room."""

from .claiming import item_of
from .drafting import (
    copy,
    create_question,
    create_rubric,
    discard_draft,
    restore,
    retire,
    save_question_draft,
    save_rubric_draft,
    start_question_draft,
    start_rubric_draft,
)
from .loading import LoadReport, load_catalogue
from .publishing import publish_question, publish_rubric

__all__ = [
    "LoadReport",
    "copy",
    "create_question",
    "create_rubric",
    "discard_draft",
    "item_of",
    "load_catalogue",
    "publish_question",
    "publish_rubric",
    "restore",
    "retire",
    "save_question_draft",
    "save_rubric_draft",
    "start_question_draft",
    "start_rubric_draft",
]
