"""This app's rows of the access table: the library, answers included, is open to all staff.

What the whole organization uses is changed and archived by its library editors and administrators,
not by anyone who leads one job. Recruiters write rubrics and questions, published ones included.
"""

from typing import Any

from hiring.accounts.access import (
    ADMINISTRATORS,
    ALL_METHODS,
    EVERYONE,
    READ,
    RECRUITING,
    WRITE,
    Row,
    decide,
)
from hiring.accounts.models import User

_PAGES = (
    *("home", "role_list", "role_detail", "organization_list", "competency_list"),
    *("competency_detail", "rubric_list", "rubric_detail", "question_list", "question_detail"),
    *("rubric_export", "question_export", "library_export"),
    *("puzzle_list", "puzzle_detail", "question_data"),
    *("organization_detail", "adjustment_list"),
)
# What is written in, and what only takes a form, of a rubric and of a question.
_EDIT_ROUTES = ("new", "edit")
_FORMS = ("draft", "preview", "discard", "copy")
_STANDING = ("archive", "restore")
_BANK = ("rubrics", "questions")
_WRITTEN = ("role-archetypes", "competencies")
_RESOURCES = (*_WRITTEN, "organization-archetypes", "profile-adjustments", *_BANK)

# The same of competencies, roles, organizations and the rules of adjustment.
_ARCHETYPES = ("competency", "role", "organization", "adjustment")
_ARCHETYPE_EDIT_ROUTES = ("new", "edit")
_ARCHETYPE_FORMS = (*_STANDING, "reset")
_ROLE_EDIT_ROUTES = ("profile", "stages", "loop", "pitch", "variants")


LIBRARY_EDITOR = "library_editor"
_EDITORS = frozenset({LIBRARY_EDITOR})


def editors(user: User, _library: int) -> frozenset[str]:
    """Return whether the person is an editor of the library, of which there is one."""
    return _EDITORS if user.library_editor else frozenset()


def _writing(route: str, methods: frozenset[str] = ALL_METHODS) -> Row:
    """A row for those who write rubrics and questions."""
    return Row(route, site=RECRUITING, relations=_EDITORS, subject="library", methods=methods)


def _editing(route: str, methods: frozenset[str] = ALL_METHODS) -> Row:
    """A row for those who change and archive what the whole organization uses."""
    return Row(route, site=ADMINISTRATORS, relations=_EDITORS, subject="library", methods=methods)


def may_write(request: Any) -> bool:
    """Return whether anyone who asks may write rubrics and questions, and so see their drafts."""
    found = decide(request.user, "rubrics:rubric_edit", "POST", {}, request.access_cache)
    return found.allowed


rows = [
    _editing("rubrics:library_import"),
    Row("rubrics:probe_builder", site=EVERYONE, methods=READ | {"POST"}),
    *(Row(f"rubrics:{page}", site=EVERYONE, methods=READ) for page in _PAGES),
    *(
        _editing(f"rubrics:{item}_{name}")
        for item in _ARCHETYPES
        for name in _ARCHETYPE_EDIT_ROUTES
    ),
    *(
        _editing(f"rubrics:{item}_{name}", WRITE)
        for item in _ARCHETYPES
        for name in _ARCHETYPE_FORMS
    ),
    *(_editing(f"rubrics:role_{name}") for name in _ROLE_EDIT_ROUTES),
    _editing("rubrics:role_copy", WRITE),
    *(Row(f"api:{name}-list", site=EVERYONE, methods=READ) for name in _RESOURCES),
    *(Row(f"api:{name}-detail", site=EVERYONE, methods=READ) for name in _RESOURCES),
    *(
        _writing(f"rubrics:{item}_{name}")
        for item in ("rubric", "question")
        for name in _EDIT_ROUTES
    ),
    *(
        _writing(f"rubrics:{item}_{name}", WRITE)
        for item in ("rubric", "question")
        for name in _FORMS
    ),
    *(
        _editing(f"rubrics:{item}_{name}", WRITE)
        for item in ("rubric", "question")
        for name in _STANDING
    ),
    *(_editing(f"api:{name}-{route}", WRITE) for name in _WRITTEN for route in ("list", "detail")),
    *(
        _writing(f"api:{name}-{route}", WRITE)
        for name in _BANK
        for route in ("list", "detail", "publish", "copy")
    ),
    *(
        _editing(f"api:{name}-{action}", WRITE)
        for name in (*_WRITTEN, *_BANK)
        for action in _STANDING
    ),
    *(Row(f"api:{name}-versions", site=EVERYONE, methods=READ) for name in _BANK),
    *(
        Row(f"rubrics:{item}_compare", site=EVERYONE, methods=READ)
        for item in ("rubric", "question")
    ),
]
