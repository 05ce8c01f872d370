"""A bad value of any variable is one line that names it, at every entry point."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hiring.runtime import environment as env

ROOT = Path(__file__).resolve().parents[2]

BAD = {
    "PORT": ["http", "0", "65536", "-1", "80.5", "٨٠"],
    "WEB_CONCURRENCY": ["0", "two"],
    "WORKER_CONCURRENCY": ["0", "1.5"],
    "WORKER_RESTART_SECONDS": ["0"],
    "JOB_LEASE_SECONDS": ["abc", "0"],
    "JOB_NOTIFY_AGAIN_SECONDS": ["-1"],
    "CONN_MAX_AGE": ["never"],
    "TRUSTED_PROXY_COUNT": ["-1", "one"],
    "DEBUG": ["maybe"],
    "BEHIND_PROXY": ["2"],
    "BASE_URL": ["hiring.example", "https://", "ftp://x", "http://x:port"],
    "CSRF_TRUSTED_ORIGINS": ["https://a.example,b.example"],
    "DATABASE_URL": ["sqlite:///x.db", "mysql://h/n", "nonsense", "postgres://h:port/n"],
    "CACHE_URL": ["foo://x", "memcache://x"],
    "CELERY_BROKER_URL": ["foo://x", "nonsense"],
    "EMAIL_URL": ["foo", "smtp://h:port"],
    "DEFAULT_FROM_EMAIL": ["hiring"],
    "FILE_STORAGE": ["nonsense", "no.such.Class"],
    "FILE_STORAGE_OPTIONS": ["bucket=x", "[]"],
    "LOG_LEVEL": ["loud"],
    "DEFAULT_PHONE_REGION": ["Germany", "XX"],
    "SECRET_KEY_FILE": ["/nope"],
}


def start(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run one of the product's programs with these variables."""
    given = os.environ | {"DJANGO_SETTINGS_MODULE": "hiring.settings"} | variables
    line = [sys.executable, *command]
    return subprocess.run(line, cwd=ROOT, env=given, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in BAD.items() for v in values])
def test_a_bad_value_is_refused_by_its_name(name, value, monkeypatch):
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=f"^{name} [^\n]*$"):
        runpy.run_path(str(ROOT / "hiring" / "settings.py"))


@pytest.mark.parametrize(
    "door",
    [
        "manage.py check",
        "-m hiring.runtime.run",
        "-m hiring.runtime.prepare",
        "-m gunicorn --config python:hiring.runtime.gunicorn hiring.wsgi",
        "-m celery --app hiring.celery worker",
        "-m celery --app hiring.celery beat",
    ],
)
def test_it_is_one_line_at_every_door(door, tmp_path):
    done = start(*door.split(), JOB_LEASE_SECONDS="abc", HIRING_HOME=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "JOB_LEASE_SECONDS is 'abc'; it must be a number of at least 1."
    ]
    assert not (tmp_path / "postgres").exists()


def test_another_database_is_told_that_only_postgresql_will_do(tmp_path):
    done = start("manage.py", "check", DATABASE_URL="sqlite:///x", HIRING_HOME=str(tmp_path))

    assert "only PostgreSQL is supported" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_home_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    done = start("manage.py", "check", HIRING_HOME=str(tmp_path / "file"))

    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path}/file/secret_key can't be read or made")
    assert len(done.stderr.splitlines()) == 1


def test_a_password_is_never_repeated(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://me:geheim@host/name")

    with pytest.raises(ImproperlyConfigured) as refused:
        env.read("DATABASE_URL", {}, env.database, secret=True)

    assert "geheim" not in str(refused.value)


def test_an_empty_variable_is_none(monkeypatch):
    monkeypatch.setenv("PORT", "")

    assert env.read("PORT", 8000, env.whole(1)) == 8000


def test_a_value_can_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("geheim\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))

    assert env.read("SECRET_KEY", "", str) == "geheim"


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), ("1", True), ("TRUE", True), ("off", False), ("0", False)]
)
def test_yes_and_no_in_the_usual_words(text, value):
    assert env.flag(text) is value
