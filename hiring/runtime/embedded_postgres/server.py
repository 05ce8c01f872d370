"""A running server: shared by all who need it, started by the first, stopped by the last."""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hiring.runtime.embedded_postgres import programs
from hiring.runtime.embedded_postgres.cluster import (
    SOCKET_NAME,
    Cluster,
    ClusterError,
    state_folder,
)
from hiring.runtime.embedded_postgres.making import ensure, flags, locked, make
from hiring.runtime.embedded_postgres.owner import owner_of

START_SECONDS = 300  # recovery after a crash may take its time
STOP_SECONDS = 30
# A test's database may be lost with the machine, so that it need not wait for the disk.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Server:
    """A running server; `process` is known only to the one that started it."""

    cluster: Cluster
    pid: int
    process: subprocess.Popen[bytes] | None = None

    def alive(self) -> bool:
        """Return whether it still runs. A shutdown ends by removing the pid file."""
        if self.process and self.process.poll() is not None:
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return _pid(self.cluster) == self.pid

    def stop(self) -> None:
        """Shut down fast: open transactions are rolled back; after STOP_SECONDS, at once."""
        for word, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5)):
            if self.alive():
                os.kill(self.pid, word)
            until = time.monotonic() + seconds
            while self.alive() and time.monotonic() < until:
                time.sleep(0.02)


@contextlib.contextmanager
def running(home: Path, **settings: str) -> Iterator[Server]:
    """Give a running server, made and started if need be; the last to leave stops it.

    `settings` are PostgreSQL's own, on top of SETTINGS; they count for the one who starts it.
    """
    with locked(home), (state_folder(home) / "users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        cluster = ensure(home, settings)
        server = _found(cluster) or _start(cluster, settings)
        stay = os.dup(users.fileno())  # the same lock, kept beyond this block
    try:
        yield server
    finally:
        with locked(home):
            with contextlib.suppress(BlockingIOError):  # someone else still needs it
                fcntl.flock(stay, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # Ours may have died, and another have been started in its place.
                (_found(cluster) or server).stop()
            os.close(stay)


@contextlib.contextmanager
def temporary_cluster(**settings: str) -> Iterator[Path]:
    """Give the home of a throw-away cluster for tests and measurements; it goes with the block.

    `connection` and `database_url` take that home. fsync="on" makes it as slow as a real one.
    On Linux its server ends even when the process that made it is killed.
    """
    settings = FORGETFUL | settings
    with contextlib.ExitStack() as leftovers:
        home = Path(leftovers.enter_context(tempfile.TemporaryDirectory(prefix="hiring-")))
        with locked(home):
            cluster = make(home, _scratch_folder(), settings)
        for folder in (cluster.socket, cluster.folder):
            leftovers.callback(shutil.rmtree, folder, ignore_errors=True)
        leftovers.enter_context(running(home, **settings))
        yield home


def _scratch_folder() -> Path:
    """Return where root's throw-away clusters go: the temporary folder if others may run there."""
    place = Path(tempfile.gettempdir()).resolve()
    open_to_all = all(folder.stat().st_mode & 0o001 for folder in (place, *place.parents))
    runs_programs = not os.statvfs(place).f_flag & getattr(os, "ST_NOEXEC", 0)
    return place if open_to_all and runs_programs else Path("/var/lib")


def _found(cluster: Cluster) -> Server | None:
    """Return the server that already answers at the socket, if one does."""
    pid = _pid(cluster)
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(str(cluster.socket / SOCKET_NAME))
        except OSError:
            return None
    return Server(cluster, pid) if pid else None


def _start(cluster: Cluster, settings: Mapping[str, str]) -> Server:
    """Start the server in a session of its own, where Ctrl-C in our terminal does not reach it."""
    owner, folder = owner_of(cluster), programs.find(_made_by(cluster))
    owner.give(cluster.socket, 0o700)
    folder = programs.within_reach(folder, cluster.folder)
    command = [str(folder / "postgres"), "-D", str(cluster.data), "-k", str(cluster.socket)]
    command += flags(settings)
    if settings.get("fsync") == "off" and (setpriv := shutil.which("setpriv")):
        command = [setpriv, "--pdeathsig", "INT", *command]
    options = owner.process(cluster.data)
    # Nothing answers, so a pid file left by a crash may by now name any process. PostgreSQL would
    # take that for a running server, unless it is the number that pg_ctl passes in this variable.
    options["env"]["PG_GRANDPARENT_PID"] = str(_pid(cluster) or 0)
    options |= {"stdin": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "start_new_session": True}
    with cluster.log.open("wb") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(command, stdout=log, **options)
    # Should it die, others must see it gone, and not a zombie that waits for us to ask.
    threading.Thread(target=process.wait, daemon=True).start()
    return _wait_until_ready(cluster, process)


def _wait_until_ready(cluster: Cluster, process: subprocess.Popen[bytes]) -> Server:
    """Return the server once it takes connections; its last words are the error's text."""
    server, until = Server(cluster, process.pid, process), time.monotonic() + START_SECONDS
    try:
        while process.poll() is None and time.monotonic() < until:
            if server.alive() and _pid_file(cluster)[7:8] == ["ready"]:
                return server
            time.sleep(0.01)
    except BaseException:
        server.stop()
        raise
    server.stop()
    words = cluster.log.read_text(errors="replace").strip().splitlines()[-4:]
    raise ClusterError(f"PostgreSQL did not start on {cluster.data}. It said: {' / '.join(words)}")


def _made_by(cluster: Cluster) -> int:
    """Return the major version of the PostgreSQL that made the cluster."""
    try:
        return int((cluster.data / "PG_VERSION").read_text())
    except (OSError, ValueError) as error:
        state = state_folder(cluster.home)
        raise ClusterError(
            f"{cluster.data} is no database. Restore it, or move {state} away."
        ) from error


def _pid_file(cluster: Cluster) -> list[str]:
    """Return the lines of postmaster.pid: the first is the process, the eighth its state."""
    try:
        return [line.strip() for line in (cluster.data / "postmaster.pid").read_text().splitlines()]
    except OSError:
        return []


def _pid(cluster: Cluster) -> int | None:
    first = "".join(_pid_file(cluster)[:1])
    return int(first) if first.isdigit() else None
