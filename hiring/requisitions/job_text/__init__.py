"""Reads the text of a job and its must-haves for what keeps good people from applying.

Plain Python: text in, findings out. It advises and never blocks. English texts only; what is
written in another language gives no findings of wording.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from hiring.requisitions.job_text.credentials import credentials_asked_for
from hiring.requisitions.job_text.findings import Finding, Rule, arranged
from hiring.requisitions.job_text.missing import missing
from hiring.requisitions.job_text.reading import Reading, read
from hiring.requisitions.job_text.requirement_count import stacked_requirements
from hiring.requisitions.job_text.roles import three_roles
from hiring.requisitions.job_text.wording import wording
from hiring.requisitions.job_text.years import years_of_tools

__all__ = ["MAX_BYTES", "Finding", "Rule", "lint"]

# Characters; what comes after is not read. A long job text has about 8,000.
MAX_BYTES = 1_000_000


def lint(
    text: str,
    must_haves: Sequence[str] = (),
    *,
    level: str | None = None,
    has_pay_range: bool | None = None,
    year: int | None = None,
    say: Callable[[str], str] = str,
) -> list[Finding]:
    """Return what the text and the must-haves cost, in order of place; what is missing comes last.

    `level` and `has_pay_range` are what is known beside the text: None looks for them in it, an
    empty level or False is a finding. `year` is the one that tools' ages are counted to (this
    one). `say` translates cost and advice. Time grows with the length of the text, no faster.
    """
    readings = [read(text[:MAX_BYTES])]
    readings += [read(line[:MAX_BYTES], must_have=n) for n, line in enumerate(must_haves)]
    year = year or datetime.now(UTC).year
    found = [finding for reading in readings for finding in _in_one(reading, year, say)]
    found += stacked_requirements(readings, say)
    found += three_roles(readings, say)
    return [*arranged(found, text, must_haves), *missing(readings[0], level, has_pay_range, say)]


def _in_one(reading: Reading, year: int, say: Callable[[str], str]) -> list[Finding]:
    return [
        *years_of_tools(reading, year, say),
        *credentials_asked_for(reading, say),
        *wording(reading, say),
    ]
