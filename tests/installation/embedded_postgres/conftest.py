"""Clusters to test with."""

import os
import pwd
import shutil
import tempfile
import traceback
from pathlib import Path

import pytest

from hiring.runtime.embedded_postgres import ensure_cluster, programs, temporary_cluster
from tests.installation.embedded_postgres.clusters import QUICK


@pytest.fixture(scope="module")
def cluster():
    """A running throw-away cluster that several tests look at and none changes."""
    with temporary_cluster() as home:
        yield home


@pytest.fixture
def made(home):
    """The same with a cluster in it, not running."""
    ensure_cluster(home, **QUICK)
    return home


@pytest.fixture
def as_nobody(monkeypatch):
    """Run a function as an ordinary user, in a child process, with programs that user can reach."""
    if os.geteuid() != 0:
        yield lambda function: function()
        return
    user = pwd.getpwnam("nobody")
    folder = Path(tempfile.mkdtemp(prefix="hiring-"))
    os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o755)
    reachable = programs.within_reach(programs.find(), folder)
    monkeypatch.setattr(programs, "_candidates", lambda: iter([reachable]))

    def become(function):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.setgroups([])
                os.setgid(user.pw_gid)
                os.setuid(user.pw_uid)
                function()
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

    become.folder = folder
    yield become
    shutil.rmtree(folder)
