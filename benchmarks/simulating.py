"""Loops of the catalog, rated by simulated people: what the states and ranges then say.

The simulator is of the model's own family, normal effects rounded to four levels, and so cannot
refute that family; what is varied are the shares, the thresholds and the pool.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import yaml

from rubrics.assessment.assessing import Assessment, assess
from rubrics.assessment.estimates import History
from rubrics.assessment.states import Rating

CATALOG = Path(__file__).resolve().parents[1] / "rubrics/catalog"
LEVELS = ("junior", "mid", "senior", "staff")
STRENGTH, BAR = "strength", "bar"
# Half of what candidates differ by is common to all their competencies.
COMMON = 0.5
# Before rounding: .20 + .13 + .04 + .04 + .04.
TOTAL = 0.45
Z = NormalDist().inv_cdf


@dataclass(frozen=True)
class Claim:
    """One strength or bar of a profile, and which ratings of a loop are about it."""

    competency: str
    stance: str
    bar: int
    # Of each rating: the interview, and the place of the interviewer among the loop's people.
    seats: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Design:
    """A loop: how many interviews and people, and what it is to answer."""

    name: str
    interviews: int
    people: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class World:
    """How candidates differ and how interviewers rate; variances in squared levels."""

    candidate: float = 0.20
    interview: float = 0.13
    severity: float = 0.04
    halo: float = 0.04
    rating: float = 0.04
    # What all interviewers share about a candidate and is not true: a rumor, the résumé.
    impression: float = 0.0
    thresholds: tuple[float, float, float] = (1.5, 2.5, 3.5)
    mean: float = 2.5
    extremes: bool = True

    def consensus(self, bar: int) -> float:
        """Return the true level from which most interviewers rate at or above the bar."""
        return self.thresholds[bar - 2]


@dataclass(frozen=True)
class Cell:
    """What is said of one competency of one candidate, and what is true."""

    claim: Claim
    given: tuple[int, ...]
    found: Assessment
    true: float


def shares(candidate: float, interview: float, severity: float, halo: float) -> World:
    """Return a world with these shares of all variance, the rest being the rating's."""
    rest = 1 - candidate - interview - severity - halo
    return World(*(share * TOTAL for share in (candidate, interview, severity, halo, rest)))


def given_in(*percent: float) -> tuple[float, float, float]:
    """Return the thresholds by which levels are given in these shares of a hundred."""
    below = np.cumsum(percent)[:3] / 100
    return at(*(Z(share) for share in below))


def at(*deviations: float) -> tuple[float, float, float]:
    """Return thresholds in standard deviations of a rating."""
    first, second, third = (2.5 + sqrt(TOTAL) * each for each in deviations)
    return first, second, third


def pool(base_rate: float) -> float:
    """Return the mean of candidates of whom this share reaches a yes."""
    return 2.5 + sqrt(0.20) * Z(base_rate)


# ---- Designs ---------------------------------------------------------------------------------


@cache
def designs(*, paired: bool = True, specialists: bool = False) -> tuple[Design, ...]:
    """Return the loop of each role and level of the catalog, whole and less one interview each.

    `paired` gives each strength two people; `specialists` gives each competency one interview.
    """
    whole = full_designs(paired=paired, specialists=specialists)
    return whole + tuple(
        _less(design, gone) for design in whole for gone in range(design.interviews)
    )


def _less(design: Design, gone: int) -> Design:
    claims = tuple(
        replace(claim, seats=tuple(seat for seat in claim.seats if seat[0] != gone))
        for claim in design.claims
    )
    return replace(design, claims=claims)


@cache
def full_designs(*, paired: bool = True, specialists: bool = False) -> tuple[Design, ...]:
    """Return the whole loops only."""
    rubrics = {
        data["key"]: [criterion["competency"] for criterion in data["criteria"]]
        for data in _documents("rubrics")
    }
    return tuple(
        _design(role, level, rubrics, paired and not specialists, specialists)
        for role in _documents("role_archetypes")
        for level in LEVELS
    )


def _documents(folder: str) -> list[dict]:
    return [yaml.safe_load(file.read_text()) for file in sorted((CATALOG / folder).glob("*.yaml"))]


def _design(role: dict, level: str, rubrics: dict, paired: bool, specialists: bool) -> Design:
    asked = {
        term["competency"]: (term[level]["stance"], term[level]["bar"])
        for term in role["profile"]
        if term[level]["stance"] in (STRENGTH, BAR)
    }
    looks = [
        rubrics[interview["rubric"]]
        for interview in role["interviews"]
        if level in interview.get("levels", LEVELS)
    ]
    people = [[n] for n in range(len(looks))]
    if paired:
        _pair(people, looks, [key for key, (stance, _bar) in asked.items() if stance == STRENGTH])
    claims = tuple(
        Claim(key, stance, bar, _seats(key, looks, people)[: 1 if specialists else None])
        for key, (stance, bar) in asked.items()
    )
    return Design(f"{role['key']} {level}", len(looks), sum(map(len, people)), claims)


def _pair(people: list[list[int]], looks: list[list[str]], strengths: list[str]) -> None:
    """Add second interviewers until each strength that is looked at has two people."""

    def short(look: Sequence[str]) -> int:
        return sum(
            key in look and len({who for _, who in _seats(key, looks, people)}) == 1
            for key in strengths
        )

    while max(scores := [short(look) for look in looks]):
        people[scores.index(max(scores))].append(sum(map(len, people)))


def _seats(key: str, looks: list[list[str]], people: list[list[int]]) -> tuple:
    return tuple(
        (interview, who)
        for interview, look in enumerate(looks)
        for criterion in look
        if criterion == key
        for who in people[interview]
    )


# ---- Loops -----------------------------------------------------------------------------------


def loops(
    world: World,
    count: int,
    *,
    seed: int,
    of: Sequence[Design] | None = None,
    above: float | None = None,
    histories: dict[str, History] | None = None,
) -> Iterator[list[Cell]]:
    """Yield the cells of as many loops. `above` puts every candidate so far above every bar."""
    draw = np.random.default_rng(seed)
    chosen = of or designs()
    for _ in range(count):
        design = chosen[draw.integers(len(chosen))]
        yield _loop(draw, design, world, above, histories or {})


def _loop(
    draw: np.random.Generator, design: Design, world: World, above: float | None, histories: dict
) -> list[Cell]:
    common = draw.normal(0, sqrt(COMMON * world.candidate))
    impression = draw.normal(0, sqrt(world.impression))
    interview = draw.normal(0, sqrt(world.interview), design.interviews)
    person = draw.normal(0, sqrt(world.severity + world.halo), design.people)
    cells = []
    for claim in design.claims:
        true = world.mean + common + draw.normal(0, sqrt((1 - COMMON) * world.candidate))
        if above is not None:
            true = claim.bar - 0.5 + above
        seen = (
            true
            + impression
            + interview[[where for where, _ in claim.seats]]
            + person[[who for _, who in claim.seats]]
            + draw.normal(0, sqrt(world.rating), len(claim.seats))
        )
        given = tuple(int(level) for level in rounded(seen, world))
        history = histories.get(claim.competency)
        found = _assessed(claim.seats, given, claim.bar, history)
        cells.append(Cell(claim, given, found, true))
    return cells


def rounded(seen: np.ndarray, world: World) -> np.ndarray:
    """Return the levels that are given."""
    levels = 1 + np.searchsorted(world.thresholds, seen, side="right")
    return levels if world.extremes else np.clip(levels, 2, 3)


@cache
def _assessed_plainly(seats: tuple, given: tuple[int, ...], bar: int) -> Assessment:
    return assess(_ratings(seats, given), bar)


def _assessed(seats: tuple, given: tuple, bar: int, history: History | None) -> Assessment:
    if history is None:
        return _assessed_plainly(seats, given, bar)
    return assess(_ratings(seats, given), bar, history)


def _ratings(seats: tuple, given: tuple[int, ...]) -> list[Rating]:
    return [
        Rating(who, level, where, n)
        for n, ((where, who), level) in enumerate(zip(seats, given, strict=True))
    ]


WORLDS = {
    "as assumed": World(),
    "lenient 5/25/55/15": World(thresholds=given_in(5, 25, 55, 15)),
    "lenient -2/-.7/1": World(thresholds=at(-2, -0.7, 1)),
    "harsh 15/55/25/5": World(thresholds=given_in(15, 55, 25, 5)),
    "harsh + BMC": replace(shares(0.28, 0.18, 0.09, 0.40), thresholds=given_in(15, 55, 25, 5)),
    "central tendency": World(extremes=False),
    "halo .30, interview .09": World(interview=0.04, halo=0.13),
    "severity sd doubled": World(severity=0.16),
    "shared impression .15": World(impression=0.15 * TOTAL),
    "BMC": shares(0.28, 0.18, 0.09, 0.40),
    "person .19 (Roberts)": World(
        *(0.19 * TOTAL, *(part * 0.81 * TOTAL / 0.25 for part in (0.13, 0.04, 0.04, 0.04)))
    ),
    "pool .3": World(mean=pool(0.3)),
    "pool .7": World(mean=pool(0.7)),
    "pool .15": World(mean=pool(0.15)),
    "pool .85": World(mean=pool(0.85)),
}
