#!/usr/bin/env python
"""Django's command line. Without DATABASE_URL the embedded database is up while a command needs it:
the server of `make run` in another terminal, or one for this command alone. Only `make run` and
`python -m hiring.runtime.prepare` make a database where there is none.
"""

import contextlib
import os
import signal
import sys

from hiring.runtime import embedded_postgres
from hiring.runtime.environment import load_settings

NEED_NO_DATABASE = {
    "access_table",
    "analyze_ratings",
    "check",
    "collectstatic",
    "compilemessages",
    "createsuperuser",
    "diffsettings",
    "findstatic",
    "help",
    "lint_job",
    "lint_rubric",
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
    home = embedded_postgres.home_folder()
    if not embedded_postgres.exists(home):
        sys.exit(
            f"There is no database in {home}. Set DATABASE_URL or HIRING_HOME to those of your "
            "installation, or make one with `make run`."
        )
    # Ended politely, so that the database does not stay behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    return embedded_postgres.running(home)


def main() -> None:
    """Run one command; a database that can't be used is one line and exit code 1."""
    load_settings()
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError

    from hiring import celery  # noqa: F401 - commands notify workers too

    try:
        with database(sys.argv[1:]):
            execute_from_command_line(sys.argv)
    except (embedded_postgres.ClusterError, OperationalError) as error:
        sys.exit(str(error).strip())
    except ProgrammingError as error:
        if type(error.__cause__).__name__ not in {"UndefinedTable", "UndefinedColumn"}:
            raise
        sys.exit("The tables are missing or old. Run first: python -m hiring.runtime.prepare")


if __name__ == "__main__":
    main()
