"""Loading the shipped catalogue without ever overwriting what an organisation edited."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from rubrics.documents import reading as documents
from rubrics.documents import writing
from rubrics.documents.catalog import Catalogue, Document, digest, read_catalogue
from rubrics.models import (
    Competency,
    OrganisationArchetype,
    Question,
    RoleArchetype,
    Rubric,
    Shift,
    Source,
)


@dataclass
class LoadReport:
    """What one load did, as "kind key" names; `kept` was edited here and left alone."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.added or self.updated)


@dataclass(frozen=True)
class _Shelf:
    """How one kind of document is found, compared and written."""

    name: str
    model: type[models.Model]
    read: Callable[[Any], Document]
    write: Callable[[Any, Document], None]
    normal: Callable[[Document], Document] = dict


_SHELVES = {
    "competencies": _Shelf(
        "competency", Competency, documents.read_competency, writing.write_competency
    ),
    "organisation_archetypes": _Shelf(
        "organisation archetype",
        OrganisationArchetype,
        documents.read_organisation_archetype,
        writing.write_organisation_archetype,
        documents.normal_organisation,
    ),
    "rubrics": _Shelf("rubric", Rubric, documents.read_rubric, writing.write_rubric),
    "role_archetypes": _Shelf(
        "role archetype",
        RoleArchetype,
        documents.read_role_archetype,
        writing.write_role_archetype,
        documents.normal_role,
    ),
    "shifts": _Shelf(
        "shift", Shift, documents.read_shift, writing.write_shift, documents.normal_shift
    ),
    "questions": _Shelf(
        "question",
        Question,
        documents.read_question,
        writing.write_question,
        documents.normal_question,
    ),
}


@transaction.atomic
def load_catalogue(catalogue: Catalogue | None = None) -> LoadReport:
    """Bring the tables up to the catalogue (the shipped one by default); return what it did.

    A row whose content is no longer what the catalogue last wrote, or that has a draft, was
    edited by the organisation and is kept. Raises CatalogueError when a file is not valid.
    """
    given = read_catalogue() if catalogue is None else catalogue
    report = LoadReport()
    _one_load_at_a_time()
    for part, shelf in _SHELVES.items():
        rows: dict[str, Any] = shelf.model._default_manager.in_bulk(field_name="key")
        for document in getattr(given, part):
            _place(shelf, rows.get(document["key"]), shelf.normal(document), report)
    return report


def _place(shelf: _Shelf, row: Any, document: Document, report: LoadReport) -> None:
    name = f"{shelf.name} {document['key']}"
    text = digest(document)
    if row is None:
        row = shelf.model(source=Source.CATALOGUE)
        report.added.append(name)
    elif row.catalogue_digest == text:
        report.unchanged.append(name)
        return
    elif _edited_here(shelf, row):
        report.kept.append(name)
        return
    else:
        report.updated.append(name)
    row.catalogue_digest = text
    shelf.write(row, document)


def _edited_here(shelf: _Shelf, row: Any) -> bool:
    if row.source == Source.OWN or getattr(row, "draft", None) is not None:
        return True
    return digest(shelf.read(row)) != row.catalogue_digest


def shelf_of(row: Any) -> tuple[str, Any]:
    """Return the catalogue's part that a row belongs to, and how it is read and written."""
    return next((part, shelf) for part, shelf in _SHELVES.items() if shelf.model is type(row))


def differs_from_catalogue(row: Any) -> bool:
    """Whether a row says something else than the catalogue last wrote: the loader keeps it."""
    _part, shelf = shelf_of(row)
    return _edited_here(shelf, row)


def _one_load_at_a_time() -> None:
    """Two processes that start together load one after the other (lock ends with transaction)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('rubrics.load_catalogue'))")
