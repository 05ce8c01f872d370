"""Bring an installation up to date: tables, catalog, demo organization, static files.

Run by `make run` at every start, so what has been done already is found so, and quickly.
"""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader

from hiring.runtime import embedded_postgres
from hiring.runtime.embedded_postgres import ClusterError
from hiring.runtime.environment import load_settings


def prepare(*, demo: bool) -> None:
    """Do in order what is left to do; `demo` makes the demo organization on the first run."""
    # Warnings about settings, as `manage.py check` prints them; they do not stop a start.
    call_command("check", stdout=io.StringIO())
    refuse_other_version()
    print("Preparing the tables", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    print("Preparing the catalog", flush=True)
    for command in (
        "load_catalog",
        "load_channels",
        "load_rejection_reasons",
        "load_email_templates",
    ):
        call_command(command, verbosity=0)
    done = settings.HIRING_HOME / "demo-made"
    if demo and not done.exists():
        print("Making the demo organization (only at the first start)", flush=True)
        call_command("demo", verbosity=0)
        done.touch()
    print("Preparing the static files", flush=True)
    collect_static(settings.HIRING_HOME / "static-collected")


def refuse_other_version() -> None:
    """Raise CommandError if the tables were made by migrations that are not those of this code."""
    if not (difference := _unknown_migration() or _missing_column()):
        return
    if os.environ.get("DATABASE_URL"):
        place, remedy = "The database of DATABASE_URL", "name an empty database"
    else:
        place = f"The database in {settings.HIRING_HOME}"
        remedy = f"move {settings.HIRING_HOME} away and start again (a new one is made)"
    raise CommandError(
        f"{place} was made by another version of the product ({difference}), and nothing in it "
        f"was changed. Use that version, or {remedy}."
    )


def _unknown_migration() -> str:
    """Say which migration the database has been through that is not here, if there is one."""
    loader = MigrationLoader(connection)
    applied = {key for key in loader.applied_migrations if key[0] in loader.migrated_apps}
    unknown = sorted(applied - set(loader.disk_migrations))
    return f"it has the migration {'.'.join(unknown[0])}" if unknown else ""


def _missing_column() -> str:
    """Say which column is not there although all migrations of its app were applied, if any."""
    loader = MigrationLoader(connection)
    pending = {app for app, name in set(loader.disk_migrations) - set(loader.applied_migrations)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = ANY (current_schemas(false))"
        )
        there = set(cursor.fetchall())
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in pending or not model._meta.managed:
            continue
        for field in model._meta.local_concrete_fields:
            if (model._meta.db_table, field.column) not in there:
                return f"it has no column {model._meta.db_table}.{field.column}"
    return ""


def collect_static(stamp: Path) -> bool:
    """Collect and compress the static files if one of them changed; return whether it was so."""
    state = _static_state()
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state)
    return True


def _static_state() -> str:
    """Return a digest over names, sizes and times of all static files and their destination."""
    seen = sha256(str(settings.STATIC_ROOT).encode())
    for finder in get_finders():
        for name, storage in finder.list(None):
            found = os.stat(storage.path(name))
            seen.update(f"{storage.path(name)} {found.st_size} {found.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def main() -> int:
    """Prepare the installation that the environment names; a refusal is one line."""
    load_settings()
    try:
        with database():
            django.setup()
            from hiring import celery  # noqa: F401 - what the demo schedules notifies workers

            prepare(demo=not os.environ.get("DATABASE_URL"))
    except (CommandError, ImproperlyConfigured, OperationalError, ClusterError) as error:
        print(str(error).strip(), file=sys.stderr)
        return 1
    return 0


@contextlib.contextmanager
def database() -> Iterator[None]:
    """Give a block in which the database is up; the embedded one is made if need be."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with embedded_postgres.running(settings.HIRING_HOME):
        # The settings were read before the first start made the database and its password.
        settings.DATABASES["default"].update(embedded_postgres.connection(settings.HIRING_HOME))
        yield


if __name__ == "__main__":
    raise SystemExit(main())
