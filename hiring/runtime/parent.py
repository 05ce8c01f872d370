"""Ending together with `make`.

make hands SIGTERM on to what it runs, but not SIGINT and SIGHUP: a terminal would send those to
both. When only make gets one (kill -INT, a script, an editor), it stops catching signals and waits
for us. Linux shows that, and it shows when make itself was killed.
"""

import os
import signal
import threading
import time
from pathlib import Path

LOOK_SECONDS = 0.5


def end_with_parent() -> None:
    """Under make, have this process ended (SIGTERM) when make has been told to end, or is gone."""
    if os.environ.get("MAKELEVEL") and (caught := _caught(os.getppid())):
        watch = threading.Thread(target=_watch, args=(os.getppid(), caught), daemon=True)
        watch.start()


def _watch(parent: int, caught: int) -> None:
    while _caught(parent) & caught == caught and os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _caught(pid: int) -> int:
    """Return which of the ending signals a process catches, as bits; 0 where none can be seen."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    found = next((line.split()[1] for line in lines if line.startswith("SigCgt:")), "0")
    ending = sum(1 << (number - 1) for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM))
    return int(found, 16) & ending
