"""Commands that need no database start none, and none makes one where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import manage

ROOT = Path(__file__).resolve().parents[2]


def run_manage(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as on a machine of its own, with this home and no other database."""
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    env |= {"HIRING_HOME": str(home), "DJANGO_SETTINGS_MODULE": "hiring.settings"}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "help",
        "help migrate",
        "migrate --help",
        "runserver -h",
        "--version",
        "check",
        "check --deploy",
        "collectstatic --noinput",
        "makemessages --all",
        "makemigrations --check",
        "spectacular",
        "access_table",
        "read_resume cv.pdf",
        "lint_job job.md",
        "read_calendar free.ics --zone Europe/Berlin",
        "analyze_ratings ratings.csv",
    ],
)
def test_these_need_no_database(line):
    assert not manage.needs_database(line.split())


@pytest.mark.parametrize(
    "line", ["migrate", "shell", "dbshell", "demo", "runserver", "import_candidates a.json"]
)
def test_these_need_the_database(line):
    assert manage.needs_database(line.split())


def test_a_check_leaves_no_cluster_behind(tmp_path):
    done = run_manage(tmp_path, "check")

    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(
    "line",
    ["create_administrator a@b.example --name A", "create_api_token a@b.example", "migrate"],
)
def test_no_command_makes_a_database_where_there_is_none(tmp_path, line):
    done = run_manage(tmp_path, *line.split())

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"There is no database in {tmp_path}. Set DATABASE_URL or HIRING_HOME to those of your "
        "installation, or make one with `make run`."
    ]
    assert not (tmp_path / "postgres").exists()


def test_djangos_own_way_to_an_administrator_is_refused_by_name(tmp_path):
    done = run_manage(tmp_path, "createsuperuser", "--email", "a@b.example")

    assert done.returncode == 2
    assert done.stderr == "Use manage.py create_administrator EMAIL --name NAME\n"


def test_a_database_that_cannot_start_is_one_line(tmp_path):
    state = tmp_path / "postgres"
    state.mkdir()
    (state / "cluster.json").write_text("?")

    done = run_manage(tmp_path, "migrate")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"{state}/cluster.json is damaged. Restore it, or move {state} away."
    ]
