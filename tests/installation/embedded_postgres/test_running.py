"""The embedded database has what the product needs, and is up while somebody needs it."""

import shutil
import subprocess
import sys

import environ
import psycopg2
import pytest

from hiring.runtime.embedded_postgres import (
    connection,
    database_url,
    running,
    temporary_cluster,
)
from hiring.runtime.embedded_postgres.cluster import SOCKET_PATH_LIMIT, Cluster, read
from tests.installation.embedded_postgres.clusters import QUICK, ROOT, query


@pytest.mark.parametrize("name", ["btree_gist", "pg_trgm", "unaccent"])
def test_the_extensions_can_be_made_by_the_products_role(cluster, name):
    query(cluster, f"CREATE EXTENSION IF NOT EXISTS {name}")

    assert (name,) in query(cluster, "SELECT extname FROM pg_extension")


def test_texts_are_unicode(cluster):
    assert query(cluster, "SHOW server_encoding") == [("UTF8",)]
    assert query(cluster, "SELECT upper('zoë'), length('日本語')") == [("ZOË", 3)]


def test_the_address_means_the_same_to_django(cluster):
    ours, read_by_environ = connection(cluster), environ.Env.db_url_config(database_url(cluster))

    for key in ("ENGINE", "NAME", "USER", "PASSWORD"):
        assert read_by_environ[key] == ours[key]
    assert read_by_environ["OPTIONS"] == {"host": ours["HOST"]}


def test_settings_can_be_read_before_there_is_a_cluster(home):
    assert connection(home)["PASSWORD"] == ""
    assert not home.exists()


def test_settings_that_are_asked_for_count():
    with temporary_cluster(fsync="on", work_mem="5MB") as home:
        assert query(home, "SHOW fsync") == [("on",)]
        assert query(home, "SHOW work_mem") == [("5MB",)]


def test_asking_for_the_address_loads_no_django():
    script = "import sys, hiring.runtime.embedded_postgres; print('django' in sys.modules)"

    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert said.stdout == "False\n"


def test_what_was_written_is_there_at_the_next_start(home):
    with running(home, **QUICK):
        query(home, "CREATE TABLE kept AS SELECT 42 AS answer")

    with running(home, **QUICK):
        assert query(home, "SELECT answer FROM kept") == [(42,)]


def test_the_last_to_leave_stops_the_server(made):
    with running(made, **QUICK) as first:
        with running(made, **QUICK) as second:
            assert second.pid == first.pid
        assert query(made, "SELECT 1") == [(1,)]

    assert not first.alive()
    with pytest.raises(psycopg2.OperationalError):
        query(made, "SELECT 1")


def test_two_installations_do_not_meet(cluster):
    with temporary_cluster() as other:
        query(other, "CREATE TABLE here ()")

        assert query(other, "SELECT to_regclass('here')::text") == [("here",)]
        assert query(cluster, "SELECT to_regclass('here')::text") == [(None,)]
        assert read(other).folder != read(cluster).folder


def test_many_that_start_at_once_share_one_server(home):
    script = (
        "import sys; from pathlib import Path\n"
        "from hiring.runtime.embedded_postgres import running\n"
        "with running(Path(sys.argv[1])) as server: print(server.pid, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(home)]
    several = [
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]

    pids = {process.stdout.readline() for process in several}
    codes = [process.communicate()[0] or process.returncode for process in several]

    assert len(pids) == 1
    assert codes == [0, 0, 0]


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path):
    folder = tmp_path / ("deep" * 30) / "postgres"

    socket = Cluster(tmp_path, folder).socket

    assert len(str(socket / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT
    assert socket != Cluster(tmp_path, folder.parent / "other").socket


def test_an_installation_with_a_very_long_path_runs(tmp_path):
    home = tmp_path / ("deep" * 30) / "and, with a comma"

    with running(home, **QUICK):
        assert query(home, "SELECT 1") == [(1,)]

    shutil.rmtree(read(home).folder)


def test_a_home_that_was_moved_takes_its_database_along(made, tmp_path):
    with running(made, **QUICK):
        query(made, "CREATE TABLE moved ()")
    elsewhere = made.rename(tmp_path / "elsewhere")

    with running(elsewhere, **QUICK):
        assert query(elsewhere, "SELECT to_regclass('moved')::text") == [("moved",)]
