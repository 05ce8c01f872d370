"""Writing rubrics and questions: what is written is a draft until it is published.

A draft belongs to its rubric or question, one at a time, and counts its savings in `revision`.
Name and purpose, title and roles are not versioned: they belong to the row that everybody reads.
So a draft keeps its own in `heading`, and publishing puts them into the row.
"""

from .discarding import discard_draft
from .saving import save_question_draft, save_rubric_draft
from .shelving import restore, retire
from .starting import (
    copy,
    create_question,
    create_rubric,
    start_question_draft,
    start_rubric_draft,
)

__all__ = [
    "copy",
    "create_question",
    "create_rubric",
    "discard_draft",
    "restore",
    "retire",
    "save_question_draft",
    "save_rubric_draft",
    "start_question_draft",
    "start_rubric_draft",
]
