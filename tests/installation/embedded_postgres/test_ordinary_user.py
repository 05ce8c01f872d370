"""The embedded database of somebody who is not root."""

import os
import stat

import pytest

from hiring.runtime.embedded_postgres import (
    ClusterError,
    connection,
    running,
)
from hiring.runtime.embedded_postgres.cluster import Cluster, read
from tests.installation.embedded_postgres.clusters import QUICK, query


def test_an_ordinary_user_keeps_all_of_it_in_the_home_folder(as_nobody, tmp_path):
    home = getattr(as_nobody, "folder", tmp_path) / "home"

    def check():
        (home / "postgres" / "data-draft").mkdir(parents=True)  # left by an interrupted start
        with running(home, **QUICK):
            assert query(home, "SELECT 1") == [(1,)]
        assert read(home).folder == home / "postgres"
        assert stat.S_IMODE(read(home).socket.stat().st_mode) == 0o700
        with running(home.rename(home.with_name("moved")), **QUICK) as server:
            assert server.cluster.data == home.with_name("moved") / "postgres" / "data"

    as_nobody(check)


def test_a_short_socket_folder_that_somebody_else_made_is_refused(as_nobody, tmp_path):
    home = getattr(as_nobody, "folder", tmp_path) / ("deep" * 25)
    planted = Cluster(home, home / "postgres").socket
    (planted.parent / "elsewhere").mkdir(exist_ok=True)
    planted.symlink_to(planted.parent / "elsewhere")

    def check():
        with pytest.raises(ClusterError, match="is another user's"), running(home, **QUICK):
            pass

    try:
        as_nobody(check)
    finally:
        planted.unlink()
        (planted.parent / "elsewhere").rmdir()


def test_another_users_installation_is_refused_in_one_line(as_nobody, made):
    def check():
        with pytest.raises(ClusterError, match="is another user's"):
            connection(made)

    if os.geteuid() != 0:
        pytest.skip("an ordinary user has no other to be")
    as_nobody(check)
