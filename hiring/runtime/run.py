"""`make run`: the whole product in one terminal.

What could go wrong is found first (a second run, a taken port); then come the database, the tables
and the demo, the processes of the Procfile, and the address last, once /healthz is well.
Everything ends in the opposite order, so that web and worker can finish what they hold.
"""

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hiring.runtime import embedded_postgres
from hiring.runtime.environment import load_settings
from hiring.runtime.parent import end_with_parent
from hiring.runtime.processes import ENDING_SIGNALS, Processes, read_procfile

ROOT = Path(__file__).resolve().parents[2]
WELL_WITHIN_SECONDS = 120
LOGINS = [
    "admin",
    "recruiter",
    "coordinator",
    "interviewer",
    "interviewer2",
    "interviewer3",
    "manager",
]
PASSWORD = "demo-hiring"  # noqa: S105 - the demo's, printed for everyone to use
# A proxy that the environment names is not for our own address.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class CannotStart(Exception):
    """Nothing was started; the text says why and what to do."""


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Return the address for a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - compared, not bound
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


def refuse_taken_port(address: Address) -> None:
    """Raise CannotStart unless a server could listen there now."""
    try:
        family, kind, *_, where = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(where)
    except OSError as error:
        raise CannotStart(
            f"Can't listen on {address.host}, port {address.port}: {error.strerror}. "
            f"Choose another port: PORT={address.port + 1} make run"
        ) from error


@contextlib.contextmanager
def only_run(home: Path, address: Address) -> Iterator[None]:
    """Hold the installation for one `make run`; a second one is told where the first one is."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (home / "run.lock").open("a+")
    except OSError as error:
        raise CannotStart(
            f"{home} can't be written: {error.strerror}. Choose HIRING_HOME."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotStart(
                f"Already running: {lock.read()} for {home}. Stop it first (Ctrl-C in its "
                "terminal), or choose another HIRING_HOME and PORT."
            ) from None
        lock.truncate(0)
        lock.write(f"{address.url} (process {os.getpid()})")
        lock.flush()
        yield


def environment(home: Path, address: Address) -> dict[str, str]:
    """Return what the processes get: this interpreter's programs first, the resolved settings."""
    programs = str(Path(sys.executable).parent)
    return os.environ | {
        "PATH": os.pathsep.join((programs, os.environ.get("PATH", os.defpath))),
        "HIRING_HOME": str(home),
        "HOST": address.host,
        "PORT": str(address.port),
        "PYTHONUNBUFFERED": "1",
        # Celery says it at every start; here nobody but this machine's root can reach the broker.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
    }


def prepare(env: Mapping[str, str]) -> None:
    """Bring tables, catalog, demo and static files up to date, in a process of its own.

    It says itself why it could not, so this one ends without another line.
    """
    command = [sys.executable, "-m", "hiring.runtime.prepare"]
    # Its own session: Ctrl-C reaches us, and we end it without its traceback on the screen.
    with subprocess.Popen(command, env=env, cwd=ROOT, start_new_session=True) as process:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            process.terminate()
            raise
    if code:
        raise SystemExit(code)


def announce(address: Address, processes: Processes, demo: bool) -> None:
    """Say where the product is once it is well, and before that what ails it if it takes long."""
    pause, late = 0.5, time.monotonic() + WELL_WITHIN_SECONDS
    while ailment := ask_health(address):
        if time.monotonic() > late:
            processes.say(f"{address.url} is not well yet: {ailment}")
            late += WELL_WITHIN_SECONDS
        time.sleep(pause)
        pause = min(3.0, pause * 1.5)
    processes.say(greeting(address, demo=demo))


def ask_health(address: Address) -> str:
    """Return what /healthz complains of, an empty text when all is well."""
    try:
        with _DIRECT.open(f"{address.url}healthz", timeout=5) as answer:
            return "" if json.load(answer).get("status") == "ok" else "no status"
    except urllib.error.HTTPError as error:
        return error.read().decode(errors="replace")[:500]
    except (OSError, ValueError) as error:
        return str(error)


def greeting(address: Address, *, demo: bool) -> str:
    """Return the last lines of a start: the address and, in the demo, who can log in."""
    lines = ["", f"Hiring is ready: {address.url}"]
    if demo:
        lines += ["", f"Demo logins, each with the password {PASSWORD}:"]
        lines += [f"    {name}@demo.example" for name in LOGINS]
    return "\n".join([*lines, "", "Ctrl-C stops it."])


def run() -> int:
    """Run the product until Ctrl-C (0) or until one of its processes cannot stay up (1)."""
    home, address = settings.HIRING_HOME, Address(settings.HOST, settings.PORT)
    commands, env = read_procfile(ROOT / "Procfile"), environment(home, address)
    embedded = not os.environ.get("DATABASE_URL")
    if embedded and os.environ.get("DEMO_CALENDAR"):
        commands["calendars"] = "python -m hiring.runtime.calendar_server"
        env["CALENDAR_PRIVATE_ADDRESSES"] = "true"
    with contextlib.ExitStack() as stack:
        stack.enter_context(only_run(home, address))
        refuse_taken_port(address)
        if embedded:
            stack.enter_context(embedded_postgres.running(home))
        else:
            del commands["postgres"]
        prepare(env)
        processes = Processes(commands, env, ROOT)
        news = threading.Thread(target=announce, args=(address, processes, embedded), daemon=True)
        news.start()
        failed = processes.run()
    if failed:
        print(f"Stopped, because {failed} cannot stay up; its log is above.", file=sys.stderr)
        return 1
    print("Stopped.")
    return 0


def main() -> int:
    """Run the product; a refusal is one line and exit code 1, an early Ctrl-C is no error."""
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.default_int_handler)
    end_with_parent()
    load_settings()
    try:
        return run()
    except (CannotStart, embedded_postgres.ClusterError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.")
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
