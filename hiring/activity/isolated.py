"""Work on what strangers sent in a process of its own, which may die without harm to ours.

The process is a module without Django that calls `limit` before anything else, knows no secret of
ours, and talks through files: it reads from its standard input, and its output is a file that the
kernel lets grow to so many bytes. We wait so long and kill its group.
"""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT = 30
MB = 1024 * 1024
MAX_OUTPUT = 16 * MB


class TooLong(Exception):
    """The process had to be ended for its time."""


def limit(*, seconds: int, memory: int, output: int = MAX_OUTPUT) -> None:
    """Let the kernel end this process beyond so many seconds and bytes."""
    # The second number of seconds is for a process that does not heed the signal at the first.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    os.nice(5)


def run_isolated(
    module: str, *arguments: str, data: bytes, timeout: int = 0, most: int = MAX_OUTPUT
) -> tuple[int, bytes]:
    """Return the status with which the module ended, and its output; raises TooLong."""
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as answer:
        sent.write(data)
        sent.seek(0)
        status = _run((module, *arguments), sent, answer, timeout or TIMEOUT)
        answer.seek(0)
        found = answer.read(most + 1)
    if status in (-signal.SIGXCPU, None):
        raise TooLong
    return status or (len(found) > most), found


def _run(
    arguments: tuple[str, ...], sent: BinaryIO, answer: BinaryIO, timeout: float
) -> int | None:
    """The status with which the process ended; None when it had to be killed for its time."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        stdin=sent,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=_environment(),
        start_new_session=True,
    )
    try:
        return process.wait(timeout=timeout)
    except subprocess.TimeoutExpired:
        return None
    finally:
        # Whatever it started ends with it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _environment() -> dict[str, str]:
    """As much as Python needs, and nothing that tells of the database or of keys."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    return {**kept, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
