"""`python -m benchmarks` prints a table and writes benchmarks/results.json."""

import argparse
import os
import sys
from pathlib import Path

from benchmarks import debrief, importing, library, pages, ratings, resumes, scheduling
from benchmarks.installation import installation, kept_installation
from benchmarks.measuring import Measured, machine, table, write

JOBS = {
    "debrief": debrief.results,
    "importing": importing.results,
    "library": library.results,
    "queue": debrief.queued,
    "pages": pages.results,
    "ratings": ratings.results,
    "resumes": resumes.results,
    "scheduling": scheduling.results,
}


def main() -> None:
    """Run the jobs asked for, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("jobs", nargs="*", metavar="job", help=f"of: {', '.join(JOBS)}")
    parser.add_argument("--runs", type=int, default=9, help="how often each is timed (9)")
    asked = parser.parse_args()
    if unknown := set(asked.jobs) - set(JOBS):
        parser.error(f"there is no job {', '.join(sorted(unknown))}")
    on = machine()
    results: list[Measured] = []
    home = os.environ.get("HIRING_HOME") if asked.jobs == ["pages"] else None
    with kept_installation(Path(home).resolve()) if home else installation():
        for name in asked.jobs or JOBS:
            for measured in JOBS[name](max(1, asked.runs)):
                results.append(measured)
                print(table([measured]).splitlines()[-1], file=sys.stderr, flush=True)
    print(table(results))
    if not asked.jobs:
        write(on, results)


if __name__ == "__main__":
    main()
