"""One throw-away PostgreSQL for a whole test run.

The first process starts it; xdist's workers and the tests' own subprocesses find its address in
DATABASE_URL. Anyone who sets DATABASE_URL before has the tests run there.

What a test committed is deleted after it: Django would truncate all tables, which is ten times as
much work, and make the permissions anew.
"""

import contextlib
import os

import pytest
from django.conf import settings
from django.db import connection as database
from django.db import transaction
from django.test import TransactionTestCase

from hiring.runtime.embedded_postgres import connection, database_url, temporary_cluster

# Filled by `migrate`, and never by a test.
KEPT = {"django_content_type", "auth_permission"}


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("DATABASE_URL") or config.option.collectonly:
        return
    running = contextlib.ExitStack()
    config.add_cleanup(running.close)
    home = running.enter_context(temporary_cluster(max_connections="160"))
    os.environ["DATABASE_URL"] = database_url(home)
    # pytest-django has read the settings of this process by now.
    settings.DATABASES["default"].update(connection(home))


@transaction.atomic
def empty_tables() -> None:
    """Delete all rows, also those that the product lets nobody delete."""
    with database.cursor() as cursor:
        filled = _filled_tables()
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in filled:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for table in filled:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a name from the catalog
        # What is deferred must be done before a table can be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in filled:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def _filled_tables() -> list[str]:
    tables = set(database.introspection.django_table_names(include_views=False)) - KEPT
    with database.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{one}' WHERE EXISTS (SELECT FROM \"{one}\")"  # noqa: S608 - the same
                for one in tables
            )
        )
        return [table for (table,) in cursor.fetchall()]


def _after_a_test_that_commits(case: TransactionTestCase) -> None:
    empty_tables()


TransactionTestCase._fixture_teardown = _after_a_test_that_commits  # type: ignore[method-assign]
