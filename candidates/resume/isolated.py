"""Reading what strangers sent in a process of its own, which may die without harm to ours.

The process (extract/__main__.py) limits its own time, memory and output, knows no secret of ours
and no Django, and talks through files: it reads the sender's from its standard input, and its
output is a file that the kernel lets grow to so many bytes. We wait so long and kill its group.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from candidates.resume.loading import ResumeRefused

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT = 30
MAX_OUTPUT = 16 * 1024 * 1024
REFUSED = 3
_TOO_LONG = "the file takes too long to read"
_DAMAGED = "the file is damaged or needs too much memory to be read"


def read_isolated(data: bytes, *, name: str) -> dict[str, Any]:
    """The file’s `resume` (JSON Resume), `text`, `html` and `pages`; raises ResumeRefused."""
    return json.loads(_output(data, "read", _argument(name)))


def draw_page(data: bytes, *, page: int, width: int) -> bytes:
    """A page of a PDF, counted from 1, as a WebP picture; raises ResumeRefused."""
    return _output(data, "picture", str(page), str(width))


def _argument(name: str) -> str:
    """A file's name as one that every system takes as an argument."""
    return name.encode("utf-8", "replace").decode().replace("\0", "")[-200:]


def _output(data: bytes, *arguments: str) -> bytes:
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as answer:
        sent.write(data)
        sent.seek(0)
        status = _run(arguments, sent, answer)
        answer.seek(0)
        found = answer.read(MAX_OUTPUT + 1)
    if status == REFUSED:
        raise ResumeRefused(json.loads(found)["refused"])
    if status in (-signal.SIGXCPU, None):
        raise ResumeRefused(_TOO_LONG)
    if status or len(found) > MAX_OUTPUT:
        raise ResumeRefused(_DAMAGED)
    return found


def _run(arguments: tuple[str, ...], sent: BinaryIO, answer: BinaryIO) -> int | None:
    """The status with which the process ended; None when it had to be killed for its time."""
    process = subprocess.Popen(
        [sys.executable, "-m", "candidates.resume.extract", *arguments],
        stdin=sent,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=_environment(),
        start_new_session=True,
    )
    try:
        return process.wait(timeout=TIMEOUT)
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
