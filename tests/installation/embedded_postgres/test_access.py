"""Strangers stay out of the embedded database."""

import os
import re
import stat
from pathlib import Path

import psycopg2
import pytest

from hiring.runtime.embedded_postgres import (
    database_url,
    ensure_cluster,
    temporary_cluster,
)
from hiring.runtime.embedded_postgres.cluster import read
from tests.installation.embedded_postgres.clusters import QUICK, query


def test_a_wrong_password_is_rejected(cluster):
    address = re.sub(r":[0-9a-f]+@", ":wrong@", database_url(cluster))

    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(address)


def test_every_way_in_asks_for_a_password(cluster):
    rules = (read(cluster).data / "pg_hba.conf").read_text().splitlines()

    methods = {rule.split()[-1] for rule in rules if rule and not rule.startswith("#")}

    assert methods == {"scram-sha-256"}


def test_each_installation_has_a_password_of_its_own(cluster):
    with temporary_cluster() as other:
        assert read(other).password != read(cluster).password


def test_only_its_user_reaches_the_socket_the_data_and_the_password(cluster):
    found = read(cluster)

    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (found.socket, found.data, cluster / "postgres" / "cluster.json")
    }

    assert modes == {"socket": 0o700, "data": 0o700, "cluster.json": 0o600}


def test_nothing_listens_on_the_network(cluster):
    assert query(cluster, "SHOW listen_addresses") == [("",)]


def test_the_server_does_not_run_as_root(cluster):
    pid = int((read(cluster).data / "postmaster.pid").read_text().split()[0])

    assert os.stat(f"/proc/{pid}").st_uid != 0


def test_the_products_role_is_no_superuser(cluster):
    assert query(
        cluster, "SELECT current_user, usesuper FROM pg_user WHERE usename = 'hiring'"
    ) == [("hiring", False)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand the cluster to another user")
def test_no_folder_above_the_cluster_is_loosened(home):
    before = {folder: folder.stat().st_mode for folder in (*home.parents, Path("/var/lib"))}

    ensure_cluster(home, **QUICK)

    assert {folder: folder.stat().st_mode for folder in before} == before
    assert stat.S_IMODE(read(home).folder.stat().st_mode) == 0o710
    assert read(home).folder.stat().st_uid == 0
