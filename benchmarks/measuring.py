"""Taking times, and saying on what machine."""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "results.json"
WARM_UP = 1


@dataclass(frozen=True)
class Measured:
    """Times of one job in milliseconds; `ratio` is its median over that of its floor."""

    job: str
    runs: int
    median_ms: float
    p95_ms: float
    floor: str = ""
    ratio: float | None = None
    note: str = ""


def measure(
    job: str,
    work: Callable[[], object],
    *,
    runs: int,
    floor: Measured | None = None,
    note: str = "",
) -> Measured:
    """Return how long `work` takes, after a warm-up that is not counted."""
    for _ in range(WARM_UP):
        work()
    times = sorted(_milliseconds(work) for _ in range(runs))
    median = statistics.median(times)
    return Measured(
        job=job,
        runs=runs,
        median_ms=round(median, 2),
        p95_ms=round(times[min(len(times) - 1, int(0.95 * len(times)))], 2),
        floor=floor.job if floor else "",
        ratio=round(median / floor.median_ms, 2) if floor else None,
        note=note,
    )


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def machine() -> dict[str, object]:
    """Return what the figures depend on."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load_at_start": round(os.getloadavg()[0], 2),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("Django", "weasyprint", "celery")},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def table(results: Iterable[Measured]) -> str:
    """Return the results as a table for a terminal."""
    rows = [("job", "median ms", "p95 ms", "x floor", "note")]
    for one in results:
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        rows.append((one.job, f"{one.median_ms:,.1f}", f"{one.p95_ms:,.1f}", ratio, one.note))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(row[column].rjust(widths[column]) for column in (1, 2, 3)),
                row[4],
            ]
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def write(on: dict[str, object], results: Iterable[Measured], path: Path = RESULTS) -> None:
    """Write machine and results as JSON."""
    body = {"machine": on, "results": [asdict(one) for one in results]}
    path.write_text(json.dumps(body, indent=2, ensure_ascii=False) + "\n")
