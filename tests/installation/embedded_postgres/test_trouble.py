"""What happens to the embedded database, and what it says then."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hiring.runtime.embedded_postgres import (
    ClusterError,
    connection,
    ensure_cluster,
    programs,
    running,
)
from hiring.runtime.embedded_postgres.cluster import read
from tests.installation.embedded_postgres.clusters import QUICK, ROOT, query


def test_a_crashed_server_is_started_again(made):
    with running(made, **QUICK) as server:
        query(made, "CREATE TABLE survived ()")
        os.kill(server.pid, signal.SIGKILL)
        server.process.wait()

        with running(made, **QUICK) as again:
            assert again.pid != server.pid
            assert query(made, "SELECT to_regclass('survived')::text") == [("survived",)]


def test_a_stale_pid_file_that_names_a_living_process_does_no_harm(made):
    found = read(made)
    owner = found.data.stat()
    stranger = subprocess.Popen(["sleep", "60"], user=owner.st_uid, group=owner.st_gid)
    (found.data / "postmaster.pid").write_text(
        f"{stranger.pid}\n{found.data}\n1\n5432\n\n\n\nready\n"
    )
    os.chown(found.data / "postmaster.pid", owner.st_uid, owner.st_gid)

    with running(made, **QUICK) as server:
        assert server.pid != stranger.pid

    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_cluster_of_another_version_names_both(made):
    (read(made).data / "PG_VERSION").write_text("9\n")

    with (
        pytest.raises(ClusterError, match=r"made by PostgreSQL 9; here is .*18"),
        running(made, **QUICK),
    ):
        pass


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"folder": 3, "password": "x"}', "\x00"])
def test_a_damaged_record_is_named(cluster, text):
    record = cluster / "postgres" / "cluster.json"
    good = record.read_text()

    record.write_text(text)
    try:
        with pytest.raises(ClusterError, match=r"cluster\.json is damaged"):
            connection(cluster)
    finally:
        record.write_text(good)
    assert connection(cluster)["PASSWORD"]


def test_a_lost_record_is_not_taken_for_a_fresh_start(home):
    (home / "postgres" / "data").mkdir(parents=True)

    with pytest.raises(ClusterError, match=r"has lost its cluster\.json"):
        ensure_cluster(home, **QUICK)


def test_lost_data_are_not_taken_for_a_fresh_start(made):
    shutil.rmtree(read(made).data)

    with pytest.raises(ClusterError, match="is gone"):
        ensure_cluster(made)


def test_garbage_for_data_is_reported_with_postgres_own_words(made):
    (read(made).data / "global" / "pg_control").write_text("garbage")

    with (
        pytest.raises(ClusterError, match=r"did not start on .*pg_control"),
        running(made, **QUICK),
    ):
        pass


def test_a_home_that_is_no_folder_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(ClusterError, match="Choose HIRING_HOME"):
        ensure_cluster(tmp_path / "file")


def test_without_any_postgresql_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(programs, "_candidates", lambda: iter([Path("/nowhere")]))

    with pytest.raises(ClusterError, match="Install one, or set DATABASE_URL"):
        programs.find()


def test_an_installed_postgresql_takes_the_wheels_place(monkeypatch, tmp_path):
    for name in ("postgres", "initdb"):
        (tmp_path / name).write_text(
            "#!/bin/sh\necho 'postgres (PostgreSQL) 16.4 (Debian 16.4-1)'\n"
        )
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(programs, "_candidates", lambda: iter([Path("/nowhere"), tmp_path]))

    assert programs.find() == tmp_path
    assert programs.find(16) == tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of a parent's death")
def test_a_test_run_that_is_killed_leaves_no_server_behind():
    script = (
        "import time\n"
        "from hiring.runtime.embedded_postgres import temporary_cluster\n"
        "from hiring.runtime.embedded_postgres.cluster import read\n"
        "with temporary_cluster() as home:\n"
        "    folder = read(home).folder\n"
        "    pid = (folder / 'data' / 'postmaster.pid').read_text().split()[0]\n"
        "    print(pid, folder, home, sep='\\n', flush=True)\n"
        "    time.sleep(60)"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        pid, folder, home = (process.stdout.readline().strip() for _ in range(3))
        process.kill()

    assert ends(int(pid))
    shutil.rmtree(folder)
    shutil.rmtree(home, ignore_errors=True)


def ends(pid: int, patience: int = 400) -> bool:
    """Return whether the process goes away; one that nobody reaps counts as gone."""
    for _ in range(patience):
        stat_line = Path(f"/proc/{pid}/stat")
        if not stat_line.exists() or stat_line.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False
