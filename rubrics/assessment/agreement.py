"""How far interviewers agree: Krippendorff's alpha and intraclass correlations.

A unit is one criterion of one candidate. None of these says anything for a single candidate; over
a rubric they need 30 units or more, and then go with their intervals.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtri

from rubrics.assessment.tables import Codes, Floats, Table, paired

DRAWS = 1000
SEED = 20_070_601
# Intervals of agreement are 95 % ones, as is usual for these coefficients.
TAIL = 0.025


@dataclass(frozen=True)
class Coefficient:
    """A coefficient with its 95 % interval and the number of units that it is of."""

    value: float
    low: float
    high: float
    units: int


@dataclass(frozen=True)
class Agreement:
    """Coefficients of agreement; None where the ratings do not allow one."""

    krippendorff_ordinal: float | None
    krippendorff_interval: float | None
    icc_1_1: float | None
    icc_2_1: float | None
    icc_3_1: float | None
    icc_1_k: float | None
    icc_2_k: float | None
    icc_3_k: float | None


@dataclass(frozen=True)
class Units:
    """The ratings of units that two or more people rated: unit and value of each."""

    unit: Codes
    level: Floats
    sizes: Codes


def units_of(table: Table) -> Units:
    """Return the ratings that can be compared."""
    unit, _ = paired(table.candidate, table.criterion)
    compared = np.bincount(unit)[unit] > 1
    _, unit = np.unique(unit[compared], return_inverse=True)
    return Units(unit, table.level[compared], np.bincount(unit))


def agreement(table: Table) -> Agreement:
    """Return all coefficients of a set of ratings."""
    units = units_of(table)
    return Agreement(alpha(ranked(units)), alpha(units), **_one_way(units), **_two_way(table))


# ---- Krippendorff's alpha --------------------------------------------------------------------


def ranked(units: Units) -> Units:
    """Return the units with the middle rank of each level instead of the level.

    The ordinal metric is the interval metric of these ranks: between two levels lie all ratings
    in between and half of those at either (Krippendorff 2011, "Computing Krippendorff's
    alpha-reliability").
    """
    _, place, counts = np.unique(units.level, return_inverse=True, return_counts=True)
    return Units(units.unit, (np.cumsum(counts) - counts / 2)[place], units.sizes)


def alpha(units: Units) -> float | None:
    """Return 1 - observed / expected disagreement, with squared differences (Krippendorff 2011).

    None without two ratings of one unit, or where all ratings are the same.
    """
    return _alpha(_sums(units)) if len(units.level) else None


def alpha_interval(units: Units) -> Coefficient | None:
    """Return alpha with the interval of a bootstrap over units, always the same draws."""
    value = alpha(units)
    if value is None:
        return None
    sums, n = _sums(units), len(units.sizes)
    random, even = np.random.default_rng(SEED), np.full(n, 1 / n)
    drawn = (_alpha(sums, random.multinomial(n, even)) for _ in range(DRAWS))
    found = [each for each in drawn if each is not None]
    low, high = np.quantile(found, [TAIL, 1 - TAIL])
    return Coefficient(value, float(low), float(high), n)


def _sums(units: Units) -> Floats:
    """Return by unit: ratings, their sum, their sum of squares, their disagreement."""
    # Far from zero the sums of squares would lose digits.
    level = units.level - units.level.mean()
    total = np.bincount(units.unit, level)
    squares = np.bincount(units.unit, level**2)
    apart = (units.sizes * squares - total**2) / (units.sizes - 1)
    return np.stack([units.sizes, total, squares, apart])


def _alpha(sums: Floats, draw: Codes | None = None) -> float | None:
    n, total, squares, apart = sums.sum(axis=1) if draw is None else sums @ draw
    expected = (n * squares - total**2) / (n - 1)
    return float(1 - apart / expected) if expected > 1e-12 * max(n, 1) else None


# ---- Intraclass correlations (Shrout and Fleiss 1979) ----------------------------------------


def _ratio(above: float, below: float) -> float | None:
    return float(above / below) if below > 1e-12 else None


def _one_way(units: Units) -> dict[str, float | None]:
    """Return ICC(1,1) and ICC(1,k): each unit rated by people of its own.

    Units may differ in their number of ratings; ICC(1,k) is then of no k and None.
    """
    if len(units.sizes) < 2:
        return {"icc_1_1": None, "icc_1_k": None}
    between, within, size = _mean_squares(units)
    single = _ratio(between - within, between + (size - 1) * within)
    even = units.sizes.min() == units.sizes.max()
    return {"icc_1_1": single, "icc_1_k": _ratio(between - within, between) if even else None}


def _mean_squares(units: Units) -> tuple[float, float, float]:
    """Return mean squares between and within units, and the size of a unit (for unequal ones as
    in the analysis of variance of one random effect, Searle 1971)."""
    sizes, level = units.sizes, units.level - units.level.mean()
    means = np.bincount(units.unit, level) / sizes
    n, groups = len(level), len(sizes)
    between = float((sizes * means**2).sum() / (groups - 1))
    within = float(((level - means[units.unit]) ** 2).sum() / (n - groups))
    return between, within, float((n - (sizes**2).sum() / n) / (groups - 1))


def icc_interval(units: Units) -> Coefficient | None:
    """Return ICC(1,1) with the F interval of Shrout and Fleiss; exact for equal sizes."""
    value = _one_way(units)["icc_1_1"]
    if value is None:
        return None
    between, within, size = _mean_squares(units)
    if within <= 1e-12:
        return Coefficient(value, value, value, len(units.sizes))
    groups, n = len(units.sizes), len(units.level)
    of_groups, of_rest = groups - 1, n - groups
    ratio = between / within
    low, high = (
        float((f - 1) / (f + size - 1))
        for f in (
            ratio / fdtri(of_groups, of_rest, 1 - TAIL),
            ratio * fdtri(of_rest, of_groups, 1 - TAIL),
        )
    )
    return Coefficient(value, low, high, groups)


def _two_way(table: Table) -> dict[str, float | None]:
    """Return ICC(2,·) and ICC(3,·): the same people rated every unit, no rating missing."""
    names = ("icc_2_1", "icc_2_k", "icc_3_1", "icc_3_k")
    unit, first = paired(table.candidate, table.criterion)
    n, k = len(first), len(table.interviewers)
    if n < 2 or k < 2 or len(table) != n * k:
        return dict.fromkeys(names)
    grid = np.empty((n, k))
    grid[unit, table.interviewer] = table.level - table.level.mean()
    rows, columns = grid.mean(axis=1), grid.mean(axis=0)
    rest = grid - rows[:, None] - columns
    between = float(k * (rows**2).sum() / (n - 1))
    judges = float(n * (columns**2).sum() / (k - 1))
    error = float((rest**2).sum() / ((n - 1) * (k - 1)))
    values = (
        _ratio(between - error, between + (k - 1) * error + k * (judges - error) / n),
        _ratio(between - error, between + (judges - error) / n),
        _ratio(between - error, between + (k - 1) * error),
        _ratio(between - error, between),
    )
    return dict(zip(names, values, strict=True))
