"""A believable history of as many applications as asked for, the same for the same seed and day."""

import random
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from hiring.activity import clock
from hiring.demo.simulation.applications import Applications
from hiring.demo.simulation.company import SimulatedJob, found_company
from hiring.demo.simulation.loading import indexes_made_afterward, vacuum
from hiring.requisitions.models import MAX_OPENINGS, Requisition


def simulate(*, applications: int, seed: int) -> dict[str, int]:
    """Add the history in one transaction; return how many rows each table got."""
    draw = random.Random(seed)  # noqa: S311 - invented people, not secrets
    now = datetime.combine(clock.today("UTC"), time(), UTC)
    with transaction.atomic():
        jobs = found_company(draw, applications, now)
        rows = Applications(draw, now)
        with indexes_made_afterward([table.table for table in rows.tables]):
            for applied_at, place in _arrivals(draw, jobs, applications, now):
                rows.add(jobs[place], applied_at)
            rows.finish()
        for job in jobs:
            _count_hires(draw, job)
    vacuum(table.table for table in rows.tables)
    return {table.table: table.rows for table in rows.tables}


def _arrivals(
    draw: random.Random, jobs: list[SimulatedJob], count: int, now: datetime
) -> list[tuple[datetime, int]]:
    """Return when each application arrives, and the place of its job: most soon after it opened."""
    places = draw.choices(range(len(jobs)), weights=[job.share for job in jobs], k=count)
    return sorted((_arrival(draw, jobs[place], now), place) for place in places)


def _arrival(draw: random.Random, job: SimulatedJob, now: datetime) -> datetime:
    span = ((job.closed_at or now) - job.opened_at).total_seconds()
    return job.opened_at + timedelta(seconds=int(span * draw.random() ** 1.3))


def _count_hires(draw: random.Random, job: SimulatedJob) -> None:
    """Write down on the job what its applications led to."""
    open_still = 0 if job.closed_at else draw.randint(1, 3)
    openings = min(MAX_OPENINGS, max(1, job.hired + open_still))
    changes: dict[str, object] = {"hired": job.hired, "openings": openings}
    if job.has_loops:
        changes["profile_fixed_at"] = job.opened_at + timedelta(days=7)
    Requisition.objects.filter(pk=job.requisition.pk).update(**changes)
