"""The processes of a Procfile in one terminal, ended in good order.

honcho reads the file and prints; its own manager is not used, because it signals whole process
groups (a Celery worker's children die of that in the middle of a task), kills after five seconds,
and leaves its processes behind when it is killed itself.
"""

import contextlib
import datetime
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from honcho.colour import get_colours
from honcho.environ import parse_procfile
from honcho.printer import Message, Printer

GRACE_SECONDS = 20
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Processes:
    """Runs commands side by side until one of them ends or a signal asks for the end."""

    def __init__(self, commands: Mapping[str, str], env: Mapping[str, str], cwd: Path) -> None:
        self.commands = commands
        self.env = env
        self.cwd = cwd
        self.asked = False
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._relays: list[threading.Thread] = []
        self._endings: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._printer = Printer(sys.stdout, width=max(map(len, commands)))
        self._printing = threading.Lock()

    def say(self, text: bytes | str, name: str = "", colour: str | None = None) -> None:
        """Print a line, or several, under the name of the process that says it."""
        now = datetime.datetime.now()
        with self._printing:
            self._printer.write(Message("line", text, now, name, colour))

    def run(self) -> str | None:
        """Run until the end; return the name of the process that ended unasked, None if none."""
        for number in ENDING_SIGNALS:
            signal.signal(number, self._ask)
        for (name, command), colour in zip(self.commands.items(), get_colours(), strict=False):
            self._start(name, command, colour)
        first = None
        while not self.asked and first is None:
            with contextlib.suppress(queue.Empty):
                first = self._endings.get(timeout=0.2)
        self._end()
        return first

    def _ask(self, number: int, frame: object) -> None:
        self.asked = True

    def _start(self, name: str, command: str, colour: str) -> None:
        """Start one command and a thread that prints what it says."""
        shell = ["sh", "-c", f"exec {command}"]
        if setpriv := shutil.which("setpriv"):  # Linux: ends with us, even if we are killed
            shell = [setpriv, "--pdeathsig", "TERM", *shell]
        # In a session of its own, so that Ctrl-C in the terminal reaches only us.
        process = subprocess.Popen(
            shell,
            env=self.env,
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._running[name] = process
        relay = threading.Thread(target=self._relay, args=(name, process, colour), daemon=True)
        self._relays.append(relay)
        relay.start()

    def _relay(self, name: str, process: subprocess.Popen[bytes], colour: str) -> None:
        for line in process.stdout or ():
            self.say(line, name, colour)
        code = process.wait()
        self.say("ended" if code == 0 else f"ended with code {code}", name, colour)
        self._endings.put(name)

    def _end(self) -> None:
        """Ask every process to end, and after GRACE_SECONDS make its whole group end."""
        for process in self._running.values():
            _signal(os.kill, process, signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        for process in self._running.values():
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(os.killpg, process, signal.SIGKILL)
                process.wait()
        for relay in self._relays:  # their last words; a pipe that a stray child holds is let go
            relay.join(1.0)


def _signal(send, process: subprocess.Popen[bytes], number: int) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            send(process.pid, number)


def read_procfile(path: Path) -> dict[str, str]:
    """Return the commands of a Procfile by name, in its order."""
    return dict(parse_procfile(path.read_text()).processes)
