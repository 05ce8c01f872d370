"""Run the embedded server in the foreground, or print its address: `serve` or `url`."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from hiring.runtime.embedded_postgres import ClusterError, database_url, home_folder, running


def serve(home: Path) -> int:
    """Keep the server up and print its log until told to end; return 1 when it ends by itself."""
    for word in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(word, _leave)
    with running(home) as server, server.cluster.log.open(errors="replace") as log:
        if server.process is None:  # someone else started it and has printed what it said
            log.seek(0, os.SEEK_END)
        print(f"PostgreSQL is up, its data in {server.cluster.data}", flush=True)
        while server.alive():
            sys.stdout.write(log.read())
            sys.stdout.flush()
            time.sleep(0.5)
        print(log.read(), "PostgreSQL has ended", flush=True)
    return 1


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def main() -> int:
    """Do what the command line asks, for HIRING_HOME; a refusal is one line and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m hiring.runtime.embedded_postgres")
    parser.add_argument("what", choices=("serve", "url"))
    try:
        if parser.parse_args().what == "serve":
            return serve(home_folder())
        print(database_url(home_folder()))
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
