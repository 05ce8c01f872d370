"""This room's rows of the access table: the library, answers included, is open to all staff."""

from hiring.accounts.access import EVERYONE, READ, Row

_PAGES = (
    *("home", "role_list", "role_detail", "organisation_list", "competency_list"),
    *("competency_detail", "rubric_list", "rubric_detail", "question_list", "question_detail"),
    *("puzzle_list", "puzzle_detail", "question_data"),
)
_RESOURCES = ("role-archetypes", "competencies", "rubrics", "questions")

rows = [
    *(Row(f"rubrics:{page}", site=EVERYONE, methods=READ) for page in _PAGES),
    *(Row(f"api:{name}-list", site=EVERYONE, methods=READ) for name in _RESOURCES),
    *(Row(f"api:{name}-detail", site=EVERYONE, methods=READ) for name in _RESOURCES),
]
