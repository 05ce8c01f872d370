"""The numbers: one debrief's, and a fit of a million earlier ratings. They need no database."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks.measuring import Measured, measure

COMPETENCIES, PEOPLE = 13, 6
CANDIDATES, INTERVIEWERS, RUBRICS, CRITERIA, EACH = 50_000, 1_000, 20, 4, 5


def results(runs: int) -> Iterator[Measured]:
    """Measure both; the fit is timed once, after a first time that is not counted."""
    from rubrics.assessment.assessing import assess
    from rubrics.assessment.history import fit_history
    from rubrics.assessment.states import Rating

    ratings = [Rating(who, 1 + who % 4, who, who) for who in range(PEOPLE)]
    yield measure(
        "numbers of one debrief: 13 competencies, each rated by 6 people",
        lambda: [assess(ratings, 3) for _ in range(COMPETENCIES)],
        runs=runs * 10,
    )
    past = list(_past())
    yield measure(
        f"fit {len(past):,} earlier ratings",
        lambda: fit_history(past),
        runs=1,
        note=f"{INTERVIEWERS:,} interviewers, {CANDIDATES:,} candidates",
    )


def _past() -> Iterator[Any]:
    from rubrics.assessment.history import PastRating

    draw = np.random.default_rng(1)
    severity = draw.normal(0, 0.2, INTERVIEWERS)
    for candidate in range(CANDIDATES):
        people = draw.choice(INTERVIEWERS, EACH, replace=False)
        rubrics = draw.choice(RUBRICS, EACH, replace=False)
        cards = draw.normal(2.5, 0.45) + severity[people] + draw.normal(0, 0.4, EACH)
        for who, rubric, seen in zip(people.tolist(), rubrics.tolist(), cards, strict=True):
            for n, level in enumerate(np.clip(np.rint(draw.normal(seen, 0.4, CRITERIA)), 1, 4)):
                place = (rubric, rubric * CRITERIA + n, (rubric + n) % COMPETENCIES)
                yield PastRating(candidate, who, *place, int(level))
