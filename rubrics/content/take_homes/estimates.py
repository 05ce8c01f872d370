"""What an honest memo may claim: a logistic model fitted to a sample, again and again."""

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from rubrics.content.take_homes.chance import Chance, logistic

_DRAWS = 60
# Three deviations: an honest claim is outside in about 3 of 1,000 cases.
_WIDTH = 3
# Claims are simulated for this many customers, which is fast, and scaled up.
_FEW = 2_000
Vector = Sequence[float]
Root = list[list[float]]


class Offer(NamedTuple):
    """What a call costs, what a deposit is worth, and how many calls can be made."""

    cost: float
    worth: float
    calls: int

    def pays(self, chance: float) -> bool:
        """Return whether a call with this probability of a deposit pays for itself."""
        return chance * self.worth > self.cost

    def gain(self, chances: Sequence[float]) -> float:
        """Return what calling these brings on average."""
        return sum(chances) * self.worth - len(chances) * self.cost


class Claim(NamedTuple):
    """The interval of honest claims in €, and what their lists earn in truth on average."""

    low: float
    high: float
    earned: float


def honest_claim(
    chance: Chance,
    offer: Offer,
    truth: Vector,
    sample: Sequence[Vector],
    customers: Sequence[tuple[Vector, float]],
) -> Claim:
    """Return what memos may claim that fit samples like this one and choose by their fit.

    `customers` are inputs and true probabilities. Some memos fill the whole list, some call only
    where it pays: the low end is of the former, the high end of the latter.
    """
    few = customers[:: max(1, len(customers) // _FEW)]
    scale = len(customers) / len(few)
    size = round(offer.calls / scale)
    whole, paying, earned = [], [], []
    for fitted in _fits(chance, truth, sample):
        ranked = sorted(((logistic(_dot(fitted, x)), true) for x, true in few), reverse=True)[:size]
        seen = [one for one, _true in ranked]
        whole.append(scale * offer.gain(seen))
        paying.append(scale * offer.gain([one for one in seen if offer.pays(one)]))
        earned.append(scale * offer.gain([true for _seen, true in ranked]))
    shift = _best(offer, customers, offer.calls) - scale * _best(offer, few, size)
    low, high = _end(whole, -_WIDTH) + shift, _end(paying, _WIDTH) + shift
    return Claim(low, high, sum(earned) / len(earned) + shift)


def _best(offer: Offer, customers: Sequence[tuple[Vector, float]], size: int) -> float:
    return offer.gain(sorted((true for _x, true in customers), reverse=True)[:size])


def _end(values: Sequence[float], width: float) -> float:
    """Return mean + `width` standard deviations."""
    mean = sum(values) / len(values)
    return mean + width * sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _fits(chance: Chance, truth: Vector, sample: Sequence[Vector]) -> Iterator[list[float]]:
    """Yield coefficients as samples like this one give them.

    Maximum likelihood is nearly normal around the truth with the inverse Fisher information.
    """
    root = _cholesky(_information(truth, sample))
    for _ in range(_DRAWS):
        yield _fitted(chance, truth, root)


def _dot(left: Vector, right: Vector) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


def _information(truth: Vector, sample: Sequence[Vector]) -> Root:
    """Return Σ p·(1 - p)·x·xᵀ, with a trace on the diagonal for columns that are never filled."""
    places = range(len(truth))
    total = [[1e-3 * (row == column) for column in places] for row in places]
    for x in sample:
        p = logistic(_dot(truth, x))
        for row in (row for row in places if x[row]):
            weight = p * (1 - p) * x[row]
            for column in range(row + 1):
                total[row][column] += weight * x[column]
    return total


def _cholesky(matrix: Root) -> Root:
    """Return the lower triangle L with L·Lᵀ = `matrix`, of which only that triangle is read."""
    size = len(matrix)
    root = [[0.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(row + 1):
            rest = matrix[row][column] - _dot(root[row][:column], root[column][:column])
            root[row][column] = sqrt(rest) if row == column else rest / root[column][column]
    return root


def _fitted(chance: Chance, truth: Vector, root: Root) -> list[float]:
    """Return truth + L⁻ᵀ·z: normal, with the inverse of L·Lᵀ for its covariance."""
    size = len(truth)
    error = [chance.normal(0, 1) for _ in range(size)]
    for row in reversed(range(size)):
        above = sum(root[later][row] * error[later] for later in range(row + 1, size))
        error[row] = (error[row] - above) / root[row][row]
    return [value + wrong for value, wrong in zip(truth, error, strict=True)]
