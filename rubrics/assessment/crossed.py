"""Candidates and interviewers told apart: a crossed mixed model of many ratings.

    rating = mean + candidate + interviewer + criterion + card + rest

A card is one candidate met by one interviewer. Criteria are fixed effects, found within cards;
candidate, interviewer, card and rest are normal, their variances estimated by restricted maximum
likelihood (Patterson and Thompson 1971), the effects by Henderson's mixed-model equations (1975).
It is the linear counterpart of the many-facet model (Linacre 1989). Severity has the sign of its
effect: above zero somebody rates higher than the others.

Interviewers are compared only with those to whom candidates link them, directly or in steps:
severities are centered within each such set. A set that rates higher than another has better
candidates or more lenient interviewers, and ratings cannot tell which; the candidates have it.
"""

from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from rubrics.assessment.tables import Codes, Floats, Table, paired

# Matrices of all pairs of interviewers are kept in memory.
MAX_INTERVIEWERS = 5_000
CHUNK = 20_000
# From so many cards variances are known to about one percent; more of them only take time.
CARDS_FOR_VARIANCES = 50_000
# Variances within these factors of that of all ratings.
LEAST, MOST = 1e-6, 1e2


@dataclass(frozen=True)
class Prior:
    """As many interviewers as this, known to differ by this variance, in squared levels."""

    interviewers: float
    variance: float


@dataclass(frozen=True)
class Variances:
    """Variances in squared levels."""

    candidate: float
    interviewer: float
    card: float
    rest: float


@dataclass(frozen=True)
class Cards:
    """The mean of each card, criteria taken off, and how many ratings it is of."""

    candidate: Codes
    interviewer: Codes
    mean: Floats
    ratings: Codes


@dataclass(frozen=True)
class Crossed:
    """What a fit found; arrays by the codes of the table, variances are of the errors."""

    candidate: Floats
    candidate_error: Floats
    severity: Floats
    severity_error: Floats
    criterion: Floats
    sets: Codes
    variances: Variances


def fit(table: Table, prior: Prior | None = None, *, by_candidate: bool = False) -> Crossed:
    """Return candidates' levels and interviewers' severities, shrunk; at least one rating.

    Without a prior a variance of nothing is avoided by that of Chung, Rabe-Hesketh, Dorie, Gelman
    and Liu (2013). Criteria are compared within cards, or with `by_candidate` within candidates:
    then who alone rates what others do not is neither severe nor lenient, as nobody can tell.
    """
    card, _ = paired(table.candidate, table.interviewer)
    criterion = _criteria(table, table.candidate if by_candidate else card)
    cards = _cards(table, criterion)
    model = _Model(cards, len(table.candidates), len(table.interviewers))
    some = _Model(_thinned(cards), len(table.candidates), len(table.interviewers))
    found = _variances(some, _rest(table, card, criterion), prior)
    candidate, candidate_error, severity, severity_error = model.solve(found)
    return Crossed(
        candidate, candidate_error, severity, severity_error, criterion, model.sets, found
    )


# ---- Criteria --------------------------------------------------------------------------------


def _criteria(table: Table, group: Codes) -> Floats:
    """Return how far above the others each criterion is rated, compared within groups.

    Criteria that stand in no group together are not compared.
    """
    sizes = np.bincount(group)
    counts = _sparse(np.ones(len(table)), group, table.criterion, (len(sizes), len(table.criteria)))
    normal = np.diag(np.bincount(table.criterion).astype(float)) - _dense(
        counts.T @ (counts.multiply(1 / np.maximum(sizes, 1)[:, None]))
    )
    values, vectors = np.linalg.eigh(normal)
    kept = values > 1e-9 * max(1.0, values.max())
    sums = np.bincount(table.criterion, _within(table.level, group))
    effects = vectors[:, kept] @ ((vectors[:, kept].T @ sums) / values[kept])
    return effects - effects[table.criterion].mean()


def _within(values: Floats, group: Codes) -> Floats:
    """Return the values less the mean of their group."""
    return values - (np.bincount(group, values) / np.maximum(np.bincount(group), 1))[group]


def _rest(table: Table, card: Codes, criterion: Floats) -> float:
    """Return the variance within cards, criteria taken off."""
    off = _within(table.level - criterion[table.criterion], card)
    freedom = len(table) - len(np.unique(card)) - (len(table.criteria) - 1)
    return float((off**2).sum() / freedom) if freedom > 0 else 0.0


def _cards(table: Table, criterion: Floats) -> Cards:
    card, first = paired(table.candidate, table.interviewer)
    sizes = np.bincount(card)
    means = np.bincount(card, table.level - criterion[table.criterion]) / sizes
    return Cards(table.candidate[first], table.interviewer[first], means, sizes)


def _thinned(cards: Cards) -> Cards:
    """Return the cards of every n-th candidate, all of them where they are not too many."""
    step = -(-len(cards.mean) // CARDS_FOR_VARIANCES)
    kept = cards.candidate % step == 0
    return Cards(
        cards.candidate[kept], cards.interviewer[kept], cards.mean[kept], cards.ratings[kept]
    )


def _sparse(values: Floats, rows: Codes, columns: Codes, shape: tuple[int, int]) -> Any:
    return csr_array((values, (rows, columns)), shape=shape)


def _dense(matrix: Any) -> Floats:
    return np.asarray(matrix.todense())


# ---- Candidates and interviewers, over cards -------------------------------------------------


@dataclass
class _Model:
    """The mixed-model equations with candidates eliminated, interviewers centered by set."""

    cards: Cards
    candidates: int
    interviewers: int

    @cached_property
    def sets(self) -> Codes:
        """Return the number of the connected set of each interviewer."""
        nodes = self.candidates + self.interviewers
        ones = np.ones(len(self.cards.mean))
        edges = (self.cards.candidate, self.cards.interviewer + self.candidates)
        _, sets = connected_components(_sparse(ones, *edges, (nodes, nodes)), directed=False)
        _, sets = np.unique(sets[self.candidates :], return_inverse=True)
        return sets

    @cached_property
    def spread(self) -> float:
        """Return the variance of the cards, near which the others are searched."""
        return float(self.cards.mean.var()) or 1.0

    @cached_property
    def _level(self) -> float:
        return float(self.cards.mean.mean())

    def centered(self, matrix: Floats) -> Floats:
        """Return the rows less the mean of the rows of their set."""
        sizes = np.bincount(self.sets)
        to_sets = _sparse(
            1 / np.sqrt(sizes)[self.sets],
            np.arange(self.interviewers),
            self.sets,
            (self.interviewers, len(sizes)),
        )
        return matrix - to_sets @ (to_sets.T @ matrix)

    def equations(self, variances: Variances) -> "_Equations":
        """Return the equations of mean and severities."""
        cards = self.cards
        weight = 1 / (variances.card + variances.rest / cards.ratings)
        mean = cards.mean - self._level
        by_candidate = _totals(cards.candidate, weight, self.candidates)
        sums = _totals(cards.candidate, weight * mean, self.candidates)
        diagonal = by_candidate + 1 / variances.candidate
        shape = (self.candidates, self.interviewers)
        crossing = _sparse(weight, cards.candidate, cards.interviewer, shape)
        own = _totals(cards.interviewer, weight, self.interviewers)
        matrix = np.diag(own) - _dense(crossing.T @ (crossing.multiply(1 / diagonal[:, None])))
        right = _totals(cards.interviewer, weight * mean, self.interviewers)
        return _Equations(
            weight=weight,
            crossing=crossing,
            diagonal=diagonal,
            by_candidate=by_candidate,
            sums=sums,
            matrix=self.centered(self.centered(matrix).T)
            + np.eye(self.interviewers) / variances.interviewer,
            border=self.centered(own - crossing.T @ (by_candidate / diagonal)),
            corner=float(weight.sum() - (by_candidate**2 / diagonal).sum()),
            right=self.centered(right - crossing.T @ (sums / diagonal)),
            right_corner=float((weight * mean).sum() - (by_candidate * sums / diagonal).sum()),
            squares=float((weight * mean**2).sum() - (sums**2 / diagonal).sum()),
        )

    def deviance(self, variances: Variances) -> float:
        """Return -2 log restricted likelihood, but for a constant."""
        found = self.equations(variances)
        factor, mean = found.solved()
        logs = np.log(found.weight).sum(), np.log(found.diagonal).sum()
        return (
            logs[1]
            - logs[0]
            + self.candidates * log(variances.candidate)
            + self.interviewers * log(variances.interviewer)
            + 2 * np.log(np.diag(factor[0])).sum()
            + log(found.schur)
            + found.squares
            - found.right @ found.solved_right
            - mean * (found.right_corner - found.border @ found.solved_right)
        )

    def solve(self, variances: Variances) -> tuple[Floats, Floats, Floats, Floats]:
        """Return levels and their error variances, severities and theirs."""
        found = self.equations(variances)
        factor, mean = found.solved()
        inverse = cho_solve(factor, np.eye(self.interviewers))
        severity = self.centered(found.solved_right - mean * found.solved_border)
        spread = self.centered(self.centered(inverse).T)
        slope = self.centered(found.solved_border)
        severity_error = np.diag(spread) + slope**2 / found.schur
        level = (
            found.sums - found.by_candidate * mean - found.crossing @ severity
        ) / found.diagonal
        lever = 1 - (found.by_candidate - found.crossing @ slope) / found.diagonal
        level_error = (
            1 / found.diagonal
            + _quadratic(found.crossing, spread) / found.diagonal**2
            + lever**2 / found.schur
        )
        # Alone in a set nobody is severe or lenient, and nothing is known: all that may be.
        alone = np.bincount(self.sets)[self.sets] == 1
        severity_error = np.where(alone, variances.interviewer, severity_error)
        return level + mean + self._level, level_error, severity, severity_error


@dataclass
class _Equations:
    """[matrix border; border' corner] x [severities; mean] = [right; right_corner]."""

    weight: Floats
    crossing: Any
    diagonal: Floats
    by_candidate: Floats
    sums: Floats
    matrix: Floats
    border: Floats
    corner: float
    right: Floats
    right_corner: float
    squares: float

    @cached_property
    def factor(self) -> tuple[Floats, bool]:
        return cho_factor(self.matrix, lower=True)

    @cached_property
    def solved_border(self) -> Floats:
        return self._solve(self.border)

    @cached_property
    def solved_right(self) -> Floats:
        return self._solve(self.right)

    @cached_property
    def schur(self) -> float:
        return self.corner - float(self.border @ self.solved_border)

    def solved(self) -> tuple[tuple[Floats, bool], float]:
        """Return the factor of the matrix, and the mean."""
        mean = (self.right_corner - float(self.border @ self.solved_right)) / self.schur
        return self.factor, mean

    def _solve(self, right: Floats) -> Floats:
        return cho_solve(self.factor, right)


def _totals(codes: Codes, values: Floats, size: int) -> Floats:
    return np.bincount(codes, values, size).astype(np.float64)


def _quadratic(crossing: Any, spread: Floats) -> Floats:
    """Return the diagonal of crossing x spread x crossing', some rows at a time."""
    parts = [
        np.asarray(rows.multiply(rows @ spread).sum(axis=1)).ravel()
        for start in range(0, crossing.shape[0], CHUNK)
        for rows in [crossing[start : start + CHUNK]]
    ]
    return np.concatenate(parts)


# ---- Variances -------------------------------------------------------------------------------


def _variances(model: _Model, rest: float, prior: Prior | None) -> Variances:
    """Return the variances of highest restricted likelihood, times that of the prior."""
    spread = model.spread

    def of(logs: Floats) -> Variances:
        candidate, interviewer, card = (spread * exp(value) for value in logs)
        return Variances(candidate, interviewer, card, rest)

    def deviance(logs: Floats) -> float:
        variances = of(logs)
        return model.deviance(variances) - 2 * _log_prior(variances, prior)

    found = minimize(
        deviance,
        np.log([0.4, 0.1, 0.4]),
        method="L-BFGS-B",
        bounds=[(log(LEAST), log(MOST))] * 3,
        options={"ftol": 1e-9},
    )
    return of(found.x)


def _log_prior(variances: Variances, prior: Prior | None) -> float:
    """Return the log density of the variances: away from nothing, or an inverse chi-square."""
    away = 0.5 * (log(variances.candidate) + log(variances.card))
    if prior is None:
        return away + 0.5 * log(variances.interviewer)
    ratio = prior.variance / variances.interviewer
    return away - 0.5 * prior.interviewers * (log(variances.interviewer) + ratio)
