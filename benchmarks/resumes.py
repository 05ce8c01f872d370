"""Résumés: reading a PDF of two pages in a process of its own, and sheets of many rows.

The floor is starting such a process that opens the same file and reads nothing of it.
"""

import resource
from collections.abc import Iterator

from benchmarks.measuring import Measured, measure

ROWS = 100_000
OPEN_ONLY = "import sys, pypdfium2; len(pypdfium2.PdfDocument(sys.stdin.buffer.read()))"


def results(runs: int) -> Iterator[Measured]:
    """Measure reading résumés, ten times `runs`, and going through a sheet of 100,000 rows."""
    import subprocess
    import sys

    from candidates.resume.files import read_file
    from tests.factories.resume_files import pdf

    data = pdf("two-pages")
    floor = measure(
        "floor: a process that opens the PDF",
        lambda: subprocess.run([sys.executable, "-c", OPEN_ONLY], input=data, check=True),
        runs=runs,
    )
    yield floor
    before = _memory()
    read = measure(
        "résumés: read a PDF of two pages",
        lambda: read_file(data, name="cv.pdf"),
        runs=10 * runs,
        floor=floor,
    )
    note = f"{60_000 / read.median_ms:,.0f} a minute; {_memory() - before:+.1f} MB in the worker"
    yield Measured(**{**read.__dict__, "note": note})
    yield _sheet()


def _sheet() -> Measured:
    from candidates.spreadsheet import rows_of

    def lines() -> Iterator[str]:
        yield "First Name,Last Name,Email,Current Stage,Application Date\n"
        for number in range(ROWS):
            yield f"Ada,Lovelace {number},ada{number}@example.org,Onsite,2026-01-10\n"

    def read() -> None:
        fields = ["first_name", "last_name", "email", "stage", "applied_at"]
        for _row in rows_of(lines(), fields):
            pass

    before = _memory()
    sheet = measure(f"sheets: take apart {ROWS:,} rows", read, runs=1)
    return Measured(**{**sheet.__dict__, "note": f"{_memory() - before:+.1f} MB"})


def _memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
