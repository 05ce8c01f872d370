"""The processes of a Procfile in one terminal: started again when they die, ended in good order.

honcho reads the file and prints; its own manager is not used, because it starts nothing again,
signals whole process groups, kills after five seconds, and leaves its processes behind when it is
killed itself.
"""

import contextlib
import datetime
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from honcho.colour import get_colours
from honcho.environ import parse_procfile
from honcho.printer import Message, Printer

GRACE_SECONDS = 20
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Seconds before a process that died is started again, the 1st, 2nd, … time in a row; after the
# last of them it cannot stay up. One that was up for STEADY_SECONDS begins a new row.
PAUSES = (1, 2, 4, 8, 15)
STEADY_SECONDS = 60


@dataclass
class Part:
    """One command: its process, and when it is to be started (again)."""

    name: str
    command: str
    color: str
    process: subprocess.Popen[bytes] | None = None
    relay: threading.Thread | None = None
    start_at: float = 0.0
    started_at: float = 0.0
    deaths: int = 0


class Processes:
    """Runs commands side by side until a signal asks for the end or one cannot stay up."""

    def __init__(self, commands: Mapping[str, str], env: Mapping[str, str], cwd: Path) -> None:
        self.env = env
        self.cwd = cwd
        self.asked = False
        self.parts = [
            Part(name, command, color)
            for (name, command), color in zip(commands.items(), get_colours(), strict=False)
        ]
        self._printer = Printer(sys.stdout, width=max(map(len, commands)))
        self._printing = threading.Lock()

    def say(self, text: bytes | str, name: str = "", color: str | None = None) -> None:
        """Print a line, or several, under the name of the process that says it."""
        now = datetime.datetime.now()
        with self._printing:
            self._printer.write(Message("line", text, now, name, color))

    def run(self) -> str | None:
        """Run until the end; return the name of the process that could not stay up, or None."""
        for number in ENDING_SIGNALS:
            signal.signal(number, self._ask)
        failed = None
        while not self.asked and failed is None:
            for part in self.parts:
                if part.process is None and time.monotonic() >= part.start_at:
                    self._start(part)
                elif part.process and part.process.poll() is not None and self._gone(part):
                    failed = failed or part.name
            time.sleep(0.1)
        self._end()
        return failed

    def _ask(self, number: int, frame: object) -> None:
        self.asked = True

    def _start(self, part: Part) -> None:
        """Start one command and a thread that prints what it says.

        Called in the main thread only: Linux takes the end of the thread for that of the parent.
        """
        shell = ["sh", "-c", f"exec {part.command}"]
        if setpriv := shutil.which("setpriv"):  # Linux: ends with us, even if we are killed
            shell = [setpriv, "--pdeathsig", "TERM", *shell]
        # In a session of its own, so that Ctrl-C in the terminal reaches only us.
        part.process = subprocess.Popen(
            shell,
            env=self.env,
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        part.started_at = time.monotonic()
        part.relay = threading.Thread(target=self._relay, args=(part, part.process), daemon=True)
        part.relay.start()

    def _relay(self, part: Part, process: subprocess.Popen[bytes]) -> None:
        for line in process.stdout or ():
            self.say(line, part.name, part.color)

    def _gone(self, part: Part) -> bool:
        """Say how a process ended and when it starts again; return whether it is given up."""
        process, now = part.process, time.monotonic()
        assert process  # noqa: S101 - for the type checker
        with contextlib.suppress(ProcessLookupError):  # children that outlived it
            os.killpg(process.pid, signal.SIGTERM)
        _last_words(part)
        part.deaths = 1 if now - part.started_at >= STEADY_SECONDS else part.deaths + 1
        given_up = part.deaths > len(PAUSES)
        then = "it cannot stay up"
        if not given_up:
            pause = PAUSES[part.deaths - 1]
            part.process, part.start_at = None, now + pause
            then = f"starting it again in {pause} s"
        self.say(f"{_ending(process.returncode)}; {then}", part.name, part.color)
        return given_up

    def _end(self) -> None:
        """Ask every process to end, and after GRACE_SECONDS make its whole group end."""
        running = [(part, part.process) for part in self.parts if part.process]
        for _, process in running:
            _signal(os.kill, process, signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        for part, process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(os.killpg, process, signal.SIGKILL)
                process.wait()
            _last_words(part)
            self.say(_ending(process.returncode), part.name, part.color)


def _last_words(part: Part) -> None:
    """Let what was said be printed; a pipe that a stray child holds is let go."""
    if part.relay:
        part.relay.join(1.0)


def _ending(code: int) -> str:
    if code < 0:
        return f"killed by signal {-code}"
    return f"ended with code {code}" if code else "ended"


def _signal(send: Callable[..., Any], process: subprocess.Popen[bytes], number: int) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            send(process.pid, number)


def read_procfile(path: Path) -> dict[str, str]:
    """Return the commands of a Procfile by name, in its order."""
    return dict(parse_procfile(path.read_text()).processes)
