"""One throw-away PostgreSQL for a whole test run.

The first process starts it; xdist's workers and the tests' own subprocesses find its address in
DATABASE_URL. Anyone who sets DATABASE_URL before has the tests run there.

xdist's workers each test on a copy of one database, whose tables the first process makes while the
workers collect.

What a test committed is deleted after it: Django would truncate all tables, which is ten times as
much work, and make the permissions anew.
"""

import contextlib
import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from django.conf import settings
from django.db import connection as database
from django.db import connections, transaction
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from hiring.runtime.embedded_postgres import connection, database_url, temporary_cluster

TEMPLATE = "template_of_tests"
LOCK = pytest.StashKey[Path]()
# Filled by `migrate`, and never by a test.
KEPT = {"django_content_type", "auth_permission"}
Built = TypeVar("Built")


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("DATABASE_URL") or config.option.collectonly:
        return
    running = contextlib.ExitStack()
    config.add_cleanup(running.close)
    home = running.enter_context(temporary_cluster(max_connections="160"))
    os.environ["DATABASE_URL"] = database_url(home)
    # pytest-django has read the settings of this process by now.
    settings.DATABASES["default"].update(connection(home))
    if config.getoption("numprocesses", None):
        config.stash[LOCK] = home / "template.lock"
        os.environ["TEMPLATE_LOCK"] = str(config.stash[LOCK])


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Begin to make the tables before there are workers: they wait until the lock is free."""
    if LOCK not in session.config.stash:
        return
    held = session.config.stash[LOCK].open("w")
    fcntl.flock(held, fcntl.LOCK_EX)

    def make() -> None:
        with held, session.config.stash[blocking_manager_key].unblock():
            database.settings_dict["TEST"]["NAME"] = TEMPLATE
            database.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connections.close_all()

    threading.Thread(target=make, daemon=True).start()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Have a worker's database copied."""
    if lock := os.environ.get("TEMPLATE_LOCK"):
        with Path(lock).open() as waiting:
            fcntl.flock(waiting, fcntl.LOCK_SH)
        settings.DATABASES["default"]["TEST"] |= {"TEMPLATE": TEMPLATE, "MIGRATE": False}


@pytest.fixture(scope="module")
def built_once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[Callable[[], Built]], Built]]:
    """Give a function that builds what all tests of a module share, by calling its argument.

    All is built in one transaction, which is rolled back after the module. A test marked
    `django_db` works in a savepoint of it, so what it changes is taken back; what it holds in
    memory is not: give each test a `deepcopy` where it matters. Tests that commit stand in another
    module.
    """

    def build(make: Callable[[], Built]) -> Built:
        made = make()
        # Else each test would check the foreign keys of all that was built, and take that back.
        database.check_constraints()
        return made

    with django_db_blocker.unblock(), transaction.atomic():
        yield build
        transaction.set_rollback(True)


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
