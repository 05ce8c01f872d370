"""Pages of the library."""

from rubrics.views.puzzles import puzzle_detail, puzzle_list
from rubrics.views.reading import (
    competency_detail,
    competency_list,
    home,
    organisation_list,
    question_detail,
    question_list,
    role_detail,
    role_list,
    rubric_detail,
    rubric_list,
)

__all__ = [
    "competency_detail",
    "competency_list",
    "home",
    "organisation_list",
    "puzzle_detail",
    "puzzle_list",
    "question_detail",
    "question_list",
    "role_detail",
    "role_list",
    "rubric_detail",
    "rubric_list",
]
