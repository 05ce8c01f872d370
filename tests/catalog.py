"""The shipped catalog in a test's database, in a fraction of the time that loading it takes.

The product's loader fills the tables once in each test process, in a transaction that is rolled
back; what it wrote is kept as PostgreSQL copies tables out, and each test copies it in again.
"""

import io
from dataclasses import dataclass
from functools import cache

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from rubrics.documents.catalog import read_catalog
from rubrics.exchange.loading import LoadReport, load_catalog

_CONTINUE_NUMBERING = (
    """SELECT setval(pg_get_serial_sequence('"{table}"', 'id'), (SELECT max(id) FROM "{table}"))"""
)

# The files are read once for all tests; loading does not change what was read.
shipped = cache(read_catalog)


@dataclass(frozen=True)
class Catalog:
    """What the loaders write: their report, and the rows of each table that they fill."""

    report: LoadReport
    rows: dict[str, bytes]

    def copy_in(self) -> LoadReport:
        """Fill the empty tables; return what the loader reported when it did so."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.rows.items():
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.BytesIO(rows))
                cursor.execute(_CONTINUE_NUMBERING.format(table=table))
        return self.report


@pytest.fixture(scope="session")
def catalog(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Catalog:
    """Load the catalog once in this process and keep its rows; the tables stay empty."""
    with django_db_blocker.unblock(), transaction.atomic():
        report = load_catalog(shipped())
        for command in ("load_channels", "load_rejection_reasons", "load_email_templates"):
            call_command(command, verbosity=0)
        rows = {table: _copied_out(table) for table in _tables()}
        transaction.set_rollback(True)
    return Catalog(report, {table: copied for table, copied in rows.items() if copied})


@pytest.fixture
def library(db: None, catalog: Catalog) -> LoadReport:
    """The shipped catalog, loaded; gives the load's report."""
    return catalog.copy_in()


def _tables() -> list[str]:
    """Return the tables to copy, parts before versions: a published version takes no new parts."""
    models = [
        *apps.get_app_config("rubrics").get_models(include_auto_created=True),
        apps.get_model("candidates", "SourceChannel"),
        apps.get_model("messaging", "Template"),
        apps.get_model("pipeline", "RejectionReason"),
    ]
    return [model._meta.db_table for model in reversed(models)]


def _copied_out(table: str) -> bytes:
    rows = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{table}" TO STDOUT', rows)
    return rows.getvalue()
