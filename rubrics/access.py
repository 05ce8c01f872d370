"""This room's rows of the access table: the library, answers included, is open to all staff."""

from typing import Any

from hiring.accounts.access import (
    ALL_METHODS,
    EVERYONE,
    READ,
    RECRUITING,
    WRITE,
    Relation,
    Row,
    decide,
)

_PAGES = (
    *("home", "role_list", "role_detail", "organisation_list", "competency_list"),
    *("competency_detail", "rubric_list", "rubric_detail", "question_list", "question_detail"),
    *("rubric_export", "question_export", "library_export"),
    *("puzzle_list", "puzzle_detail", "question_data"),
    *("organisation_detail", "shift_list"),
)
# What is written in, and what only takes a form, of a rubric and of a question.
_DESKS = ("new", "edit")
_FORMS = ("draft", "preview", "discard", "retire", "restore", "copy")
_BANK = ("rubrics", "questions")
_WRITTEN = ("role-archetypes", "competencies")
_RESOURCES = (*_WRITTEN, "organisation-archetypes", "shifts", *_BANK)

# The same of competencies, roles, organisations and the rules of surroundings.
_ARCHETYPES = ("competency", "role", "organisation", "shift")
_ARCHETYPE_DESKS = ("new", "edit")
_ARCHETYPE_FORMS = ("retire", "restore", "take")
_ROLE_DESKS = ("profile", "stages", "loop", "pitch", "variants")


def _writing(route: str, methods: frozenset[str] = ALL_METHODS) -> Row:
    """A row for those who write rubrics and questions: whoever leads an open requisition too."""
    leads = frozenset({Relation.HIRING_MANAGER})
    return Row(route, site=RECRUITING, relations=leads, subject="library", methods=methods)


def may_write(request: Any) -> bool:
    """Return whether whoever asks may write rubrics and questions, and so see their drafts."""
    found = decide(request.user, "rubrics:rubric_edit", "POST", {}, request.access_cache)
    return found.allowed


rows = [
    _writing("rubrics:library_import"),
    Row("rubrics:probe_builder", site=EVERYONE, methods=READ | {"POST"}),
    *(Row(f"rubrics:{page}", site=EVERYONE, methods=READ) for page in _PAGES),
    *(_writing(f"rubrics:{item}_{name}") for item in _ARCHETYPES for name in _ARCHETYPE_DESKS),
    *(
        _writing(f"rubrics:{item}_{name}", WRITE)
        for item in _ARCHETYPES
        for name in _ARCHETYPE_FORMS
    ),
    *(_writing(f"rubrics:role_{name}") for name in _ROLE_DESKS),
    _writing("rubrics:role_copy", WRITE),
    *(Row(f"api:{name}-list", site=EVERYONE, methods=READ) for name in _RESOURCES),
    *(Row(f"api:{name}-detail", site=EVERYONE, methods=READ) for name in _RESOURCES),
    *(_writing(f"rubrics:{item}_{name}") for item in ("rubric", "question") for name in _DESKS),
    *(
        _writing(f"rubrics:{item}_{name}", WRITE)
        for item in ("rubric", "question")
        for name in _FORMS
    ),
    *(
        _writing(f"api:{name}-{route}", WRITE)
        for name in (*_WRITTEN, *_BANK)
        for route in ("list", "detail")
    ),
    *(_writing(f"api:{name}-{verb}", WRITE) for name in _WRITTEN for verb in ("retire", "restore")),
    *(
        _writing(f"api:{name}-{verb}", WRITE)
        for name in _BANK
        for verb in ("publish", "retire", "restore", "copy")
    ),
    *(Row(f"api:{name}-versions", site=EVERYONE, methods=READ) for name in _BANK),
    *(
        Row(f"rubrics:{item}_compare", site=EVERYONE, methods=READ)
        for item in ("rubric", "question")
    ),
]
