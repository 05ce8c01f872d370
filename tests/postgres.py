"""One throw-away PostgreSQL for a whole test run.

The first process starts it; xdist's workers and the tests' own subprocesses find its address in
DATABASE_URL. Anyone who sets DATABASE_URL before has the tests run there.
"""

import contextlib
import os

import pytest
from django.conf import settings

from hiring.runtime.embedded_postgres import connection, database_url, temporary_cluster


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("DATABASE_URL") or config.option.collectonly:
        return
    running = contextlib.ExitStack()
    config.add_cleanup(running.close)
    home = running.enter_context(temporary_cluster(max_connections="160"))
    os.environ["DATABASE_URL"] = database_url(home)
    # pytest-django has read the settings of this process by now.
    settings.DATABASES["default"].update(connection(home))
