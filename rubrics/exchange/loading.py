"""Loading the shipped catalog without ever overwriting what an organization edited."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from rubrics.bank.actions.publishing import publish
from rubrics.documents.catalog import Catalog, digest, read_catalog
from rubrics.documents.codec import Codec
from rubrics.documents.codecs import CODECS, edited_here
from rubrics.models import Source


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


@transaction.atomic
def load_catalog(catalog: Catalog | None = None) -> LoadReport:
    """Bring the tables up to the catalog (the shipped one by default); return what it did.

    A row whose content is no longer what the catalog last wrote, or that has a draft, was
    edited by the organization and is kept. Raises CatalogError when a file is not valid.
    """
    given = read_catalog() if catalog is None else catalog
    report = LoadReport()
    _one_load_at_a_time()
    for codec in CODECS:
        rows: dict[str, Any] = codec.model._default_manager.in_bulk(field_name="key")
        for document in getattr(given, codec.part):
            _place(codec, rows.get(document["key"]), codec.normal(document), report)
    return report


def _place(codec: Codec, row: Any, document: dict[str, Any], report: LoadReport) -> None:
    name = f"{codec.name} {document['key']}"
    text = digest(document)
    if row is None:
        row = codec.model(source=Source.CATALOG)
        report.added.append(name)
    elif row.catalog_digest == text:
        report.unchanged.append(name)
        return
    elif edited_here(row):
        report.kept.append(name)
        return
    else:
        report.updated.append(name)
    row.catalog_digest = text
    if version := codec.write(row, document):
        publish(version, actor=None)


def _one_load_at_a_time() -> None:
    """Two processes that start together load one after the other (lock ends with transaction)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('rubrics.load_catalog'))")
