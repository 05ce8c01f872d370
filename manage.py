#!/usr/bin/env python
"""Django's command line. Without DATABASE_URL the embedded database is up while a command needs it:
the one of `make run` in another terminal, or one that is started for this command alone.
"""

import contextlib
import os
import signal
import sys

from hiring import embedded_postgres

NEED_NO_DATABASE = {
    "access_table",
    "analyse_ratings",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "lint_job",
    "makemessages",
    "makemigrations",
    "read_calendar",
    "read_resume",
    "spectacular",
    "version",
}


def needs_database(arguments: list[str]) -> bool:
    """Return whether this command line is one that talks to the database."""
    if not arguments or {"-h", "--help", "--version"} & set(arguments):
        return False
    return arguments[0] not in NEED_NO_DATABASE


def database(arguments: list[str]) -> contextlib.AbstractContextManager:
    """Return a block in which the command finds its database, started for it if need be."""
    if os.environ.get("DATABASE_URL") or not needs_database(arguments):
        return contextlib.nullcontext()
    # Ended politely, so that the database does not stay behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    return embedded_postgres.running(embedded_postgres.home_folder())


def main() -> None:
    """Run one command; a database that can't be started is one line and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")
    try:
        with database(sys.argv[1:]):
            from django.core.management import execute_from_command_line

            from hiring import celery  # noqa: F401 - commands ring the workers' doorbell too

            execute_from_command_line(sys.argv)
    except embedded_postgres.ClusterError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
