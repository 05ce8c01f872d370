"""Bringing people in: a sheet into the database, as a worker does it, and undone again.

The floor is inserting as many candidates alone, with their search text, as many at a time.
"""

import resource
import time
from collections.abc import Callable, Iterator

from benchmarks.measuring import Measured

ROWS = 100_000
HEADER = "First Name,Last Name,Email,Phone,Candidate ID,Current Stage,Application Date,Notes\n"
STAGES = ("Applied", "Phone Screen", "Onsite", "Offer")


def results(runs: int, rows: int = ROWS) -> Iterator[Measured]:
    """Measure one import of `rows` rows, the same sheet again, and its undo."""
    from candidates.models import Candidate
    from hiring.pipeline.actions import sheets

    floor = _timed("floor: insert as many candidates alone", rows, lambda: _insert(Candidate, rows))
    Candidate.objects.filter(applications=None).delete()
    yield floor
    sheet = _started(rows)
    yield _timed(f"import {rows:,} rows of a sheet", rows, _work_off, floor)
    _started(rows, like=sheet)
    yield _timed(f"import the same {rows:,} rows again", rows, _work_off, floor)
    sheets.undo_sheet(sheet=sheet, actor=sheet.created_by)
    yield _timed(f"undo an import of {rows:,} rows", rows, _work_off, floor)


def _insert(candidates, rows: int) -> None:
    from hiring.pipeline.actions.sheets import BATCH

    for start in range(0, rows, BATCH):
        people = [candidates(name=f"Nobody {n}") for n in range(start, min(rows, start + BATCH))]
        for person in people:
            person.key_name()
        candidates.objects.bulk_create(people)


def _started(rows: int, like=None):
    from hiring.pipeline.actions import sheets
    from tests.factories.accounts import UserFactory
    from tests.factories.candidates import SourceChannelFactory
    from tests.factories.requisitions import opening

    lines = (
        f"Ada,Lovelace {n},ada{n}@example.org,+1 415 {2_000_000 + n},gh-{n},"
        f"{STAGES[n % 4]},2026-01-{1 + n % 28:02},Met at a conference.\n"
        for n in range(rows)
    )
    sheet = sheets.keep_sheet(
        requisition=like.requisition if like else opening(),
        channel=like.channel if like else SourceChannelFactory(),
        name="export.csv",
        data=(HEADER + "".join(lines)).encode(),
        actor=like.created_by if like else UserFactory(recruiter=True),
    )
    return sheets.start_sheet(
        sheet=sheet, fields=sheet.fields, source_system="greenhouse", actor=sheet.created_by
    )


def _work_off() -> None:
    from hiring.activity import jobs
    from hiring.activity.models import BackgroundJob

    jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))


def _timed(
    job: str, rows: int, work: Callable[[], object], floor: Measured | None = None
) -> Measured:
    before, start = _memory(), time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    ms = round(1000 * seconds, 2)
    return Measured(
        job=job,
        runs=1,
        median_ms=ms,
        p95_ms=ms,
        floor=floor.job if floor else "",
        ratio=round(ms / floor.median_ms, 2) if floor else None,
        note=f"{rows / seconds:,.0f} rows/s; {_memory() - before:+.1f} MB",
    )


def _memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
