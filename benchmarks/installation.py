"""A throw-away installation to measure: database, files, broker and a worker of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
WORKER = (
    "-m celery --quiet --app hiring.celery worker --concurrency 1"
    " --without-gossip --without-mingle --without-heartbeat --loglevel WARNING"
)


@contextlib.contextmanager
def installation() -> Iterator[None]:
    """Set Django up on an empty database that is dropped at the end.

    DATABASE_URL may name a server to use; a database of its own is made there. Without it
    PostgreSQL is started for this run.
    """
    from hiring.runtime.embedded_postgres import database_url, temporary_cluster

    with contextlib.ExitStack() as things:
        home = things.enter_context(tempfile.TemporaryDirectory(prefix="hiring-bench-"))
        os.environ["HIRING_HOME"] = home
        os.environ["CELERY_BROKER_URL"] = "filesystem://"
        os.environ["DJANGO_SETTINGS_MODULE"] = "hiring.settings"
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = database_url(things.enter_context(temporary_cluster()))
        things.enter_context(_database())
        yield


@contextlib.contextmanager
def kept_installation(home: Path) -> Iterator[None]:
    """Set Django up on the installation in this folder, made if need be and left as it is."""
    from hiring.runtime import embedded_postgres

    os.environ["CELERY_BROKER_URL"] = "filesystem://"
    os.environ["DJANGO_SETTINGS_MODULE"] = "hiring.settings"
    with embedded_postgres.running(home):
        os.environ["DATABASE_URL"] = embedded_postgres.database_url(home)
        import django

        django.setup()
        from hiring import celery  # noqa: F401 - notifications go to this broker

        yield


def free_port() -> int:
    """Return a port of this machine on which nobody listens now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def _database() -> Iterator[None]:
    import django

    django.setup()
    from django.db import connection

    from hiring import celery  # noqa: F401 - notifications go to this broker

    was = connection.settings_dict["NAME"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    address = urlsplit(os.environ["DATABASE_URL"])
    os.environ["DATABASE_URL"] = address._replace(path=f"/{name}").geturl()
    try:
        yield
    finally:
        connection.creation.destroy_test_db(was, verbosity=0)


@contextlib.contextmanager
def worker() -> Iterator[None]:
    """Run one worker of the product while the block lasts."""
    process = subprocess.Popen([sys.executable, *WORKER.split()], cwd=ROOT, start_new_session=True)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
