"""How far interviewers agree: Krippendorff's alpha and intraclass correlations.

A unit is one criterion of one candidate. None of these says anything for a single candidate; over
a rubric they need 30 units or more, and then go with their intervals.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import exp, log, sqrt

import numpy as np
from scipy.special import stdtrit

from rubrics.assessment.tables import Codes, Floats, Table, paired

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
    """The ratings of units that two or more people rated: unit and value of each rating; number
    of ratings and candidate of each unit."""

    unit: Codes
    level: Floats
    sizes: Codes
    candidate: Codes


def units_of(table: Table) -> Units:
    """Return the ratings that can be compared."""
    unit, first = paired(table.candidate, table.criterion)
    is_compared = np.bincount(unit) > 1
    ratings = is_compared[unit]
    _, unit = np.unique(unit[ratings], return_inverse=True)
    return Units(unit, table.level[ratings], np.bincount(unit), table.candidate[first[is_compared]])


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
    return replace(units, level=(np.cumsum(counts) - counts / 2)[place])


def alpha(units: Units) -> float | None:
    """Return 1 - observed / expected disagreement, with squared differences (Krippendorff 2011).

    None without two ratings of one unit, or where all ratings are the same.
    """
    return _alpha(_sums(units).sum(axis=1)) if len(units.level) else None


def alpha_interval(units: Units) -> Coefficient | None:
    """Return alpha with its interval; None where there is none."""
    return _with_interval(_alpha, units)


def _alpha(sums: Floats) -> float | None:
    _units, n, _n2, total, _of_means, squares, apart = sums
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
    sums = _sums(units).sum(axis=1)
    between, within, _size = _mean_squares(sums)
    even = units.sizes.min() == units.sizes.max()
    return {
        "icc_1_1": _icc_1_1(sums),
        "icc_1_k": _ratio(between - within, between) if even else None,
    }


def _icc_1_1(sums: Floats) -> float | None:
    if sums[0] < 2:
        return None
    between, within, size = _mean_squares(sums)
    return _ratio(between - within, between + (size - 1) * within)


def icc_interval(units: Units) -> Coefficient | None:
    """Return ICC(1,1) with its interval; None where there is none."""
    return _with_interval(_icc_1_1, units)


def _mean_squares(sums: Floats) -> tuple[float, float, float]:
    """Return mean squares between and within units, and the size of a unit (for unequal ones as
    in the analysis of variance of one random effect, Searle 1971)."""
    groups, n, n2, total, of_means, squares, _apart = sums
    between = float((of_means - total**2 / n) / (groups - 1))
    within = float((squares - of_means) / (n - groups))
    return between, within, float((n - n2 / n) / (groups - 1))


# ---- Sums and intervals ----------------------------------------------------------------------


def _sums(units: Units) -> Floats:
    """Return a column a unit: 1, ratings, their square, sum, square of the sum by ratings, sum of
    squares, disagreement. Coefficients are functions of their totals."""
    # Far from zero the sums of squares would lose digits.
    level = units.level - units.level.mean()
    n, total = units.sizes, np.bincount(units.unit, level)
    squares = np.bincount(units.unit, level**2)
    apart = (n * squares - total**2) / (n - 1)
    return np.stack([np.ones(len(n)), n, n**2, total, total**2 / n, squares, apart])


def _with_interval(of: Callable[[Floats], float | None], units: Units) -> Coefficient | None:
    """Return a coefficient with the interval of a jackknife over candidates.

    Not over units: what one person sees in a candidate colors all of their criteria, so that the
    units of a candidate are no independent draws. On the scale of log(1 - coefficient), with a
    quantile of t (Arvesen and Schmitz 1970, "Robust procedures for variance component problems
    using the jackknife").
    """
    if not len(units.level):
        return None
    sums = _sums(units)
    total = sums.sum(axis=1)
    _, candidate = np.unique(units.candidate, return_inverse=True)
    parts = np.stack([np.bincount(candidate, row) for row in sums], axis=1)
    value, left = of(total), [of(total - part) for part in parts]
    n = len(parts)
    if value is None or n < 2:
        return None
    without = np.array([_log_rest(each) for each in left if each is not None])
    if len(without) < n:
        return None
    half = stdtrit(n - 1, 1 - TAIL) * sqrt((n - 1) ** 2 / n * without.var(ddof=1))
    middle = n * _log_rest(value) - (n - 1) * float(without.mean())
    low, high = 1 - exp(middle + half), 1 - exp(middle - half)
    return Coefficient(value, min(low, value), max(high, value), len(units.sizes))


def _log_rest(value: float) -> float:
    return log(max(1 - value, 1e-9))


# ---- Two ways --------------------------------------------------------------------------------


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
