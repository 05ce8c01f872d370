"""A real worker beside the served product: the notifications of this process reach it alone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

from celery import Celery
from django.conf import settings
from django.db import connection
from django.test import override_settings

from hiring.activity import filesystem_broker, jobs

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (
    "-m celery --quiet --app hiring.celery worker --pool solo"
    " --without-gossip --without-mingle --without-heartbeat --loglevel WARNING"
)


@contextmanager
def installed(home: Path) -> Iterator[None]:
    """Keep files and notifications at `home`: they wait there for a worker."""
    folders = {
        "data_folder_in": "notifications",
        "data_folder_out": "notifications",
        "control_folder": "control",
    }
    for name in folders.values():
        (home / "broker" / name).mkdir(parents=True, exist_ok=True)
    filesystem_broker.install()
    app = Celery("notifications", set_as_current=False, fixups=[], broker="filesystem://")
    app.conf.broker_transport_options = {
        option: str(home / "broker" / name) for option, name in folders.items()
    }
    with (
        patch.object(jobs, "current_app", app),
        patch.object(jobs, "_silent_until", 0.0),
        override_settings(MEDIA_ROOT=home / "files"),
    ):
        yield


@contextmanager
def at_work(home: Path) -> Iterator[None]:
    """Run a worker on the test's database and the installation at `home`."""
    worker = subprocess.Popen(
        [sys.executable, *COMMAND.split()], cwd=ROOT, env=_env(home), start_new_session=True
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=30)


def _env(home: Path) -> dict[str, str]:
    address = urlsplit(os.environ["DATABASE_URL"])
    database = address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "hiring.settings",
        "HIRING_HOME": str(home),
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": database,
        "CELERY_BROKER_URL": "filesystem://",
    }
