"""Loading the shipped catalog without ever overwriting what an organization edited."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from rubrics.documents import reading as documents
from rubrics.documents import writing
from rubrics.documents.catalog import Catalog, Document, digest, read_catalog
from rubrics.models import (
    Competency,
    OrganizationArchetype,
    ProfileAdjustment,
    Question,
    RoleArchetype,
    Rubric,
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
class _Codec:
    """How one kind of document is found, compared and written."""

    name: str
    model: type[models.Model]
    read: Callable[[Any], Document]
    write: Callable[[Any, Document], None]
    normal: Callable[[Document], Document] = dict


_CODECS = {
    "competencies": _Codec(
        "competency", Competency, documents.read_competency, writing.write_competency
    ),
    "organization_archetypes": _Codec(
        "organization archetype",
        OrganizationArchetype,
        documents.read_organization_archetype,
        writing.write_organization_archetype,
        documents.normal_organization,
    ),
    "rubrics": _Codec("rubric", Rubric, documents.read_rubric, writing.write_rubric),
    "role_archetypes": _Codec(
        "role archetype",
        RoleArchetype,
        documents.read_role_archetype,
        writing.write_role_archetype,
        documents.normal_role,
    ),
    "adjustments": _Codec(
        "adjustment",
        ProfileAdjustment,
        documents.read_adjustment,
        writing.write_adjustment,
        documents.normal_adjustment,
    ),
    "questions": _Codec(
        "question",
        Question,
        documents.read_question,
        writing.write_question,
        documents.normal_question,
    ),
}


@transaction.atomic
def load_catalog(catalog: Catalog | None = None) -> LoadReport:
    """Bring the tables up to the catalog (the shipped one by default); return what it did.

    A row whose content is no longer what the catalog last wrote, or that has a draft, was
    edited by the organization and is kept. Raises CatalogError when a file is not valid.
    """
    given = read_catalog() if catalog is None else catalog
    report = LoadReport()
    _one_load_at_a_time()
    for part, codec in _CODECS.items():
        rows: dict[str, Any] = codec.model._default_manager.in_bulk(field_name="key")
        for document in getattr(given, part):
            _place(codec, rows.get(document["key"]), codec.normal(document), report)
    return report


def _place(codec: _Codec, row: Any, document: Document, report: LoadReport) -> None:
    name = f"{codec.name} {document['key']}"
    text = digest(document)
    if row is None:
        row = codec.model(source=Source.CATALOG)
        report.added.append(name)
    elif row.catalog_digest == text:
        report.unchanged.append(name)
        return
    elif _edited_here(codec, row):
        report.kept.append(name)
        return
    else:
        report.updated.append(name)
    row.catalog_digest = text
    codec.write(row, document)


def _edited_here(codec: _Codec, row: Any) -> bool:
    if row.source == Source.OWN or getattr(row, "draft", None) is not None:
        return True
    return digest(codec.read(row)) != row.catalog_digest


def codec_of(row: Any) -> tuple[str, Any]:
    """Return the catalog's part that a row belongs to, and how it is read and written."""
    return next((part, codec) for part, codec in _CODECS.items() if codec.model is type(row))


def differs_from_catalog(row: Any) -> bool:
    """Whether a row says something else than the catalog last wrote: the loader keeps it."""
    _part, codec = codec_of(row)
    return _edited_here(codec, row)


def _one_load_at_a_time() -> None:
    """Two processes that start together load one after the other (lock ends with transaction)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('rubrics.load_catalog'))")
