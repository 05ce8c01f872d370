"""`make run` with its parts killed (kill -9): each is started again, told in the log."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


class Run:
    """A whole product, without demo data, in a home of its own."""

    def __init__(self, home: Path) -> None:
        home.mkdir()
        (home / "demo-made").touch()
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL",)}
        env |= {
            "HIRING_HOME": str(home),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "hiring.settings",
        }
        self.log = home / "run.log"
        # Under make, as everybody starts it, but without its installing.
        makefile = home / "Makefile"
        makefile.write_text(f"run:\n\t@cd {ROOT} && exec {sys.executable} -m hiring.runtime.run\n")
        with self.log.open("wb") as log:
            self.make = subprocess.Popen(
                ["make", "-f", str(makefile), "run"],
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
                # A suite started in the background ignores Ctrl-C, and make would inherit that.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )

    def health(self) -> dict:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as it:
                return json.load(it)
        except (OSError, ValueError):
            return {}

    def until_well(self, since: float) -> None:
        """Wait until worker and scheduler have said after `since` that they live."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            found, ago = self.health(), time.monotonic() - since
            if found.get("status") == "ok" and max(found["worker"], found["scheduler"]) < ago:
                return
            assert self.make.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, (found, self.log.read_text())
            time.sleep(0.2)

    def pid(self, *words: str) -> int:
        """Return the first process, parents before children, whose command holds these words."""
        return next(pid for pid, line in _below(self.make.pid) if all(w in line for w in words))


def _below(pid: int) -> Iterator[tuple[int, str]]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        try:
            yield child, Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        yield from _below(child)


@pytest.fixture
def product(home) -> Iterator[Run]:
    """Give a running product; whatever is left of it at the end is killed."""
    run = Run(home)
    try:
        run.until_well(time.monotonic())
        yield run
    finally:
        left = [pid for pid, _ in _below(run.make.pid)]
        for pid in (run.make.pid, *left):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        run.make.wait()


def child_of(pid: int) -> int:
    return next(_below(pid))[0]


def test_every_part_that_is_killed_is_started_again(product):
    victims = {
        "worker": lambda: product.pid("celery", " worker "),
        "beat": lambda: product.pid("celery", " beat "),
        "web child": lambda: child_of(product.pid("gunicorn")),
        "web": lambda: product.pid("gunicorn"),
        "database": lambda: product.pid("/postgres -D"),
        "postgres": lambda: product.pid("embedded_postgres", "serve"),
    }
    database = 0
    # To be well again takes many seconds, so those that know nothing of each other die together.
    for names in (("worker", "beat", "web child"), ("web", "database"), ("postgres",)):
        # From the next part on it is nobody's child: who started it is killed last.
        database = product.pid("/postgres -D")
        pids, since = {name: victims[name]() for name in names}, time.monotonic()
        for pid in pids.values():
            os.kill(pid, signal.SIGKILL)
        product.until_well(since)
        assert [name for name in names if victims[name]() == pids[name]] == []

    told = product.log.read_text()
    for name in ("worker", "beat", "web"):
        assert f"{name:8} | killed by signal 9; starting it again in 1 s" in told
    assert "postgres | ended with code 1; starting it again in" in told, told
    # A terminal would tell all; anyone who tells only make ends all the same.
    started = [database, *(pid for pid, _ in _below(product.make.pid))]
    product.make.send_signal(signal.SIGINT)
    assert product.make.wait(60) in (-signal.SIGINT, 2)
    assert not [pid for pid in started if _lives(pid)]
    assert product.log.read_text().rstrip().endswith("Stopped.")


def _lives(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1]
    except OSError:
        return False
